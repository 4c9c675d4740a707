using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Startup;
using Portal.Weights;

namespace Portal.Cli;

/// <summary>The tuner's preview as a page asks for it while somebody slides: the lists of the panel under weights that change each time.</summary>
internal sealed class BenchTuner : IBenchmark
{
    private const int WarmUps = 15;

    public Command Create(PortalFactory portal)
    {
        Option<int> rounds = new("--rounds") { Description = "How many recomputations, 1 to 10000.", DefaultValueFactory = _ => 100 };
        Option<string?> person = new("--person") { Description = "Part of a name: this person is on the panel besides those chosen by themselves." };
        Option<int> seed = new("--seed") { Description = "The same seed moves the same sliders.", DefaultValueFactory = _ => 1 };
        Command command = new("tuner", "Latency of the tuner's preview, for the whole panel and per person, with p50, p95 and p99. Changes nothing.") { rounds, person, seed };
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            var n = BenchFormat.Checked(parse, rounds, 1, 10_000);
            await PortalStartup.PrepareSharedAsync(services, token);
            await services.GetRequiredService<EncoderHost>().LoadAsync(token);
            await MeasureAsync(services, n, parse.GetValue(person), parse.GetValue(seed), parse.InvocationConfiguration.Output, token);
        }, ct));
        return command;
    }

    private static async Task MeasureAsync(IServiceProvider services, int rounds, string? person, int seed, TextWriter output, CancellationToken token)
    {
        var people = services.GetRequiredService<PanelPeople>();
        var chosen = person is null ? null : (await people.FindAsync(person, token)) is [var first, ..] ? first.UserId : throw new VerbException($"--person {person}: nobody is called so.", ExitCode.BadArguments);
        var members = await people.ChooseAsync(chosen, token);
        if (members.Count == 0)
        {
            throw new VerbException("There is nobody to try weights out on.");
        }

        using var panel = services.GetRequiredService<PanelPreviews>().Open(members);
        var state = await services.GetRequiredService<EngineService>().GetAsync(token);
        Random random = new(seed);
        List<double> all = [], signals = [], actions = [], each = [];
        for (var round = -WarmUps; round < rounds; round++)
        {
            // Every tenth time an action's weight moves, which reads the panel's histories anew.
            var action = round % 10 == 9;
            var weights = Moved(state.Weights, random, action);
            var started = Stopwatch.GetTimestamp();
            var result = await panel.ComputeAsync(weights, PanelPreview.Depth, token);
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (round >= 0)
            {
                all.Add(took);
                (action ? actions : signals).Add(took);
                each.Add(result.Draft.Milliseconds);
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{members.Count} people ({string.Join(", ", members.Select(member => member.Reason))}), {rounds} recomputations of {PanelPreview.Depth} places, {state.Snapshot.Catalogue.Count} items, {state.Snapshot.Vectors?.Count ?? 0} with a vector, models {state.Models.Version ?? "none"}"));
        await output.WriteLineAsync(BenchFormat.Header);
        await output.WriteLineAsync(BenchFormat.Row("recomputation", all));
        await output.WriteLineAsync(BenchFormat.Row("of them, a signal", signals));
        if (actions.Count > 0)
        {
            await output.WriteLineAsync(BenchFormat.Row("of them, an action", actions));
        }

        await output.WriteLineAsync(BenchFormat.Row("list of a person", each));
    }

    private static RankingWeights Moved(RankingWeights weights, Random random, bool action)
    {
        var sort = action ? WeightSort.Interaction : WeightSort.Signal;
        var moved = TunableWeight.All.Where(weight => weight.Sort == sort).ToList();
        var weight = moved[random.Next(moved.Count)];
        return weight.With(weights, Math.Clamp(weight.Of(weights) * (0.5 + (1.5 * random.NextDouble())), weight.Bounds.Least, weight.Bounds.Most));
    }
}
