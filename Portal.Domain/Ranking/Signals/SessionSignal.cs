using Portal.Domain.Catalogue;
using Portal.Domain.Fusion;
using Portal.Domain.Ranking.Derived;
using Portal.Domain.ShortTerm;

namespace Portal.Domain.Ranking.Signals;

/// <summary>
/// What goes on from where the person is in this session: the items that usually follow the last ones (transitions) and those like them
/// (attention), calibrated and mixed; where only one of both can tell, that one. What belongs to the session itself gets no value.
/// </summary>
public sealed class SessionSignal : ISignal
{
    internal static readonly SessionSignal Instance = new();

    private static readonly SessionAttention Attention = new();

    /// <inheritdoc/>
    public string Key => "session";

    /// <inheritdoc/>
    public double DefaultWeight => 0.4;

    /// <inheritdoc/>
    public Horizon Horizon => Horizon.Session;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var view = View.Of(context);
        if (view.NewestFirst.Length == 0)
        {
            values.Fill(float.NaN);
            return;
        }

        Attend(context, view, candidates, values);
        var following = view.Following.Span;
        var share = (float)context.Weights.TransitionShare;
        for (var i = 0; i < candidates.Length; i++)
        {
            var follows = following.IsEmpty ? float.NaN : following[candidates[i].Value];
            values[i] = view.Has(candidates[i]) ? float.NaN
                : float.IsNaN(follows) ? values[i]
                : float.IsNaN(values[i]) ? follows
                : (share * follows) + ((1 - share) * values[i]);
        }
    }

    /// <inheritdoc/>
    public void Gate(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> gates) => gates.Fill(SessionShare.Present(context));

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item)
    {
        Span<float> value = stackalloc float[1];
        Score(context, [item], value);
        if (!(value[0] > 0))
        {
            return null;
        }

        var (view, catalogue) = (View.Of(context), context.Snapshot.Catalogue);
        var follows = view.Following.IsEmpty ? null : context.Models.Transitions!.Explain(view.NewestFirst, item)?.Item;
        return (follows ?? (context.Snapshot.Vectors is { } vectors ? Attention.Explain(vectors, view.NewestFirst, item)?.Item : null)) is { } cause
            ? new ItemEvidence(catalogue[cause].Id, catalogue[cause].Title, SharedTerms.Of(catalogue, item, cause))
            : null;
    }

    /// <summary>The items of the session that count, the newest first.</summary>
    internal static ReadOnlySpan<ItemWeight> Items(RankingContext context) => View.Of(context).NewestFirst;

    /// <summary>How strongly the items of the whole catalogue follow, −1..1; empty when nothing can be said.</summary>
    internal static ReadOnlySpan<float> Following(RankingContext context) => View.Of(context).Following.Span;

    private static void Attend(RankingContext context, View view, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        if (context.Snapshot.Vectors is not { } vectors)
        {
            values.Fill(float.NaN);
            return;
        }

        Attention.Score(vectors, view.NewestFirst, candidates, values);
        var scale = CosineScale.Of(context.Snapshot);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scale.Calibrate(values[i]);
        }
    }

    private sealed record View(ItemWeight[] NewestFirst, Memory<float> Following)
    {
        public static View Of(RankingContext context) => context.Shared("session", static shared =>
        {
            var recent = shared.Session.Recent.Span;
            var newestFirst = recent[..Math.Min(shared.Session.Length, shared.Weights.SessionItems)].ToArray();
            if (newestFirst.Length == 0 || shared.Models.Transitions is not { } transitions)
            {
                return new View(newestFirst, default);
            }

            var following = shared.RentVector();
            transitions.Score(newestFirst, following.Span);
            Calibration.Calibrate(following.Span, following.Span);
            return new View(newestFirst, following.Span.ContainsAnyInRange(-1, 1) ? following : default);
        });

        public bool Has(ItemIndex item) => Array.Exists(NewestFirst, one => one.Item == item);
    }
}
