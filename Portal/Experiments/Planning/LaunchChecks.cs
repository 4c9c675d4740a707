using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Experiments.Planning;

/// <summary>Gathers what a plan is judged by, and judges it.</summary>
public sealed class LaunchChecks(IDbContextFactory<PortalDbContext> contexts, ExperimentStore store, UnitHistories histories, Audiences audiences, HoldoutStore holdouts)
{
    private const int Versions = 100;

    /// <summary>What is known that bears on a plan.</summary>
    /// <param name="draft">The plan.</param>
    /// <param name="id">The experiment whose plan it is; null before it is stored.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LaunchFacts> FactsAsync(ExperimentDraft draft, int? id, CancellationToken cancellationToken)
    {
        var plan = draft.Plan;
        List<int> named = [.. plan.Variants.Select(variant => variant.WeightsVersion()).OfType<int>()];
        var weights = await store.WeightsAsync(Versions, named, cancellationToken);
        var others = (await store.ListAsync(cancellationToken)).Where(other => other.Id != id && other.State is ExperimentState.Running or ExperimentState.Paused).ToList();
        var history = await histories.OfAsync(draft.Unit, cancellationToken);
        var audience = await audiences.CountAsync(plan.Condition, cancellationToken);
        var holdout = await holdouts.FindAsync(cancellationToken);
        return new LaunchFacts(weights, others, history, audience, await UserNamesAsync([.. plan.Forced.Keys], cancellationToken), holdout?.Share ?? 0);
    }

    /// <summary>The checklist of a plan.</summary>
    public async Task<IReadOnlyList<LaunchCheck>> OfAsync(ExperimentDraft draft, int? id, CancellationToken cancellationToken) => LaunchChecklist.Of(draft, await FactsAsync(draft, id, cancellationToken));

    private async Task<IReadOnlySet<string>> UserNamesAsync(string[] names, CancellationToken cancellationToken)
    {
        if (names.Length == 0)
        {
            return new HashSet<string>();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await db.Users.Where(user => names.Contains(user.UserName)).Select(user => user.UserName!).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }
}
