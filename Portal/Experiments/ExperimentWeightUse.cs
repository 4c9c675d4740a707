using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Engine;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>What runs is compared by what it was when it began: the weights of its variants stay as they are.</summary>
public sealed class ExperimentWeightUse(IDbContextFactory<PortalDbContext> contexts) : IWeightUse
{
    public async Task<bool> RanksByAsync(int version, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken);
        return open.SelectMany(experiment => experiment.Plan.Variants).Any(variant => variant.WeightsVersion() == version);
    }

    public async Task<IReadOnlyList<string>> FollowersAsync(CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken);
        return [.. open.Where(experiment => experiment.Plan.Variants.Any(variant => variant.FollowsLive())).Select(experiment => experiment.Name)];
    }

    private async Task<IReadOnlyList<(string Name, ExperimentPlan Plan)>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Experiments.Where(row => row.State == ExperimentState.Running || row.State == ExperimentState.Paused).OrderBy(row => row.Name).Select(row => new { row.Name, row.Plan }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Name, ExperimentPlan.FromJson(row.Plan)))];
    }
}
