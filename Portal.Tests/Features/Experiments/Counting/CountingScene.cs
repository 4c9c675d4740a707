using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Context;
using Portal.Domain.Profiles;
using Portal.Engine.Experiments;
using Portal.Experiments;
using Portal.Experiments.Counting;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Experiments.Counting;

/// <summary>A database with seven people, five items and one experiment that began an hour ago, and what is needed to count it.</summary>
internal sealed class CountingScene : IAsyncDisposable
{
    public const int Experiment = 12;

    private readonly TestDatabase _database;

    private CountingScene(TestDatabase database) => _database = database;

    public TestClock Clock { get; } = new();

    public IDbContextFactory<PortalDbContext> Contexts => _database;

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public ExperimentPlan Plan { get; private set; } = default!;

    public ExperimentResults Results { get; private set; } = default!;

    public static async Task<CountingScene> CreateAsync(ExperimentMode mode = ExperimentMode.Test, ExperimentUnitKind unit = ExperimentUnitKind.Person, Func<ExperimentPlan, ExperimentPlan>? change = null)
    {
        CountingScene scene = new(await TestDatabase.CreateAsync());
        await scene.FillAsync(mode, unit, change ?? (plan => plan));
        return scene;
    }

    public ExperimentCounter Counter(IDbContextFactory<PortalDbContext>? contexts = null)
    {
        contexts ??= Contexts;
        return new ExperimentCounter(contexts, new ChangedUnits(contexts), new UnitLogReader(contexts), new CountLedger(contexts, Clock), Clock);
    }

    public ExperimentAnalysis Analysis() => new(Contexts, new StoredUnits(Contexts), Clock);

    public ExperimentCounting Counting(params IExperimentChanges[] followers) =>
        new(Counter(), Analysis(), new BanditShares(Contexts, followers, Clock), Results, Clock, NullLogger<ExperimentCounting>.Instance);

    public async Task<int> CountAsync()
    {
        var counted = await Counter().RunAsync(null, default);
        return counted.Sum(of => of.Changed);
    }

    public async Task<CountedExperiment> ExperimentAsync()
    {
        await using var db = Contexts.CreateDbContext();
        return CountedExperiment.Of(await db.Experiments.AsNoTracking().SingleAsync(row => row.Id == Experiment))!;
    }

    public async Task ChangeAsync(Action<ExperimentEntity> change)
    {
        await using var db = Contexts.CreateDbContext();
        change(await db.Experiments.SingleAsync(row => row.Id == Experiment));
        await db.SaveChangesAsync();
    }

    public async Task AddAsync(params object[] rows)
    {
        await using var db = Contexts.CreateDbContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>A list; its variants as they are stored, e.g. <c>12:1</c>.</summary>
    public static FeedRequestEntity List(string user, DateTime at, string? variants = null, string? visitor = null) => new()
    {
        Id = Guid.CreateVersion7(at),
        UserId = user,
        AtUtc = at,
        WeightsFingerprint = "w",
        EngineVersion = "e",
        Variants = variants,
        Visitor = visitor,
        Device = DeviceClass.Phone,
        DurationMs = 40,
        Items = 10,
        Violations = 0,
        RepeatShare = 0.25f,
        LongTailShare = 0.5f,
        Diversity = 0.75f,
    };

    public static InteractionEntity Act(string user, InteractionKind kind, DateTime at, double? value = null, Guid? list = null, int item = 1) =>
        new() { UserId = user, ItemId = item, Kind = kind, Value = value, AtUtc = at, Context = "feed", RequestId = list };

    public async Task<ExperimentUnitEntity> UnitAsync(string unit) => (await UnitsAsync()).Single(row => row.Unit == unit);

    public async Task<IReadOnlyList<ExperimentUnitEntity>> UnitsAsync()
    {
        await using var db = Contexts.CreateDbContext();
        return await db.ExperimentUnits.AsNoTracking().OrderBy(row => row.ExperimentId).ThenBy(row => row.Unit).ToListAsync();
    }

    public async Task<OutcomeBuffer> OutcomesAsync(string unit)
    {
        OutcomeBuffer buffer = new();
        Assert.True(Outcomes.Decode((await UnitAsync(unit)).Values, buffer));
        return buffer;
    }

    /// <summary>All that was counted, without when.</summary>
    public async Task<IReadOnlyList<string>> CountedAsync() =>
    [
        .. (await UnitsAsync()).Select(row => $"{row.Unit} {row.Variant} {row.ExposedUtc:O} {row.RequestId} {row.Exclusion} {row.Segments} {Convert.ToHexString(row.Values!)}"),
    ];

    /// <summary>Forgets all that was counted.</summary>
    public async Task ForgetAsync()
    {
        await using var db = Contexts.CreateDbContext();
        await db.ExperimentUnits.ExecuteDeleteAsync();
        await db.Settings.Where(row => row.Key.StartsWith(CountLedger.Setting)).ExecuteDeleteAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task FillAsync(ExperimentMode mode, ExperimentUnitKind unit, Func<ExperimentPlan, ExperimentPlan> change)
    {
        Results = new ExperimentResults(Contexts);
        Plan = change(new ExperimentPlan
        {
            Variants = [new ExperimentVariant("A", ImmutableSortedDictionary<string, string>.Empty), new ExperimentVariant("B", ImmutableSortedDictionary<string, string>.Empty)],
            Weights = [0.5, 0.5],
            PrimaryMetric = "likes-per-unit",
            SecondaryMetrics = ["click-rate"],
            Guardrails = ["against-rate", "latency-p95"],
        });
        await AddAsync(
            [
                .. "abcdefg".Select(name => new PortalUser { Id = name.ToString(), UserName = name.ToString(), NormalizedUserName = name.ToString().ToUpperInvariant() }),
                .. Enumerable.Range(1, 5).Select(i => new ItemEntity { Id = i, ExternalId = $"i{i}", Kind = "film", Title = $"Film {i}", Source = "test" }),
                new Microsoft.AspNetCore.Identity.IdentityRole(Roles.Analyst) { Id = "analysts", NormalizedName = "ANALYST" },
                new ExperimentEntity { Id = Experiment, Key = "one", Name = "One", Mode = mode, Unit = unit, State = ExperimentState.Running, Plan = Plan.ToJson(), Author = "Ann", CreatedUtc = Now.AddDays(-2), StartedUtc = Now.AddHours(-1) },
                new ExperimentPeriodEntity { ExperimentId = Experiment, FromUtc = Now.AddHours(-1), Weights = JsonSerializer.Serialize(Plan.Weights), Coverage = 1, Reason = "started" },
            ]);
    }
}
