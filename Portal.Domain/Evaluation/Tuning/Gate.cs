using System.Globalization;

namespace Portal.Domain.Evaluation.Tuning;

/// <summary>
/// How a weight depends on the evidence there is: on how much is known of the person, and on how much is known of the item.
/// </summary>
/// <param name="HistoryHalf">The number of items in a history at which the weight has halved: h / (h + n); infinite for no dependence.</param>
/// <param name="SupportHalf">The number of interactions of an item at which the weight has halved; infinite for no dependence.</param>
internal sealed record Gate(double HistoryHalf, double SupportHalf)
{
    /// <summary>No dependence.</summary>
    public static readonly Gate Open = new(double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>The weight falls as the history grows.</summary>
    public static Gate ByHistory(double half) => new(half, double.PositiveInfinity);

    /// <summary>The weight falls as an item is used more.</summary>
    public static Gate BySupport(double half) => new(double.PositiveInfinity, half);

    /// <summary>Share of the weight left for a person with that many items, 0..1.</summary>
    public float OfHistory(int length) => Share(HistoryHalf, length);

    /// <summary>Share of the weight left for an item with that many interactions, 0..1.</summary>
    public float OfSupport(float support) => Share(SupportHalf, support);

    /// <inheritdoc/>
    public override string ToString() =>
        double.IsFinite(HistoryHalf) ? string.Create(CultureInfo.InvariantCulture, $"halves at {HistoryHalf:0.##} items known of the person")
        : double.IsFinite(SupportHalf) ? string.Create(CultureInfo.InvariantCulture, $"halves at {SupportHalf:0.##} interactions of the item")
        : "always";

    private static float Share(double half, double n) => double.IsInfinity(half) ? 1 : (float)(half / (half + n));
}
