using System.Collections.Concurrent;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Retrieval;

/// <summary>The items most like an item, found by a scan once and then remembered: people come back with the same likes. Safe for concurrent use.</summary>
public sealed class ItemNeighbours(CatalogueIndex catalogue, IVectorIndex? vectors, ItemSimilarity similarity)
{
    /// <summary>How many are found for each item, at most.</summary>
    public const int Most = 200;

    // Candidates of each way of looking, among which the likeness itself decides.
    private const int Proposed = 400;
    private const int MostRemembered = 4096;

    private readonly ConcurrentDictionary<int, ItemIndex[]> _known = new();

    /// <summary>The nearest others, nearest first, ties by position; those with nothing in common are left out.</summary>
    public IReadOnlyList<ItemIndex> Of(ItemIndex item)
    {
        if (_known.TryGetValue(item.Value, out var known))
        {
            return known;
        }

        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        return _known[item.Value] = Find(item);
    }

    private ItemIndex[] Find(ItemIndex item)
    {
        var scores = new float[catalogue.Count];
        HashSet<int> proposed = [];
        if (vectors?.Has(item) == true)
        {
            foreach (var hit in vectors.Search(vectors[item], Proposed))
            {
                proposed.Add(hit.Item.Value);
            }
        }

        SharedLabels(item, scores);
        proposed.UnionWith(TopK.Select(scores, Proposed));
        proposed.Remove(item.Value);

        int[] others = [.. proposed.Order()];
        float[] likeness = [.. others.Select(other => similarity.Between(item, new ItemIndex(other)) is var likeness and > 0 ? likeness : float.NaN)];
        return [.. TopK.Select(likeness, Most).Select(i => new ItemIndex(others[i]))];
    }

    // As many labels as are shared, over as many as either has: from the lists of the item's own labels alone.
    private void SharedLabels(ItemIndex item, float[] scores)
    {
        Array.Clear(scores);
        foreach (var label in catalogue.LabelsOf(item))
        {
            foreach (var other in catalogue.ItemsWith(label))
            {
                scores[other]++;
            }
        }

        var own = catalogue.LabelsOf(item).Length;
        for (var other = 0; other < scores.Length; other++)
        {
            scores[other] = scores[other] > 0 ? scores[other] / (own + catalogue.LabelsOf(new ItemIndex(other)).Length - scores[other]) : float.NaN;
        }
    }
}
