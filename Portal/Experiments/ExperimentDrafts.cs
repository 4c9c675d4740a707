using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>Experiments before they run: create, save, duplicate, delete.</summary>
public sealed class ExperimentDrafts(IDbContextFactory<PortalDbContext> contexts, ExperimentRows rows, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>Stores a new draft under a key made of its name, which is also its seed unless it has one.</summary>
    /// <exception cref="ArgumentException">The name or the hypothesis has not the length allowed.</exception>
    public async Task<ExperimentView> CreateAsync(Actor actor, ExperimentDraft draft, CancellationToken cancellationToken)
    {
        draft = Checked(draft);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var wanted = ExperimentKeys.Of(draft.Name);
            var taken = await db.Experiments.Where(row => row.Key.StartsWith(wanted)).Select(row => row.Key).ToListAsync(cancellationToken);
            var key = ExperimentKeys.Free(wanted, taken.ToHashSet(StringComparer.Ordinal));
            var plan = draft.Plan.Seed.Length > 0 ? draft.Plan : draft.Plan with { Seed = key };
            ExperimentEntity row = new()
            {
                Key = key,
                Name = draft.Name,
                Hypothesis = draft.Hypothesis,
                Mode = draft.Mode,
                Unit = draft.Unit,
                State = ExperimentState.Draft,
                Plan = plan.ToJson(),
                Author = actor.Name,
                AuthorId = actor.Id,
                CreatedUtc = time.GetUtcNow().UtcDateTime,
            };
            db.Experiments.Add(row);
            db.Audit(actor, "experiment.drafted", key, row.CreatedUtc, DraftFields.Describe(DraftFields.Between(Blank, draft with { Plan = plan })));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                rows.Tell();
                return ExperimentView.Of(row);
            }
            catch (DbUpdateException e) when (attempt < Attempts && DbErrors.IsUniqueViolation(e))
            {
                // Somebody took the key meanwhile.
            }
        }
    }

    /// <summary>Saves a draft, unless somebody else saved it since it was read.</summary>
    /// <exception cref="ArgumentException">The name or the hypothesis has not the length allowed.</exception>
    public async Task<ExperimentChange> SaveAsync(Actor actor, int id, ExperimentDraft draft, int revision, CancellationToken cancellationToken)
    {
        draft = Checked(draft);
        return await rows.ChangeAsync(id, revision, [ExperimentState.Draft], (db, row) =>
        {
            var details = DraftFields.Describe(DraftFields.Between(ExperimentView.Of(row).Draft, draft));
            (row.Name, row.Hypothesis, row.Mode, row.Unit, row.Plan) = (draft.Name, draft.Hypothesis, draft.Mode, draft.Unit, draft.Plan.ToJson());
            db.Audit(actor, "experiment.saved", row.Key, time.GetUtcNow().UtcDateTime, details);
        }, cancellationToken);
    }

    /// <summary>Stores the plan of an experiment as a new draft. It divides people anew: with the seed of the first, whoever saw its variant would see the same again.</summary>
    public Task<ExperimentView> DuplicateAsync(Actor actor, ExperimentView of, string name, CancellationToken cancellationToken) =>
        CreateAsync(actor, of.Draft with { Name = name, Plan = of.Plan with { Seed = "" } }, cancellationToken);

    /// <summary>Deletes a draft.</summary>
    public Task<ExperimentChange> DeleteAsync(Actor actor, int id, int revision, CancellationToken cancellationToken) =>
        rows.ChangeAsync(id, revision, [ExperimentState.Draft], (db, row) =>
        {
            db.Experiments.Remove(row);
            db.Audit(actor, "experiment.deleted", row.Key, time.GetUtcNow().UtcDateTime, row.Name);
        }, cancellationToken);

    private static ExperimentDraft Blank { get; } = new("", "", ExperimentMode.Test, ExperimentUnitKind.Person, new ExperimentPlan());

    private static ExperimentDraft Checked(ExperimentDraft draft)
    {
        draft = draft with { Name = draft.Name.Trim(), Hypothesis = draft.Hypothesis.Trim() };
        return draft.Name.Length is >= 1 and <= ExperimentDraft.LongestName && draft.Hypothesis.Length <= ExperimentDraft.LongestHypothesis
            ? draft
            : throw new ArgumentException(
                $"The name has {draft.Name.Length} characters, allowed are 1 to {ExperimentDraft.LongestName}; the hypothesis has {draft.Hypothesis.Length}, allowed are up to {ExperimentDraft.LongestHypothesis}.", nameof(draft));
    }
}
