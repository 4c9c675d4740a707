using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Context;
using Portal.Domain.Profiles;
using Portal.Engine.Experiments;
using Portal.Experiments.Metrics;

namespace Portal.Cli;

/// <summary>
/// Fills an empty database on SQLite with an experiment of two weeks: every person is served one list, so that each list exposes a unit of its own, which is the hardest there is
/// to count; what they do is spread over all people and over the four weeks until now, and stored in the order of its time, as it would be.
/// </summary>
/// <param name="exposures">People, and lists.</param>
/// <param name="outcomes">What they did, on the whole.</param>
/// <param name="seed">The same seed gives the same experiment.</param>
/// <param name="now">The present.</param>
internal sealed class LargeExperiment(int exposures, int outcomes, int seed, DateTime now)
{
    /// <summary>Its id.</summary>
    public const int Id = 1;

    private const int AtOnce = 20_000, Items = 1000, Days = 14;

    private static readonly (double UpTo, InteractionKind Kind)[] Kinds =
    [
        (0.45, InteractionKind.Impression), (0.68, InteractionKind.Click), (0.8, InteractionKind.Like), (0.86, InteractionKind.Save), (0.92, InteractionKind.Dwell), (0.96, InteractionKind.Rating), (0.98, InteractionKind.Dislike), (1, InteractionKind.Hide),
    ];

    private static readonly string[] OfUsers =
    [
        nameof(PortalUser.Id), nameof(PortalUser.DisplayName), nameof(PortalUser.CreatedUtc), nameof(PortalUser.Simulated), nameof(PortalUser.Persona), nameof(PortalUser.About), nameof(PortalUser.EmailConfirmed),
        nameof(PortalUser.PhoneNumberConfirmed), nameof(PortalUser.TwoFactorEnabled), nameof(PortalUser.LockoutEnabled), nameof(PortalUser.AccessFailedCount),
    ];

    private static readonly string[] OfLists =
    [
        nameof(FeedRequestEntity.Id), nameof(FeedRequestEntity.UserId), nameof(FeedRequestEntity.AtUtc), nameof(FeedRequestEntity.WeightsFingerprint), nameof(FeedRequestEntity.EngineVersion), nameof(FeedRequestEntity.Device),
        nameof(FeedRequestEntity.DurationMs), nameof(FeedRequestEntity.Variants), nameof(FeedRequestEntity.Items), nameof(FeedRequestEntity.Violations), nameof(FeedRequestEntity.LongTailShare),
        nameof(FeedRequestEntity.RepeatShare), nameof(FeedRequestEntity.Diversity),
    ];

    private static readonly string[] OfActs =
        [nameof(InteractionEntity.UserId), nameof(InteractionEntity.ItemId), nameof(InteractionEntity.Kind), nameof(InteractionEntity.Value), nameof(InteractionEntity.AtUtc), nameof(InteractionEntity.Context)];

    private readonly Random _random = new(seed);

    /// <summary>Fills the database. Indexes are made when all rows are there, which takes a fraction of the time.</summary>
    public async Task FillAsync(IDbContextFactory<PortalDbContext> contexts, IProgress<WorkProgress> progress, CancellationToken token)
    {
        await using var db = await contexts.CreateDbContextAsync(token);
        await db.Database.OpenConnectionAsync(token);
        await db.BeginBulkAsync(token);
        await ExecuteAsync(db, "PRAGMA foreign_keys=OFF", token);
        string[] people = [.. Enumerable.Range(0, exposures).Select(_ => PersonId())];
        var indexes = await TakeIndexesAsync(db, token);
        var (done, total) = (0, (2 * exposures) + outcomes);
        await using (var transaction = await db.Database.BeginTransactionAsync(token))
        {
            await db.InsertAsync(Enumerable.Range(1, Items).Select(item => new ItemEntity { ExternalId = $"item-{item}", Kind = "film", Title = $"Film {item}", Source = "synthetic" }), token);
            db.Experiments.Add(Experiment());
            db.ExperimentPeriods.Add(new ExperimentPeriodEntity { ExperimentId = Id, FromUtc = now.AddDays(-Days), Weights = JsonSerializer.Serialize(Plan().Weights), Coverage = 1, Reason = "started" });
            await db.SaveChangesAsync(token);
            await InsertAsync(people.Select(Person), OfUsers);
            await InsertAsync(Lists(people), OfLists);
            await InsertAsync(Acts(people, outcomes, now.AddDays(-2 * Days), now), OfActs);
            await transaction.CommitAsync(token);
        }

        progress.Report(new WorkProgress(total, total, "making indexes"));
        foreach (var index in indexes)
        {
            await ExecuteAsync(db, index, token);
        }

        await ExecuteAsync(db, "PRAGMA foreign_keys=ON; PRAGMA wal_checkpoint(TRUNCATE);", token);
        await db.EndBulkAsync(token);

        async Task InsertAsync<T>(IEnumerable<T> rows, IReadOnlyList<string> only)
            where T : class
        {
            foreach (var part in rows.Chunk(AtOnce))
            {
                await db.InsertPreparedAsync(part, only, token);
                progress.Report(new WorkProgress(done += part.Length, total));
            }
        }
    }

    /// <summary>Adds what some people did in the last minute.</summary>
    public async Task ActAsync(IDbContextFactory<PortalDbContext> contexts, int count, CancellationToken token)
    {
        await using var db = await contexts.CreateDbContextAsync(token);
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        var people = await db.ExperimentUnits.OrderBy(row => row.RequestId).Select(row => row.Unit).Take(count).ToArrayAsync(token);
        await db.InsertPreparedAsync([.. Acts(people, count, now, now.AddMinutes(1))], OfActs, token);
        await transaction.CommitAsync(token);
    }

    private static ExperimentPlan Plan() => new()
    {
        Variants = [new ExperimentVariant("A", ImmutableSortedDictionary<string, string>.Empty), new ExperimentVariant("B", ImmutableSortedDictionary<string, string>.Empty)],
        Weights = [0.5, 0.5],
        PrimaryMetric = "likes-per-unit",
        SecondaryMetrics = [.. ExperimentMetrics.All.Select(metric => metric.Key).Except(["likes-per-unit", "latency-p95", "against-rate", "violations"])],
        Guardrails = ["latency-p95", "against-rate", "violations"],
        PlannedUnits = 2_000_000,
    };

    private ExperimentEntity Experiment() => new()
    {
        Id = Id, Key = "large", Name = "Large", State = ExperimentState.Running, Plan = Plan().ToJson(), Author = "bench", CreatedUtc = now.AddDays(-Days), StartedUtc = now.AddDays(-Days),
    };

    private string PersonId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString("D", CultureInfo.InvariantCulture);
    }

    private PortalUser Person(string id) => new() { Id = id, CreatedUtc = now.AddDays(-2 * Days), Simulated = true };

    private IEnumerable<FeedRequestEntity> Lists(string[] people)
    {
        var step = TimeSpan.FromDays(Days) / people.Length;
        for (var i = 0; i < people.Length; i++)
        {
            var at = now.AddDays(-Days) + (step * i);
            yield return new FeedRequestEntity
            {
                Id = Guid.CreateVersion7(at),
                UserId = people[i],
                AtUtc = at,
                WeightsFingerprint = "w",
                EngineVersion = "e",
                Device = (DeviceClass)_random.Next(3),
                DurationMs = Math.Exp(3 + _random.NextDouble()),
                Variants = _random.Next(2) == 0 ? "1:0" : "1:1",
                Items = 12,
                Violations = 0,
                LongTailShare = _random.NextSingle(),
                RepeatShare = _random.NextSingle(),
                Diversity = _random.NextSingle(),
            };
        }
    }

    private IEnumerable<InteractionEntity> Acts(string[] people, int count, DateTime from, DateTime to)
    {
        var step = (to - from) / count;
        for (var i = 0; i < count; i++)
        {
            var share = _random.NextDouble();
            var kind = Array.Find(Kinds, entry => share < entry.UpTo).Kind;
            yield return new InteractionEntity
            {
                UserId = people[_random.Next(people.Length)],
                ItemId = 1 + _random.Next(Items),
                Kind = kind,
                Value = kind == InteractionKind.Dwell ? 300 * _random.NextDouble() : kind == InteractionKind.Rating ? 0.5 * (1 + _random.Next(10)) : null,
                AtUtc = from + (step * i),
                Context = "simulation",
            };
        }
    }

    private static async Task<List<string>> TakeIndexesAsync(PortalDbContext db, CancellationToken token)
    {
        List<(string Name, string Sql)> indexes = [];
        await using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('AspNetUsers', 'FeedRequests', 'Interactions')";
            await using var reader = await command.ExecuteReaderAsync(token);
            while (await reader.ReadAsync(token))
            {
                indexes.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        foreach (var (name, _) in indexes)
        {
            await ExecuteAsync(db, $"DROP INDEX \"{name}\"", token);
        }

        return indexes.ConvertAll(index => index.Sql);
    }

    private static async Task ExecuteAsync(PortalDbContext db, string sql, CancellationToken token)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(token);
    }
}
