using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Derived;

/// <summary>
/// For items without behaviour the most alike with behaviour, from which scores are carried over (the k-nearest-neighbour mapping of
/// Gantner et al. 2010). They are looked for among the best known items only, so that a new item costs a request some microseconds
/// instead of a scan; each item's are found once.
/// </summary>
internal sealed class WarmNeighbours
{
    /// <summary>Best known items among which neighbours are looked for.</summary>
    public const int Landmarks = 512;

    // Neighbours of an item, and how many by meaning are compared by labels too.
    private const int Neighbours = 10, Compared = 32;

    private readonly ItemSimilarity _similarity;
    private readonly CatalogueIndex _catalogue;
    private readonly IVectorIndex? _vectors;
    private readonly ItemIndex[] _landmarks;
    private readonly float[] _rows;
    private readonly ItemWeight[]?[] _neighbours;

    private WarmNeighbours(EngineSnapshot snapshot, ReadOnlySpan<float> scores)
    {
        (_similarity, _catalogue, _vectors, _neighbours) = (snapshot.Similarity, snapshot.Catalogue, snapshot.Vectors, new ItemWeight[snapshot.Catalogue.Count][]);
        var known = new float[scores.Length];
        for (var item = 0; item < known.Length; item++)
        {
            known[item] = float.IsNaN(scores[item]) ? float.NaN : snapshot.Popularity.CountsOf(new ItemIndex(item)).Positive;
        }

        _landmarks = [.. TopK.Select(known, Landmarks).Order().Select(item => new ItemIndex(item))];
        var dimensions = _vectors?.Dimensions ?? 0;
        _rows = new float[_landmarks.Length * dimensions];
        for (var i = 0; i < _landmarks.Length && dimensions > 0; i++)
        {
            _vectors![_landmarks[i]].CopyTo(_rows.AsSpan(i * dimensions));
        }
    }

    /// <summary>The neighbours for a model.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="model">The model.</param>
    /// <param name="scores">What it says to anybody of whom it knows something: NaN for the items without behaviour.</param>
    public static WarmNeighbours Of(EngineSnapshot snapshot, IItemModel model, Memory<float> scores) =>
        snapshot.Derived<OfModel<WarmNeighbours>>(_ => new OfModel<WarmNeighbours>()).Get(model, () => new WarmNeighbours(snapshot, scores.Span));

    /// <summary>Mean of the neighbours' scores, weighted by likeness; NaN for an item that is like none.</summary>
    public float Carried(ItemIndex item, ReadOnlySpan<float> scores)
    {
        float sum = 0, total = 0;
        foreach (var (neighbour, likeness) in Of(item))
        {
            (sum, total) = (sum + (likeness * scores[neighbour.Value]), total + likeness);
        }

        return total > 0 ? sum / total : float.NaN;
    }

    /// <summary>An item's nearest, by position, with their likeness above 0.</summary>
    public ReadOnlySpan<ItemWeight> Of(ItemIndex item) => _neighbours[item.Value] ??= Find(item);

    private ItemWeight[] Find(ItemIndex item)
    {
        Span<float> likeness = stackalloc float[_landmarks.Length];
        if (_vectors is not null && _vectors.Has(item))
        {
            Span<int> nearest = stackalloc int[Math.Min(Compared, _landmarks.Length)];
            DotBlock.Dot(_vectors[item], _rows, likeness);
            nearest = nearest[..TopK.Select(likeness, nearest)];
            likeness.Fill(float.NaN);
            foreach (var i in nearest)
            {
                likeness[i] = _similarity.Between(item, _landmarks[i]);
            }
        }
        else
        {
            for (var i = 0; i < likeness.Length; i++)
            {
                likeness[i] = _catalogue.LabelSimilarity(item, _landmarks[i]);
            }
        }

        List<ItemWeight> found = [];
        foreach (var i in TopK.Select(likeness, Neighbours).Order())
        {
            if (likeness[i] > 0)
            {
                found.Add(new ItemWeight(_landmarks[i], likeness[i]));
            }
        }

        return [.. found];
    }
}
