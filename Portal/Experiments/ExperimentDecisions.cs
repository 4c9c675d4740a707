using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Engine;

namespace Portal.Experiments;

/// <summary>What is made of an experiment: one of its variants goes live, is given up, or nobody won.</summary>
public sealed class ExperimentDecisions(ExperimentStore store, ExperimentRows rows, IWeightPublisher publisher, TimeProvider time)
{
    private static readonly ExperimentState[] Begun = [ExperimentState.Running, ExperimentState.Paused, ExperimentState.Stopped];

    /// <summary>Decides, once; what still runs is stopped by it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="id">Which.</param>
    /// <param name="revision">As it was looked at.</param>
    /// <param name="decision">What.</param>
    /// <param name="variant">The variant that is shipped or rolled back; null for an experiment without a winner.</param>
    /// <param name="note">Why.</param>
    /// <param name="cancellationToken">Cancels before anything is live.</param>
    /// <exception cref="ArgumentException">The variant is none of the experiment's, or the note is too long.</exception>
    public Task<ExperimentChange> DecideAsync(Actor actor, int id, int revision, ExperimentDecision decision, int? variant, string note, CancellationToken cancellationToken)
    {
        if (decision == ExperimentDecision.None || (decision == ExperimentDecision.Inconclusive) != (variant is null) || note.Length > ExperimentDraft.LongestNote)
        {
            throw new ArgumentException($"Decision {decision} with variant {variant?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} and a note of {note.Length} characters; ship or roll back a variant, or none as inconclusive, with at most {ExperimentDraft.LongestNote}.", nameof(decision));
        }

        return rows.ChangeAsync(id, revision, Begun, async (db, row) =>
        {
            var (view, now) = (ExperimentView.Of(row), time.GetUtcNow().UtcDateTime);
            if (variant < 0 || variant >= view.Plan.Variants.Length)
            {
                throw new ArgumentException($"There is no variant {variant} among {view.Plan.Variants.Length}.", nameof(variant));
            }

            if (row.Decision != ExperimentDecision.None)
            {
                return ExperimentOutcome.WrongState;
            }

            var details = $"{decision}{(variant is { } chosen ? $": {view.Plan.Variants[chosen].Name}" : "")}";
            if (decision == ExperimentDecision.Shipped)
            {
                // The weights go live before the decision is stored: if that fails, deciding again finds them live and stores it.
                var (outcome, version) = await ShipAsync(actor, view, variant!.Value, note, cancellationToken);
                if (outcome != ExperimentOutcome.Done)
                {
                    return outcome;
                }

                details += $" (weights v{version})";
            }

            if (row.State != ExperimentState.Stopped)
            {
                await ExperimentRuns.EndAsync(db, row, now, cancellationToken);
            }

            (row.Decision, row.DecisionVariant, row.DecisionNote, row.DecidedBy, row.DecidedUtc) = (decision, variant, note.Trim(), actor.Name, now);
            db.Audit(actor, "experiment.decided", row.Key, now, details);
            return ExperimentOutcome.Done;
        }, cancellationToken);
    }

    private async Task<(ExperimentOutcome Outcome, int? Version)> ShipAsync(Actor actor, ExperimentView view, int index, string note, CancellationToken cancellationToken)
    {
        if (view.Simulated)
        {
            return (ExperimentOutcome.Simulated, null);
        }

        var variant = view.Plan.Variants[index];
        var named = variant.WeightsVersion();
        var choices = await store.WeightsAsync(0, named is { } number ? [number] : [], cancellationToken);
        if (VariantWeights.Of(variant, choices) is not { } weights)
        {
            return (ExperimentOutcome.WeightsMissing, null);
        }

        var from = named ?? choices.FirstOrDefault(choice => choice.State == WeightProfileState.Live)?.Version;
        var name = $"{view.Name}: {variant.Name}";
        var version = await publisher.PublishAsync(
            actor, new WeightPublication(weights, variant.WeightNumbers().Any() ? null : named, from, name.Length <= ExperimentDraft.LongestName ? name : name[..ExperimentDraft.LongestName], Shortened(note)), cancellationToken);
        return (version is null ? ExperimentOutcome.LiveChanged : ExperimentOutcome.Done, version);
    }

    // As long as a version's note may be.
    private static string Shortened(string note) => note.Length <= 1000 ? note : note[..1000];
}
