using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Experiments;

/// <summary>Reads results, and tells those who look at them that there are new ones.</summary>
public sealed class ExperimentResults(IDbContextFactory<PortalDbContext> contexts) : IExperimentResults
{
    private ImmutableHashSet<Subscription> _subscriptions = [];

    /// <summary>Something new was counted: pages that are open follow.</summary>
    public void Announce(int experimentId)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Changed(experimentId);
        }
    }

    public IDisposable Subscribe(Action<int> changed)
    {
        Subscription subscription = new(this, changed);
        ImmutableInterlocked.Update(ref _subscriptions, all => all.Add(subscription));
        return subscription;
    }

    public async Task<StoredResult?> NewestAsync(int experimentId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.ExperimentResults.AsNoTracking().Where(row => row.ExperimentId == experimentId)
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : new StoredResult(row.ExperimentId, row.AtUtc, row.Units, ExperimentReading.FromJson(row.Report));
    }

    private sealed class Subscription(ExperimentResults owner, Action<int> changed) : IDisposable
    {
        public Action<int> Changed { get; } = changed;

        public void Dispose() => ImmutableInterlocked.Update(ref owner._subscriptions, all => all.Remove(this));
    }
}
