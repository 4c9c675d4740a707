using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking;

/// <summary>One signal's part in an item's score.</summary>
/// <param name="Signal">Key of the signal.</param>
/// <param name="Value">The signal's value, −1..1.</param>
/// <param name="Weight">The weight in force.</param>
/// <param name="Amount">What it adds to the score: value × weight.</param>
/// <param name="Evidence">What it rests on; null when there is nothing to tell.</param>
public sealed record Contribution(string Signal, float Value, float Weight, float Amount, Evidence? Evidence);

/// <summary>An item in its place, with all that put it there.</summary>
/// <param name="Item">The item.</param>
/// <param name="Score">The sum of the contributions' amounts.</param>
/// <param name="Contributions">Every signal that had something to say, largest amount first.</param>
public sealed record RankedItem(ItemIndex Item, float Score, IReadOnlyList<Contribution> Contributions)
{
    private const float LeastShare = 0.1f;

    /// <summary>
    /// What each signal's weight multiplies, in the order of <see cref="RankingSignals.All"/>: the signal's value times its gate,
    /// NaN where nothing is known. Kept of every signal, whatever its weight, so that weights can be learned from the log.
    /// </summary>
    public IReadOnlyList<float> Features { get; init; } = [];

    /// <summary>Whether it stands there to be tried out, not for its score.</summary>
    public bool Exploration { get; init; }

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
}
