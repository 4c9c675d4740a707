using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Engine.Experiments;

/// <summary>
/// Tells which variants a unit was exposed to, so that it keeps them when shares change, and when another experiment on the same setting would take it now. What was counted decides; what was served since the last
/// count is found in the log of the person's own lists.
/// </summary>
public sealed class ExperimentMemory(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private const int Most = 20_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly RecentValues<(string Stamp, ExperimentUnitKind Kind, string Unit), IReadOnlyDictionary<int, int>> _known = new(Most, Lifetime, time);

    /// <summary>
    /// The variant to which a unit was exposed first, by the experiments' ids. Remembered until what runs changes: a unit that was not exposed before gets what the hash
    /// says, and that stays the same as long as the shares do.
    /// </summary>
    /// <param name="running">What runs.</param>
    /// <param name="kind">What sort of unit it is.</param>
    /// <param name="unit">Id of the person, the browser or the window.</param>
    /// <param name="userId">Whose lists may hold an exposure that was not counted yet.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ValueTask<IReadOnlyDictionary<int, int>> FindAsync(RunningExperiments running, ExperimentUnitKind kind, string unit, string userId, CancellationToken cancellationToken) =>
        _known.GetAsync((running.Stamp, kind, unit), (_, token) => ReadAsync(running, kind, unit, userId, token), cancellationToken);

    private async Task<IReadOnlyDictionary<int, int>> ReadAsync(RunningExperiments running, ExperimentUnitKind kind, string unit, string userId, CancellationToken cancellationToken)
    {
        var since = running.Experiments.Where(experiment => experiment.Unit == kind && running.Remembered.Contains(experiment.Id)).Min(experiment => experiment.StartedUtc) ?? DateTime.MinValue;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        Dictionary<int, int> variants = await db.ExperimentUnits.Where(row => row.Unit == unit).Select(row => new { row.ExperimentId, row.Variant })
            .ToDictionaryAsync(row => row.ExperimentId, row => row.Variant, cancellationToken);
        var lists = db.FeedRequests.Where(row => row.UserId == userId && row.AtUtc >= since && row.Variants != null);
        lists = kind switch
        {
            ExperimentUnitKind.Visitor => lists.Where(row => row.Visitor == unit),
            ExperimentUnitKind.Session => lists.Where(row => row.Session == unit),
            _ => lists,
        };
        var marks = await lists.GroupBy(row => row.Variants!).Select(group => new { Marks = group.Key, AtUtc = group.Min(row => row.AtUtc) }).ToListAsync(cancellationToken);
        foreach (var (experiment, variant) in marks.OrderBy(row => row.AtUtc).SelectMany(row => VariantMarks.Read(row.Marks)))
        {
            variants.TryAdd(experiment, variant);
        }

        return variants;
    }
}
