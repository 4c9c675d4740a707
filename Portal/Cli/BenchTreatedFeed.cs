using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Engine.Experiments;
using Portal.Feed;

namespace Portal.Cli;

/// <summary>What running experiments add to feed requests: the same people ask by turns while none and while all run, on an invented portal.</summary>
internal static class BenchTreatedFeed
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    public static async Task MeasureAsync(IServiceProvider services, int experiments, int people, int each, TextWriter output, CancellationToken token)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        var state = await services.GetRequiredService<EngineService>().GetAsync(token);
        List<string> users;
        await using (var db = await contexts.CreateDbContextAsync(token))
        {
            db.Experiments.AddRange(Invented(state.Weights, experiments, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - Age));
            await db.SaveChangesAsync(token);
            db.ExperimentPeriods.AddRange(await PeriodsAsync(db, token));
            await db.SaveChangesAsync(token);
            users = await db.Users.OrderBy(row => row.UserName).Select(row => row.Id).Take(people).ToListAsync(token);
        }

        List<double> without = [], with = [];

        // The first round is for the compiler, and for what is remembered of people.
        for (var round = 0; round <= each; round++)
        {
            foreach (var isOn in round % 2 == 0 ? (bool[])[false, true] : [true, false])
            {
                await SwitchAsync(services, contexts, isOn, token);
                var times = await AskAsync(services.GetRequiredService<FeedService>(), users, token);
                (isOn ? with : without).AddRange(round == 0 ? [] : times);
            }
        }

        await output.WriteLineAsync(BenchFormat.Row("without experiments", without));
        await output.WriteLineAsync(BenchFormat.Row(string.Create(CultureInfo.InvariantCulture, $"with {experiments} experiments"), with));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"difference: {BenchFormat.At(with, 0.5) - BenchFormat.At(without, 0.5):+0.00;-0.00} ms at p50, {BenchFormat.At(with, 0.95) - BenchFormat.At(without, 0.95):+0.00;-0.00} ms at p95"));
    }

    private static async Task<List<double>> AskAsync(FeedService feed, List<string> users, CancellationToken token)
    {
        List<double> times = [];
        foreach (var user in users)
        {
            var started = Stopwatch.GetTimestamp();
            await feed.GetPageAsync(user, new FeedRequest(), token);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static async Task SwitchAsync(IServiceProvider services, IDbContextFactory<PortalDbContext> contexts, bool isOn, CancellationToken token)
    {
        await using var db = await contexts.CreateDbContextAsync(token);
        await db.Experiments.ExecuteUpdateAsync(update => update.SetProperty(row => row.State, isOn ? ExperimentState.Running : ExperimentState.Paused), token);
        var directory = services.GetRequiredService<ExperimentDirectory>();
        directory.Changed();
        var running = await directory.GetAsync(token);
        if (running.Broken.Count > 0)
        {
            throw new InvalidOperationException($"The experiment {running.Broken[0].Key} cannot run: {running.Broken[0].Detail}");
        }
    }

    // Each tries another number, a little higher; one in two looks at accounts, so that conditions are paid for.
    private static IEnumerable<ExperimentEntity> Invented(RankingWeights weights, int count, DateTime startedUtc) =>
        TunableWeight.All.Where(number => number is { Whole: false } && number.Of(weights) > 0 && number.Allows(number.Of(weights) * 1.1)).Take(count).Select((number, i) => new ExperimentEntity
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"bench-{i}"),
            Name = number.Path,
            State = ExperimentState.Paused,
            StartedUtc = startedUtc,
            CreatedUtc = startedUtc,
            Author = "bench",
            Plan = new ExperimentPlan
            {
                Variants = [new ExperimentVariant("A", ImmutableSortedDictionary<string, string>.Empty), new ExperimentVariant("B", new Dictionary<string, string>
                {
                    [ExperimentSettings.NumberPrefix + number.Path] = (number.Of(weights) * 1.1).ToString("R", CultureInfo.InvariantCulture),
                }.ToImmutableSortedDictionary(StringComparer.Ordinal))],
                Weights = [0.5, 0.5],
                Seed = string.Create(CultureInfo.InvariantCulture, $"bench-{i}"),
                Condition = i % 2 == 0 ? null : """{"days": {"$gte": 0}}""",
            }.ToJson(),
        });

    // Two each: what was assigned under the first has to be remembered.
    private static async Task<List<ExperimentPeriodEntity>> PeriodsAsync(PortalDbContext db, CancellationToken token) =>
        [.. (await db.Experiments.AsNoTracking().ToListAsync(token)).SelectMany(row => (IEnumerable<ExperimentPeriodEntity>)
        [
            new() { ExperimentId = row.Id, FromUtc = row.CreatedUtc, ToUtc = row.CreatedUtc + (Age / 2), Weights = "[0.4,0.6]", Coverage = 0.5, Reason = "started" },
            new() { ExperimentId = row.Id, FromUtc = row.CreatedUtc + (Age / 2), Weights = "[0.5,0.5]", Coverage = 1, Reason = "extended" },
        ])];
}
