using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;

namespace Portal.Domain.Collaborative;

/// <summary>
/// Makes of everybody's actions one number per person and item.
/// <list type="bullet">
/// <item>The last decision on an item (like, dislike, rating) takes back the earlier ones; of several at one instant the later in the list counts.</item>
/// <item>Hints (save, click, stay, …) do not add up: the strongest counts, at equal strength the one in favour.</item>
/// <item>A hint can make more of a decision in favour, up to its own weight; it cannot outvote a decision against, or a neutral rating.</item>
/// <item>Everything fades with its age before it is compared. What comes to 0 leaves no entry.</item>
/// </list>
/// </summary>
public static class WeightedInteractions
{
    /// <summary>Builds the matrix.</summary>
    /// <param name="userCount">Number of people.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="interactions">The actions, in any order.</param>
    /// <param name="weights">What each kind counts; with 0 for all kinds but one, the matrix is about that kind alone.</param>
    /// <param name="now">The instant from which ages are counted; what comes after counts as now.</param>
    /// <exception cref="ArgumentException">The weights are out of range, or an index lies outside.</exception>
    public static InteractionMatrix Build(int userCount, int itemCount, IEnumerable<RawInteraction> interactions, InteractionWeights weights, DateTimeOffset now)
    {
        var problems = string.Join(" ", weights.Problems());
        if (problems.Length > 0)
        {
            throw new ArgumentException(problems, nameof(weights));
        }

        Dictionary<(UserIndex User, ItemIndex Item), Opinion> opinions = [];
        foreach (var (user, item, kind, value, at) in interactions)
        {
            var weight = weights.Of(kind, value, now - at);
            var opinion = opinions.GetValueOrDefault((user, item));
            opinions[(user, item)] = InteractionWeights.IsDecision(kind) ? opinion.Decide(weight, at) : opinion.Hint(weight);
        }

        return new InteractionMatrix(userCount, itemCount, opinions.Select(pair => (pair.Key.User, pair.Key.Item, (float)pair.Value.Weight)));
    }

    private readonly record struct Opinion(double? Decision, DateTimeOffset DecidedAt, double StrongestHint)
    {
        public double Weight => Decision switch
        {
            null => StrongestHint,
            > 0 and var decision => Math.Max(decision, StrongestHint),
            var decision => decision.Value,
        };

        public Opinion Decide(double weight, DateTimeOffset at) => Decision is null || at >= DecidedAt ? this with { Decision = weight, DecidedAt = at } : this;

        public Opinion Hint(double weight) =>
            Math.Abs(weight) > Math.Abs(StrongestHint) || (weight > StrongestHint && Math.Abs(weight) == Math.Abs(StrongestHint)) ? this with { StrongestHint = weight } : this;
    }
}
