using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Profiles;

namespace Portal.People;

/// <summary>What a person thinks of items, as their actions tell.</summary>
/// <param name="Liked">Items they took to.</param>
/// <param name="Disliked">Items they did not like.</param>
/// <param name="Withheld">Items that must not be shown: hidden, disliked, known already.</param>
internal sealed record Opinions(IReadOnlyList<Opinion> Liked, IReadOnlyList<Opinion> Disliked, IReadOnlySet<ItemIndex> Withheld)
{
    // What an action says about taste, 0..1; actions that are not listed say nothing.
    private static readonly Dictionary<InteractionKind, float> Liking = new()
    {
        [InteractionKind.Like] = 1,
        [InteractionKind.Save] = 0.6f,
        [InteractionKind.Click] = 0.15f,
    };

    /// <summary>Reads the opinions out of actions, newest first: the first like, dislike or rating of an item is the decision that counts.</summary>
    public static Opinions Of(IEnumerable<RawInteraction> newestFirst)
    {
        Dictionary<ItemIndex, Opinion> liked = [], disliked = [];
        HashSet<ItemIndex> withheld = [], decided = [];
        foreach (var (_, item, kind, value, at) in newestFirst)
        {
            if (kind is InteractionKind.Impression or InteractionKind.Dwell)
            {
                continue;
            }

            if (kind is not InteractionKind.Click)
            {
                withheld.Add(item);
            }

            if (InteractionWeights.IsDecision(kind) && !decided.Add(item))
            {
                continue;
            }

            var strength = kind == InteractionKind.Rating ? (float)((value ?? 3) - 3) / 2 : Liking.GetValueOrDefault(kind);
            if (kind == InteractionKind.Dislike || strength < 0)
            {
                liked.Remove(item);
                disliked[item] = new Opinion(item, kind == InteractionKind.Dislike ? 1 : -strength, at);
            }
            else if (strength > 0 && !disliked.ContainsKey(item) && !(liked.TryGetValue(item, out var known) && known.Strength >= strength))
            {
                liked[item] = new Opinion(item, strength, at);
            }
        }

        return new Opinions([.. liked.Values], [.. disliked.Values], withheld);
    }
}
