using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>
/// Rounds amounts to thousandths so that they still add up to the rounded score: what was lost goes, one thousandth each, to
/// those that were cut most (the largest remainders).
/// </summary>
internal static class ShownAmounts
{
    private const int Unit = 1000;

    /// <summary>The amounts to show, in the order of the contributions.</summary>
    public static IReadOnlyList<decimal> Of(IReadOnlyList<Contribution> contributions, float score)
    {
        var exact = contributions.Select(contribution => (double)contribution.Amount * Unit).ToArray();
        var rounded = exact.Select(Math.Floor).ToArray();
        var missing = (int)(Thousandths(score) - rounded.Sum());
        foreach (var i in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - rounded[i]).Take(missing))
        {
            rounded[i]++;
        }

        return [.. rounded.Select(amount => (decimal)amount / Unit)];
    }

    /// <summary>The score to show.</summary>
    public static decimal Of(float score) => (decimal)Thousandths(score) / Unit;

    private static double Thousandths(float score) => Math.Round(score * (double)Unit, MidpointRounding.AwayFromZero);
}
