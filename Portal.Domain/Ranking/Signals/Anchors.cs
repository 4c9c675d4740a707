using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Signals;

/// <summary>Something that items are compared with.</summary>
/// <param name="Item">Whose labels it has.</param>
/// <param name="Vector">Its vector; null for the item's own.</param>
/// <param name="Standing">How much likeness to it counts, 0..1.</param>
internal readonly record struct Anchor(ItemIndex Item, float[]? Vector, float Standing);

/// <summary>The best of an item's likeness to some anchors, each as far as it counts. For one thread.</summary>
internal sealed class Anchors
{
    // Labels take longer to compare than numbers do: of so many that are nearest by meaning they decide.
    private const int Compared = 3;

    private readonly EngineSnapshot _snapshot;
    private readonly IReadOnlyList<Anchor> _anchors;
    private readonly bool[] _placed;
    private readonly float[] _rows;
    private readonly float[] _cosines;

    public Anchors(EngineSnapshot snapshot, IReadOnlyList<Anchor> anchors)
    {
        (_snapshot, _anchors) = (snapshot, anchors);
        var dimensions = snapshot.Vectors?.Dimensions ?? 0;
        (_placed, _rows, _cosines) = (new bool[anchors.Count], new float[anchors.Count * dimensions], new float[anchors.Count]);
        for (var i = 0; i < anchors.Count && dimensions > 0; i++)
        {
            var (item, vector, _) = anchors[i];
            _placed[i] = vector is not null || snapshot.Vectors!.Has(item);
            (vector ?? snapshot.Vectors![item]).CopyTo(_rows.AsSpan(i * dimensions));
        }
    }

    /// <summary>How alike the item is to the anchor where likeness times standing is most, 0..1, and which that is; 0 and −1 when it is like none.</summary>
    public (float Value, int Anchor) Best(ItemIndex item)
    {
        var best = (Value: 0f, Anchor: -1);
        if (_snapshot.Vectors is not { } vectors || !vectors.Has(item))
        {
            for (var i = 0; i < _anchors.Count; i++)
            {
                best = Better(best, item, i, float.NaN);
            }

            return best;
        }

        DotBlock.Dot(vectors[item], _rows, _cosines);
        Span<int> nearest = stackalloc int[Compared];
        Span<float> scores = stackalloc float[Compared];
        nearest.Fill(-1);
        for (var i = 0; i < _anchors.Count; i++)
        {
            if (_placed[i])
            {
                Place(_cosines[i] * _anchors[i].Standing, i, scores, nearest);
            }
            else
            {
                best = Better(best, item, i, float.NaN);
            }
        }

        foreach (var i in nearest)
        {
            best = i < 0 ? best : Better(best, item, i, _cosines[i]);
        }

        return best;
    }

    private (float Value, int Anchor) Better((float Value, int Anchor) best, ItemIndex item, int i, float cosine)
    {
        var value = _anchors[i].Standing * ItemSimilarity.Of(cosine, _snapshot.Catalogue.LabelSimilarity(item, _anchors[i].Item));
        return value > best.Value ? (value, i) : best;
    }

    private static void Place(float score, int i, Span<float> scores, Span<int> places)
    {
        for (var place = 0; place < places.Length; place++)
        {
            if (places[place] < 0 || score > scores[place])
            {
                scores[place..^1].CopyTo(scores[(place + 1)..]);
                places[place..^1].CopyTo(places[(place + 1)..]);
                (scores[place], places[place]) = (score, i);
                return;
            }
        }
    }
}
