using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Overview;

namespace Portal.Cli;

/// <summary>The administration's home page: how long its numbers take, and the roll-up behind them.</summary>
internal sealed class BenchOverview : IBenchmark
{
    private const int Rounds = 20;

    public Command Create(PortalFactory portal)
    {
        Option<int> items = new("--items") { Description = "Items of the invented portal, 100 to 1000000.", DefaultValueFactory = _ => 10_000 };
        Option<int> people = new("--people") { Description = "Its people, 1 to 100000.", DefaultValueFactory = _ => 10_000 };
        Option<int> interactions = new("--interactions") { Description = "What they did, 0 to 20000000.", DefaultValueFactory = _ => 1_000_000 };
        Option<int> feeds = new("--feeds") { Description = "Feed requests of the last 60 days, 0 to 10000000.", DefaultValueFactory = _ => 100_000 };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same invented portal.", DefaultValueFactory = _ => 1 };
        Command command = new("overview", "Latency of the administration's home page on an invented portal, with p50, p95 and p99, and of rolling its hours up.") { items, people, interactions, feeds, seed };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            SyntheticSize size = new(
                BenchFormat.Checked(parse, items, 100, 1_000_000),
                BenchFormat.Checked(parse, people, 1, 100_000),
                BenchFormat.Checked(parse, interactions, 0, 20_000_000),
                parse.GetValue(seed));
            var output = parse.InvocationConfiguration.Output;
            await using var invented = await InventedPortal.CreateAsync(portal, size, VerbHost.IsVerbose(parse), output, ct);
            await FillAsync(invented.Services, BenchFormat.Checked(parse, feeds, 0, 10_000_000), size, ct);
            await MeasureAsync(invented.Services, output, ct);
        }, ct));
        return command;
    }

    // One place each: what is looked for of a list is whether it has any.
    private static async Task FillAsync(IServiceProvider services, int feeds, SyntheticSize size, CancellationToken token)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(token);
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        var item = await db.Items.MinAsync(row => row.Id, token);
        Random random = new(size.Seed);
        FeedRequestEntity[] requests = [.. Enumerable.Range(0, feeds).Select(_ => new FeedRequestEntity
        {
            Id = Guid.NewGuid(),
            UserId = string.Create(CultureInfo.InvariantCulture, $"synthetic-{random.Next(size.People):00000}"),
            AtUtc = now.AddDays(-60 * random.NextDouble()),
            WeightsFingerprint = "w",
            EngineVersion = "e",
            DurationMs = Math.Exp(3 + random.NextDouble()),
        })];
        await db.InsertAsync(requests, token);
        await db.InsertAsync(requests.Select(request => new ServedPositionEntity { RequestId = request.Id, ItemId = item, UserId = request.UserId, AtUtc = request.AtUtc, TopSignal = "text" }), token);
        await transaction.CommitAsync(token);
    }

    private static async Task MeasureAsync(IServiceProvider services, TextWriter output, CancellationToken token)
    {
        var rollUp = services.GetRequiredService<MetricRollUp>();
        foreach (var what in new[] { "rolled up", "rolled up again" })
        {
            var started = Stopwatch.GetTimestamp();
            var result = await rollUp.RunAsync(null, token);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s: {result.Message}"));
        }

        var overview = services.GetRequiredService<OverviewService>();
        await output.WriteLineAsync(BenchFormat.Header);
        foreach (var range in OverviewRange.All)
        {
            List<double> first = [], times = [];
            for (var round = 0; round <= Rounds; round++)
            {
                var started = Stopwatch.GetTimestamp();
                await overview.ReadAsync(range, realOnly: false, token);
                (round == 0 ? first : times).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            await output.WriteLineAsync(BenchFormat.Row($"{range.Key}, first time", first));
            await output.WriteLineAsync(BenchFormat.Row(range.Key, times));
        }
    }
}
