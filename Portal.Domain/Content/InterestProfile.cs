using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Content;

/// <summary>One of a person's interests.</summary>
/// <param name="Medoid">The liked item in its middle.</param>
/// <param name="Members">The liked items that make it up, ascending.</param>
/// <param name="Importance">Its share of the person's likes by strength and age, above 0 to 1; all interests sum to 1.</param>
/// <param name="Latest">When the latest of them was liked.</param>
/// <param name="Labels">Labels that set it apart from the catalogue and from the other interests, the most telling first.</param>
/// <param name="Words">Words of the members' texts that do, where labels are too few.</param>
/// <param name="Centroid">Mean of the members' vectors, L2-normalised; null where none has one.</param>
public sealed record Interest(
    ItemIndex Medoid, IReadOnlyList<ItemIndex> Members, float Importance, DateTimeOffset Latest, IReadOnlyList<string> Labels, IReadOnlyList<string> Words, float[]? Centroid)
{
    /// <summary>Labels, then words, as the catalogue writes them; empty when nothing sets it apart.</summary>
    public string Name => string.Join(", ", Labels.Concat(Words));
}

/// <summary>A person's interests, the most important first, and how well an item fits the one it fits best. Immutable.</summary>
public sealed class InterestProfile
{
    private readonly CatalogueIndex _catalogue;
    private readonly IVectorIndex? _vectors;
    private readonly float[] _standings;
    private readonly float[] _centroids;

    internal InterestProfile(CatalogueIndex catalogue, IVectorIndex? vectors, IReadOnlyList<Interest> interests, double importanceExponent)
    {
        (_catalogue, _vectors, Interests) = (catalogue, vectors, interests);
        _standings = [.. interests.Select(interest => (float)Math.Pow(interest.Importance / interests[0].Importance, importanceExponent))];
        var dimensions = vectors?.Dimensions ?? 0;
        _centroids = new float[interests.Count * dimensions];
        for (var i = 0; i < interests.Count; i++)
        {
            interests[i].Centroid?.CopyTo(_centroids, i * dimensions);
        }
    }

    /// <summary>The interests, the most important first.</summary>
    public IReadOnlyList<Interest> Interests { get; }

    /// <summary>How much an interest counts beside the most important, above 0 to 1.</summary>
    public float StandingOf(int interest) => _standings[interest];

    /// <summary>
    /// Scores candidates, −1..1, by the best of their likeness to an interest times its standing: the cosine with its centroid, or the share of
    /// labels in common with its medoid where either has no vector. NaN without interests.
    /// </summary>
    public void Score(ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        Span<float> cosines = new float[_standings.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = Best(candidates[i], cosines).Value;
        }
    }

    /// <summary>The interest that an item fits best and how well; the more important of two alike. Null without interests.</summary>
    public (Interest Interest, float Value)? Explain(ItemIndex item) => Best(item, new float[_standings.Length]) is (>= 0, var value) best ? (Interests[best.Interest], value) : null;

    private (int Interest, float Value) Best(ItemIndex item, Span<float> cosines)
    {
        var (best, value) = (-1, float.NaN);
        var hasVector = _vectors is not null && _vectors.Has(item);
        if (hasVector)
        {
            DotBlock.Dot(_vectors![item], _centroids, cosines);
        }

        for (var i = 0; i < _standings.Length; i++)
        {
            var likeness = hasVector && Interests[i].Centroid is not null
                ? cosines[i]
                : _catalogue.LabelSimilarity(item, Interests[i].Medoid);
            if (best < 0 || likeness * _standings[i] > value)
            {
                (best, value) = (i, likeness * _standings[i]);
            }
        }

        return (best, value);
    }
}
