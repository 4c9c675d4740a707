using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Numerics;

namespace Portal.Cli;

/// <summary>Training of the collaborative models, on made-up data or a file. Needs neither database nor portal.</summary>
internal sealed class BenchEase : IBenchmark
{
    private const int FoldIns = 300;

    public Command Create(PortalFactory portal)
    {
        Option<int> users = new("--users") { Description = "Made-up people, 1 to 1000000.", DefaultValueFactory = _ => 6000 };
        Option<int> items = new("--items") { Description = "Made-up items, 1 to 20000.", DefaultValueFactory = _ => 3000 };
        Option<double> density = new("--density") { Description = "Share of all pairs with an interaction, 0 to 0.5.", DefaultValueFactory = _ => 0.03 };
        Option<int> seed = new("--seed") { Description = "Seed of the made-up data.", DefaultValueFactory = _ => 1 };
        Option<string?> train = new("--train") { Description = "File of interactions instead: user item …, separated by tab, comma or blank." };
        Option<int> factors = new("--factors") { Description = "Factors of iALS, 1 to 4096.", DefaultValueFactory = _ => 64 };
        Command command = new("ease", "Seconds, GFLOP/s and memory of training EASE and iALS, and the time to score one person.") { users, items, density, seed, train, factors };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            var (n, m, share) = (parse.GetValue(users), parse.GetValue(items), parse.GetValue(density));
            if (n is < 1 or > 1_000_000 || m is < 1 or > 20_000 || share is not (>= 0 and <= 0.5) || parse.GetValue(factors) is < 1 or > 4096)
            {
                throw new VerbException(
                    $"--users {n} --items {m} --density {share} --factors {parse.GetValue(factors)}: allowed are 1 to 1000000, 1 to 20000, 0 to 0.5 and 1 to 4096.", ExitCode.BadArguments);
            }

            var output = parse.InvocationConfiguration.Output;
            await Task.Run(() => Measure(parse.GetValue(train) is { } file ? Read(file) : Invent(n, m, share, parse.GetValue(seed)), parse.GetValue(factors), output, ct), ct);
        }, ct));
        return command;
    }

    private static void Measure(InteractionMatrix data, int factors, TextWriter output, CancellationToken ct)
    {
        Say(output, $"{data.UserCount} people, {data.ItemCount} items, {data.ByUser.EntryCount} interactions");
        MeasureParts(data, output, ct);
        EaseTrainer ease = new();
        var started = Stopwatch.GetTimestamp();
        var model = ease.Train(data, null, ct);
        Say(output, $"ease: {Seconds(started):F2} s in all, lambda {ease.Lambda}");
        MeasureFoldIn("ease", model, data, output, ct);

        const int Epochs = 2;
        IalsTrainer ials = new() { Factors = factors, Epochs = Epochs };
        started = Stopwatch.GetTimestamp();
        model = ials.Train(data, null, ct);
        Say(output, $"ials: {Seconds(started) / Epochs:F2} s per epoch, {factors} factors in blocks of {Math.Min(factors, ials.BlockSize)}");
        MeasureFoldIn("ials", model, data, output, ct);
        using var process = Process.GetCurrentProcess();
        Say(output, $"memory: {process.PeakWorkingSet64 / 1048576.0:F0} MiB at its peak");
    }

    private static void MeasureParts(InteractionMatrix data, TextWriter output, CancellationToken ct)
    {
        var byItem = data.ByItem;
        var started = Stopwatch.GetTimestamp();
        var gram = SparseProduct.GramLower(data.ByUser, byItem, (float)new EaseTrainer().Lambda, ct);
        Say(output, $"ease: Gram matrix {Seconds(started):F2} s");
        started = Stopwatch.GetTimestamp();
        SymmetricInverse.Invert(gram, data.ItemCount, null, ct);
        var seconds = Seconds(started);
        Say(output, $"ease: inverse {seconds:F2} s, {Math.Pow(data.ItemCount, 3) / seconds / 1e9:F1} GFLOP/s");
    }

    private static void MeasureFoldIn(string name, IItemModel model, InteractionMatrix data, TextWriter output, CancellationToken ct)
    {
        var scores = new float[model.ItemCount];
        List<double> times = [];
        for (var i = 0; i < FoldIns; i++)
        {
            ct.ThrowIfCancellationRequested();
            var columns = data.ByUser.ColumnsOf((int)((long)i * data.UserCount / FoldIns));
            var history = new ItemWeight[columns.Length];
            for (var k = 0; k < history.Length; k++)
            {
                history[k] = new ItemWeight(new ItemIndex(columns[k]), 1);
            }

            var started = Stopwatch.GetTimestamp();
            model.Score(history, scores);
            times.Add(Seconds(started) * 1000);
        }

        times.Sort();
        Say(output, $"{name}: scoring one new person p50 {times[FoldIns / 2]:F3} ms, p99 {times[FoldIns * 99 / 100]:F3} ms");
    }

    // A few items are much more popular than most, as everywhere.
    private static InteractionMatrix Invent(int users, int items, double density, int seed)
    {
        Random random = new(seed);
        var popularity = Enumerable.Range(0, items).Select(item => Math.Pow(item + 20, -0.8)).ToArray();
        var scale = density * items / popularity.Sum();
        return new InteractionMatrix(users, items, Entries());

        IEnumerable<(UserIndex, ItemIndex, float)> Entries()
        {
            for (var user = 0; user < users; user++)
            {
                for (var item = 0; item < items; item++)
                {
                    if (random.NextDouble() < Math.Min(0.9, popularity[item] * scale))
                    {
                        yield return (new UserIndex(user), new ItemIndex(item), 1);
                    }
                }
            }
        }
    }

    private static InteractionMatrix Read(string file)
    {
        List<(long User, long Item)> pairs = [];
        foreach (var (line, number) in File.ReadLines(file).Select((line, i) => (line, i + 1)))
        {
            var fields = line.Split(['\t', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 2 && long.TryParse(fields[0], CultureInfo.InvariantCulture, out var user) && long.TryParse(fields[1], CultureInfo.InvariantCulture, out var item))
            {
                pairs.Add((user, item));
            }
            else if (number > 1 && fields.Length > 0)
            {
                throw new VerbException($"{file}, line {number}: '{line}' does not begin with two whole numbers, the user and the item.");
            }
        }

        Dictionary<long, int> users = Places(pairs.Select(pair => pair.User)), items = Places(pairs.Select(pair => pair.Item));
        return new InteractionMatrix(users.Count, items.Count, pairs.Distinct().Select(pair => (new UserIndex(users[pair.User]), new ItemIndex(items[pair.Item]), 1f)));
    }

    private static Dictionary<long, int> Places(IEnumerable<long> ids) => ids.Distinct().Order().Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}
