using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;
using Portal.Engine;

namespace Portal.Feed;

/// <summary>What a list looks like beyond what is clicked on it, by the measures of the evaluation. Null for what is not defined.</summary>
/// <param name="LongTailShare">Share of its items that are not of the short head of popularity, 0..1.</param>
/// <param name="RepeatShare">Share of its items that the person was shown lately, 0..1.</param>
/// <param name="Diversity">Mean distance of its items' labels, 0..1.</param>
public readonly record struct ListMeasures(float? LongTailShare, float? RepeatShare, float? Diversity)
{
    /// <summary>Measures a list.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="items">The items, best first.</param>
    /// <param name="shown">How often the person was shown items lately; null where that is not looked at.</param>
    public static ListMeasures Of(EngineSnapshot snapshot, IReadOnlyList<ItemIndex> items, IReadOnlyDictionary<ItemIndex, int>? shown)
    {
        var measures = CatalogueMeasures.Of(snapshot);
        ReadOnlySpan<int> list = [.. items.Select(item => item.Value)];
        return new ListMeasures(
            Defined(measures.LongTailShare(list)),
            shown is null || items.Count == 0 ? null : items.Count(shown.ContainsKey) / (float)items.Count,
            Defined(measures.Labels.Diversity(list)));
    }

    private static float? Defined(double value) => double.IsNaN(value) ? null : (float)value;
}
