using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Fusion;
using Portal.Domain.Ranking.Derived;

namespace Portal.Domain.Ranking.Signals;

/// <summary>
/// What people like who did the same: the collaborative model's scores for the person's history, calibrated over the catalogue
/// (<see cref="Calibration"/>). An item without behaviour gets those of the most alike with behaviour (<see cref="WarmNeighbours"/>).
/// </summary>
public sealed class PeopleSignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "people";

    /// <inheritdoc/>
    public double DefaultWeight => 0.4;

    /// <inheritdoc/>
    public Horizon Horizon => Horizon.Lasting;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var view = View.Of(context);
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = view.Value(candidates[i]);
        }
    }

    /// <inheritdoc/>
    public void Gate(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> gates) =>
        gates.Fill(EvidenceGate.Growing(context.Person.History.Count, context.Weights.PeopleHalfActions) * SessionShare.Lasting(context));

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item)
    {
        var (view, catalogue) = (View.Of(context), context.Snapshot.Catalogue);
        if (!(view.Value(item) > 0))
        {
            return null;
        }

        var parts = new float[view.History.Length];
        context.Models.Collaborative!.Explain(view.History, view.Told(item), parts);
        var most = -1;
        for (var i = 0; i < parts.Length; i++)
        {
            most = parts[i] > 0 && view.History[i].Item != item && (most < 0 || parts[i] > parts[most]) ? i : most;
        }

        return most < 0 ? null : new ItemEvidence(
            catalogue[view.History[most].Item].Id, catalogue[view.History[most].Item].Title, SharedTerms.Of(catalogue, item, view.History[most].Item));
    }

    /// <summary>The scores of the whole catalogue, −1..1, NaN for items without behaviour; empty when nothing can be said.</summary>
    internal static ReadOnlySpan<float> Scores(RankingContext context) => View.Of(context).Scores.Span;

    private sealed record View(ItemWeight[] History, Memory<float> Scores, WarmNeighbours? Warm)
    {
        private static readonly View Nothing = new([], default, null);

        public static View Of(RankingContext context) => context.Shared("people", static shared =>
        {
            if (shared.Models.Collaborative is not { } model || shared.Person.History.Count == 0)
            {
                return Nothing;
            }

            var history = InterestSignal.AsCounted(shared, [.. shared.Person.History]);
            var scores = shared.RentVector();
            model.Score(history, scores.Span);
            Calibration.Calibrate(scores.Span, scores.Span);
            return scores.Span.ContainsAnyInRange(-1, 1) ? new View(history, scores, WarmNeighbours.Of(shared.Snapshot, model, scores)) : Nothing;
        });

        public float Value(ItemIndex item) =>
            Warm is null ? float.NaN
            : Scores.Span[item.Value] is var score && !float.IsNaN(score) ? score
            : Warm.Carried(item, Scores.Span);

        // The item by which the score is told: the most alike with behaviour where it has none itself.
        public ItemIndex Told(ItemIndex item)
        {
            if (!float.IsNaN(Scores.Span[item.Value]))
            {
                return item;
            }

            ItemWeight most = default;
            foreach (var neighbour in Warm!.Of(item))
            {
                most = neighbour.Weight * Scores.Span[neighbour.Item.Value] > most.Weight ? neighbour with { Weight = neighbour.Weight * Scores.Span[neighbour.Item.Value] } : most;
            }

            return most.Weight > 0 ? most.Item : item;
        }
    }
}
