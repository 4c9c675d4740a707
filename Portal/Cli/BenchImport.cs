using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Portal.Accounts;
using Portal.Importing;

namespace Portal.Cli;

/// <summary>Importing interactions from an invented log, as web servers write them: rows per second, and memory while the file goes by.</summary>
internal sealed class BenchImport : IBenchmark
{
    private const int MostGigabytes = 100, Quarters = 4;
    private const double Mebi = 1 << 20;

    public Command Create(PortalFactory portal)
    {
        Option<double> gigabytes = new("--gigabytes") { Description = "Size of the invented CSV, more than 0, at most 100.", DefaultValueFactory = _ => 0.2 };
        Option<int> people = new("--people") { Description = "People in it, 1 to 1000000.", DefaultValueFactory = _ => 20_000 };
        Option<int> items = new("--items") { Description = "Items in it, 1 to 1000000.", DefaultValueFactory = _ => 20_000 };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same file.", DefaultValueFactory = _ => 1 };
        Option<bool> shuffled = new("--shuffled") { Description = "In the order of time with everybody mixed, the worst for the indexes; else person by person, as data sets come." };
        Option<bool> dry = new("--dry-run") { Description = "Without the writing." };
        Command command = new("import", "Rows per second of an import and the memory it takes, on an invented CSV in a temporary folder.") { gigabytes, people, items, seed, shuffled, dry };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            var size = parse.GetValue(gigabytes);
            if (size is not (> 0 and <= MostGigabytes))
            {
                throw new VerbException(string.Create(CultureInfo.InvariantCulture, $"--gigabytes is {size}; allowed is more than 0, at most {MostGigabytes}."), ExitCode.BadArguments);
            }

            Log log = new((long)(size * (1L << 30)), BenchFormat.Checked(parse, people, 1, 1_000_000), BenchFormat.Checked(parse, items, 1, 1_000_000), parse.GetValue(seed), parse.GetValue(shuffled));
            var output = parse.InvocationConfiguration.Output;
            await using var invented = await InventedPortal.CreateAsync(portal, null, VerbHost.IsVerbose(parse), output, ct);
            await MeasureAsync(invented, log, parse.GetValue(dry), output, ct);
        }, ct));
        return command;
    }

    private static async Task MeasureAsync(InventedPortal invented, Log log, bool dry, TextWriter output, CancellationToken ct)
    {
        var (catalogue, events) = (invented.File("items.csv"), invented.File("log.csv"));
        await log.WriteItemsAsync(catalogue, ct);
        var rows = await log.WriteEventsAsync(events, ct);
        var runner = invented.Services.GetRequiredService<ImportRunner>();
        var started = Stopwatch.GetTimestamp();
        await runner.RunAsync(await runner.AddAsync(new ImportRequest(catalogue, "csv", new ImportOptions()), Actor.CommandLine, ct), null, ct);
        Say(output, $"{log.Items:N0} items: {log.Items / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} rows/s");
        Say(output, $"{rows:N0} interactions in {new FileInfo(events).Length / Mebi:N0} MiB, by {log.People:N0} people");
        Say(output, $"    read      rows/s   working set now / peak   managed heap now / peak");
        Watch watch = new(output, rows);
        started = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        ImportRequest request = new(events, "csv", new ImportOptions());
        var tally = dry
            ? (await runner.TryAsync(request, Actor.CommandLine, watch, ct)).Result.Tally
            : (await runner.RunAsync(await runner.AddAsync(request, Actor.CommandLine, ct), watch, ct))!.Tally;
        watch.Quarter(Quarters);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var busy = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Say(output, $"{(dry ? "tried" : "imported")}: {tally.Rows:N0} rows in {seconds:F1} s, {tally.Rows / seconds:N0} rows/s, of which the processor worked {busy:F1} s; {tally.Added:N0} added, {tally.Unchanged:N0} repeated, {tally.Rejected:N0} rejected");
    }

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(FormattableString.Invariant(line));

    /// <summary>Prints what memory is taken at each quarter of the file.</summary>
    private sealed class Watch(TextWriter output, long rows) : IProgress<ImportProgress>, IProgress<Diagnostics.WorkProgress>
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private long _managed, _set;
        private int _quarter;

        public void Report(ImportProgress value) => Note((double)value.BytesDone / value.Bytes);

        public void Report(Diagnostics.WorkProgress value) => Note((double)value.Done / value.Total);

        public void Quarter(int quarter)
        {
            if (quarter <= _quarter)
            {
                return;
            }

            _quarter = quarter;
            using var process = Process.GetCurrentProcess();
            var speed = rows * quarter / Quarters / Stopwatch.GetElapsedTime(_started).TotalSeconds;
            Say(output, $"{25 * quarter,7} %  {speed,10:N0}   {process.WorkingSet64 / Mebi,7:N0} / {_set / Mebi:N0} MiB        {GC.GetTotalMemory(false) / Mebi,7:N0} / {_managed / Mebi:N0} MiB");
        }

        private void Note(double share)
        {
            using var process = Process.GetCurrentProcess();
            (_managed, _set) = (Math.Max(_managed, GC.GetTotalMemory(false)), Math.Max(_set, process.WorkingSet64));
            if ((int)(share * Quarters) is var quarter && quarter < Quarters)
            {
                Quarter(quarter);
            }
        }
    }

    /// <summary>An invented log of a few hundred bytes a row, of which an import takes four columns.</summary>
    private sealed class Log(long bytes, int people, int items, int seed, bool shuffled)
    {
        private static readonly string[] Agents = ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"];

        private const int BytesOfRow = 420;

        private readonly Random _random = new(seed);

        public int People => people;

        public int Items => items;

        public async Task WriteItemsAsync(string path, CancellationToken ct)
        {
            await using StreamWriter file = new(path);
            await file.WriteLineAsync("id,title,genres,year");
            for (var i = 0; i < items; i++)
            {
                await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"i{i},Invented item {i},\"drama|{(i % 3 == 0 ? "comedy" : "crime")}\",{1950 + (i % 75)}").AsMemory(), ct);
            }
        }

        public async Task<long> WriteEventsAsync(string path, CancellationToken ct)
        {
            await using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20, useAsync: true);
            await file.WriteAsync("eventId,userId,sessionId,itemId,rating,timestamp,userAgent,referrer,note\n"u8.ToArray(), ct);
            StringBuilder lines = new();
            long rows = 0;
            while (file.Position < bytes)
            {
                lines.Clear();
                for (var i = 0; i < 5000; i++)
                {
                    Append(lines, rows++);
                }

                await file.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), ct);
            }

            return rows;
        }

        private void Append(StringBuilder lines, long row)
        {
            // A few items and people are much more busy than most, as everywhere.
            var share = shuffled ? _random.NextDouble() : Math.Min(0.999999, row * BytesOfRow / (double)bytes);
            var (person, item) = ((int)(people * Math.Pow(share, 2)), (int)(items * Math.Pow(_random.NextDouble(), 3)));
            lines.Append(CultureInfo.InvariantCulture, $"{row:x16},u{person},{_random.NextInt64():x16}{_random.NextInt64():x16},i{item},{_random.Next(1, 11) / 2.0},{1_600_000_000 + row},");
            lines.Append(CultureInfo.InvariantCulture, $"\"{Agents[row & 1]}\",https://portal.example/lists/{_random.Next(1000)}?page={_random.Next(40)}&order=newest&campaign={_random.NextInt64():x16},");
            lines.Append(CultureInfo.InvariantCulture, $"\"said \"\"fine\"\", and {_random.Next(1000)} words more about what was seen there, at some length\"\n");
        }
    }
}
