using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;

namespace Portal.Experiments;

/// <summary>Reads experiments and what they may be made of. What changes them is the business of <see cref="ExperimentDrafts"/> and <see cref="ExperimentRuns"/>.</summary>
public sealed class ExperimentStore(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>All experiments: what runs first, then what is paused, drafts, and what is over, the newest of each first.</summary>
    public async Task<IReadOnlyList<ExperimentView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Experiments.AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => Order(row.State)).ThenByDescending(row => row.EndedUtc ?? row.StartedUtc ?? row.CreatedUtc).ThenByDescending(row => row.Id).Select(ExperimentView.Of)];
    }

    /// <summary>One experiment; null when there is none.</summary>
    public async Task<ExperimentView?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Experiments.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancellationToken) is { } row ? ExperimentView.Of(row) : null;
    }

    /// <summary>The newest result of each experiment that has one, with when it was found and the units it rests on.</summary>
    public async Task<IReadOnlyDictionary<int, ExperimentResultEntity>> NewestResultsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = db.ExperimentResults.GroupBy(row => row.ExperimentId).Select(group => group.Max(row => row.Id));
        return await db.ExperimentResults.AsNoTracking().Where(row => newest.Contains(row.Id)).ToDictionaryAsync(row => row.ExperimentId, cancellationToken);
    }

    /// <summary>The versions of the weights that a variant may name, the newest first, with the live one wherever it stands.</summary>
    public async Task<IReadOnlyList<WeightChoice>> WeightsAsync(int count, IReadOnlyCollection<int> named, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.WeightProfiles.AsNoTracking().OrderByDescending(row => row.Version).Take(count).ToListAsync(cancellationToken);
        var others = await db.WeightProfiles.AsNoTracking().Where(row => row.State == WeightProfileState.Live || named.Contains(row.Version)).ToListAsync(cancellationToken);
        return [.. rows.Concat(others).DistinctBy(row => row.Version).OrderByDescending(row => row.Version).Select(row => new WeightChoice(row.Version, row.Name, row.State, WeightStore.Read(row.Weights)))];
    }

    private static int Order(ExperimentState state) => state switch
    {
        ExperimentState.Running => 0,
        ExperimentState.Paused => 1,
        ExperimentState.Draft => 2,
        _ => 3,
    };
}

/// <summary>A version of the weights that a variant may be served by.</summary>
public sealed record WeightChoice(int Version, string Name, WeightProfileState State, RankingWeights Weights);
