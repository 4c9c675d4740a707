using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Fusion;
using Portal.Domain.Ranking.Derived;

namespace Portal.Domain.Ranking.Signals;

/// <summary>
/// How well an item fits one of the person's interests (PinnerSage; Pal et al. 2020) or something they liked, each as far as it counts, less
/// how much it is like something they disliked.
/// </summary>
/// <remarks>The best fit counts, not the mean: several interests stay apart, and liking an item never lowers an identical one.</remarks>
public sealed class InterestSignal : ISignal
{
    // Likes that items are compared with one by one, and to which power a small interest or an old like stands back behind the heaviest.
    private const int LikesCompared = 16;
    private const float StandingExponent = 0.25f;

    // In place of a value that was not computed yet in this request.
    private const float Unasked = float.MaxValue;

    // Dislikes at which half of what they take off counts.
    private const double HalfDislikes = 2;

    /// <inheritdoc/>
    public string Key => "interests";

    /// <inheritdoc/>
    public double DefaultWeight => 0.5;

    /// <inheritdoc/>
    public Horizon Horizon => Horizon.Lasting;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        if (View.Of(context) is not { Known: true } view)
        {
            values.Fill(float.NaN);
            return;
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = view.Value(candidates[i]);
        }
    }

    /// <inheritdoc/>
    public void Gate(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> gates) => gates.Fill(Taste.Gate(context));

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item)
    {
        var (view, catalogue) = (View.Of(context), context.Snapshot.Catalogue);
        var value = view.Known ? view.Value(item) : 0;
        if (value < 0 && view.Disliked.Best(item) is (_, >= 0 and var disliked))
        {
            return Like(view.Taste.Disliked[disliked].Item);
        }

        if (!(value > 0) || view.Liked.Best(item) is not (_, >= 0 and var anchor))
        {
            return null;
        }

        // An interest is told by the one of its members that is most like the item; a like by the interest it belongs to.
        var interests = view.Counted;
        var nearest = anchor < interests.Count
            ? interests[anchor].Members.MaxBy(member => context.Snapshot.Similarity.Between(item, member))
            : view.Likes[anchor - interests.Count].Item;
        var interest = anchor < interests.Count ? interests[anchor] : interests.FirstOrDefault(one => one.Members.Contains(nearest));
        return interest is { Name.Length: > 0 }
            ? new InterestEvidence(catalogue[nearest].Id, catalogue[nearest].Title, [.. SharedTerms.Of(catalogue, item, nearest).Except(interest.Labels)], interest.Name)
            : Like(nearest);

        ItemEvidence Like(ItemIndex other) => new(catalogue[other].Id, catalogue[other].Title, SharedTerms.Of(catalogue, item, other));
    }

    /// <summary>Items near the interests that count, and what the person liked of them itself.</summary>
    internal static IEnumerable<ItemIndex> Near(RankingContext context) =>
        View.Of(context) is { Interests: { } interests } view ? view.Likes.Select(like => like.Item).Concat(interests.Near) : [];

    /// <summary>The interests of the request's person; null where they have not liked anything.</summary>
    internal static PersonInterests? InterestsOf(RankingContext context) => View.Of(context).Interests;

    /// <summary>
    /// What a person liked or did, as far as the interests it belongs to count: what rests on it beside this signal follows them too. The same
    /// array while all count as they were learned.
    /// </summary>
    internal static ItemWeight[] AsCounted(RankingContext context, ItemWeight[] items) =>
        View.Of(context).Interests is not { Profile: { IsAsLearned: false } profile } ? items
        : [.. items.Select(item => item.Weight > 0 ? item with { Weight = item.Weight * profile.CountOf(item.Item) } : item).Where(item => item.Weight != 0)];

    // Interests and likes that count, in the order of the anchors: the interests, then as many of the likes as are compared.
    private sealed record View(
        Taste Taste, PersonInterests? Interests, IReadOnlyList<Interest> Counted, ItemWeight[] Likes, Anchors Liked, Anchors Disliked, float DislikesGate, Memory<float> Values)
    {
        public bool Known => Likes.Length + Taste.Disliked.Length > 0;

        public static View Of(RankingContext context) => context.Shared("interests", static shared =>
        {
            var taste = Taste.Of(shared);
            var interests = taste.Liked.Length == 0 ? null : InterestKnowledge.Of(shared.Snapshot).Of(
                taste.Liked, shared.Weights, shared.Person.InterestEdits, InterestRulings.Of(shared.Rules, shared.Person.Statements, shared.Mood?.Parsed));
            ItemWeight[] likes = interests is null ? [] : [.. taste.Liked.Where(like => interests.Profile.CountOf(like.Item) > 0)];
            List<Interest> counted = [];
            List<Anchor> liked = [];
            for (var i = 0; i < (interests?.Profile.Interests.Count ?? 0); i++)
            {
                var (interest, standing) = (interests!.Profile.Interests[i], interests.Profile.StandingOf(i));
                if (standing > 0)
                {
                    counted.Add(interest);
                    liked.Add(new Anchor(interest.Medoid, interest.Centroid, standing));
                }
            }

            var values = shared.RentVector();
            values.Span.Fill(Unasked);
            liked.AddRange(Each(likes.Take(LikesCompared)).Select(like => like with { Standing = like.Standing * interests!.Profile.CountOf(like.Item) }));
            return new View(
                taste, interests, counted, likes, new Anchors(shared.Snapshot, liked), new Anchors(shared.Snapshot, [.. Each(taste.Disliked.Take(LikesCompared))]),
                EvidenceGate.Growing(taste.Dislikes, HalfDislikes), values);

            IEnumerable<Anchor> Each(IEnumerable<ItemWeight> opinions)
            {
                // Those come the heaviest first.
                var heaviest = 0f;
                foreach (var (item, weight) in opinions)
                {
                    heaviest = Math.Max(heaviest, weight);
                    yield return new Anchor(item, null, heaviest > 0 ? MathF.Pow(weight / heaviest, StandingExponent) : 0);
                }
            }
        });

        // A source asks for its items, and the ranking again for the union of all.
        public float Value(ItemIndex item)
        {
            ref var value = ref Values.Span[item.Value];
            if (value == Unasked)
            {
                value = Liked.Best(item).Value - (DislikesGate * Disliked.Best(item).Value);
            }

            return value;
        }
    }
}
