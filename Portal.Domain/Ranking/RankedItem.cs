using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking;

/// <summary>One signal's part in an item's score.</summary>
/// <param name="Signal">Key of the signal.</param>
/// <param name="Value">The signal's value, −1..1.</param>
/// <param name="Weight">The weight in force.</param>
/// <param name="Gate">How far the evidence lets the signal count, 0..1.</param>
/// <param name="Amount">What it adds to the score: value × weight × gate.</param>
/// <param name="Evidence">What it rests on; null when there is nothing to tell.</param>
public sealed record Contribution(string Signal, float Value, float Weight, float Gate, float Amount, Evidence? Evidence)
{
    /// <summary>Makes the contribution of a value.</summary>
    public static Contribution Of(string signal, float value, float weight, float gate, Evidence? evidence) =>
        new(signal, value, weight, gate, AmountOf(value, weight, gate), evidence);

    /// <summary>Value × weight × gate, in this order; 0 when the value is unknown.</summary>
    public static float AmountOf(float value, float weight, float gate) => float.IsNaN(value) ? 0 : value * weight * gate;
}

/// <summary>An item in its place, with all that put it there.</summary>
/// <param name="Item">The item.</param>
/// <param name="Score">The sum of the contributions' amounts.</param>
/// <param name="Contributions">Every signal that had something to say, largest amount first.</param>
public sealed record RankedItem(ItemIndex Item, float Score, IReadOnlyList<Contribution> Contributions)
{
    private const float LeastShare = 0.1f;

    /// <summary>Whether the item is here to find out how it is liked, not because it scored best.</summary>
    public bool IsExploration { get; init; }

    /// <summary>With what probability, over all seeds, the item came to this place, given those before it: 1 where nothing is drawn.</summary>
    public double Propensity { get; init; } = 1;

    /// <summary>
    /// What each signal's weight multiplies, in the order of <see cref="RankingSignals.All"/>: the signal's value times its gate,
    /// NaN where nothing is known or a signal is switched off. From what is logged of it, weights are learned.
    /// </summary>
    public IReadOnlyList<float> Features { get; init; } = [];

    /// <summary>
    /// The largest positive contribution that can be put in words, as long as it makes up a tenth of all positive ones;
    /// null when there is none. A reason is never anything that is not in the score.
    /// </summary>
    public Contribution? TopReason
    {
        get
        {
            var positive = Contributions.Sum(contribution => Math.Max(0, contribution.Amount));
            return Contributions.FirstOrDefault(contribution => contribution.Evidence is not null && contribution.Amount > 0 && contribution.Amount >= LeastShare * positive);
        }
    }

    /// <summary>An item with the sum of its contributions, in the order in which they are shown, rounded once.</summary>
    public static RankedItem Of(ItemIndex item, List<Contribution> contributions, bool isExploration)
    {
        contributions.Sort((a, b) => b.Amount != a.Amount ? b.Amount.CompareTo(a.Amount) : string.CompareOrdinal(a.Signal, b.Signal));
        double score = 0;
        foreach (var contribution in contributions)
        {
            score += contribution.Amount;
        }

        return new RankedItem(item, (float)score, contributions) { IsExploration = isExploration };
    }
}
