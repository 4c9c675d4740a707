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
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var plans = await db.Experiments.Where(row => row.State == ExperimentState.Running || row.State == ExperimentState.Paused).Select(row => row.Plan).ToListAsync(cancellationToken);
        return plans.SelectMany(plan => ExperimentPlan.FromJson(plan).Variants).Any(variant => variant.WeightsVersion() == version);
    }
}
