using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>The one way in which an experiment's row is changed, and whoever serves by it told.</summary>
public sealed class ExperimentRows(IDbContextFactory<PortalDbContext> contexts, IEnumerable<IExperimentChanges> listeners)
{
    /// <summary>Changes an experiment that nobody else changed since it was looked at.</summary>
    /// <param name="id">Which.</param>
    /// <param name="revision">As it was looked at.</param>
    /// <param name="states">The states in which it can be done.</param>
    /// <param name="change">What is done; saved with what it adds, or not at all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal Task<ExperimentChange> ChangeAsync(
        int id, int revision, ExperimentState[] states, Action<PortalDbContext, ExperimentEntity> change, CancellationToken cancellationToken) =>
        ChangeAsync(id, revision, states, (db, row) =>
        {
            change(db, row);
            return Task.FromResult(ExperimentOutcome.Done);
        }, cancellationToken);

    /// <summary>The same with a change that may find a reason against it.</summary>
    internal async Task<ExperimentChange> ChangeAsync(
        int id, int revision, ExperimentState[] states, Func<PortalDbContext, ExperimentEntity, Task<ExperimentOutcome>> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Experiments.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (row is null)
        {
            return new ExperimentChange(ExperimentOutcome.NotFound);
        }

        if (row.Revision != revision || !states.Contains(row.State))
        {
            return new ExperimentChange(states.Contains(row.State) ? ExperimentOutcome.Changed : ExperimentOutcome.WrongState, ExperimentView.Of(row));
        }

        var outcome = await change(db, row);
        if (outcome != ExperimentOutcome.Done)
        {
            return new ExperimentChange(outcome, ExperimentView.Of(row));
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            Tell();
            return new ExperimentChange(ExperimentOutcome.Done, ExperimentView.Of(row));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody saved between the reading and the writing.
            await using var again = await contexts.CreateDbContextAsync(cancellationToken);
            return await again.Experiments.AsNoTracking().FirstOrDefaultAsync(other => other.Id == id, cancellationToken) is { } stored
                ? new ExperimentChange(ExperimentOutcome.Changed, ExperimentView.Of(stored))
                : new ExperimentChange(ExperimentOutcome.NotFound);
        }
    }

    /// <summary>Tells whoever serves by experiments that one is new or other than it was.</summary>
    internal void Tell()
    {
        foreach (var listener in listeners)
        {
            listener.Changed();
        }
    }
}
