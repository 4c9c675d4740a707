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
    /// <summary>What the person calls it; null for the name made from its labels.</summary>
    public string? GivenName { get; init; }

    /// <summary>By what the person multiplies its weight, 0..2.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>How many interests that were told apart it consists of: more than one where the person merged some.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>The person's own words are against it: it counts for nothing.</summary>
    public bool Overruled { get; init; }

    /// <summary>Labels, then words, as the catalogue writes them; empty when nothing sets it apart.</summary>
    public string LearnedName => string.Join(", ", Labels.Concat(Words));

    /// <summary>The person's own name for it, or the learned one.</summary>
    public string Name => GivenName ?? LearnedName;

    /// <summary>By what its weight is multiplied when all is said, 0..2.</summary>
    public double CountedWeight => Overruled ? 0 : Weight;
}

/// <summary>A person's interests, the most important first, and how well an item fits the one it fits best. Immutable.</summary>
public sealed class InterestProfile
{
    private readonly CatalogueIndex _catalogue;
    private readonly IVectorIndex? _vectors;
    private readonly double _importanceExponent;
    private readonly double _mostWeight;
    private readonly float[] _standings;
    private readonly float[] _centroids;
    private readonly Dictionary<ItemIndex, int> _homes = [];

    internal InterestProfile(CatalogueIndex catalogue, IVectorIndex? vectors, IReadOnlyList<Interest> interests, double importanceExponent)
    {
        (_catalogue, _vectors, Interests, _importanceExponent) = (catalogue, vectors, interests, importanceExponent);
        var largest = interests.Where(interest => interest.CountedWeight > 0).Select(interest => interest.Importance).DefaultIfEmpty().Max();
        double[] standings = [.. interests.Select(interest => interest.CountedWeight > 0 ? interest.CountedWeight * Math.Pow(interest.Importance / largest, importanceExponent) : 0)];

        // What counts double stands at 1, and all else behind it.
        _mostWeight = Math.Max(1, standings.DefaultIfEmpty().Max());
        _standings = [.. standings.Select(standing => (float)(standing / _mostWeight))];
        var dimensions = vectors?.Dimensions ?? 0;
        _centroids = new float[interests.Count * dimensions];
        for (var i = 0; i < interests.Count; i++)
        {
            interests[i].Centroid?.CopyTo(_centroids, i * dimensions);
            foreach (var member in interests[i].Members)
            {
                _homes[member] = i;
            }
        }
    }

    /// <summary>The interests, the most important first.</summary>
    public IReadOnlyList<Interest> Interests { get; }

    /// <summary>Whether all interests count as they were learned: the person changed no weight, and said nothing against any.</summary>
    public bool IsAsLearned => Interests.All(interest => interest.CountedWeight == 1);

    /// <summary>How much an interest counts beside the one that counts most, 0, not at all, to 1.</summary>
    public float StandingOf(int interest) => _standings[interest];

    /// <summary>By what a liked item counts because of the interest it belongs to, 0..1; 1 for all while nothing was changed.</summary>
    public float CountOf(ItemIndex item) => (float)((_homes.TryGetValue(item, out var home) ? Interests[home].CountedWeight : 1) / _mostWeight);

    /// <summary>
    /// The interest of which an item is a member or, for one that the interests were not made from, that it lies as near to as the member farthest
    /// from its middle does; null for none.
    /// </summary>
    public int? HomeOf(ItemIndex item)
    {
        if (_homes.TryGetValue(item, out var home))
        {
            return home;
        }

        var (nearest, likeness) = (-1, float.NegativeInfinity);
        for (var i = 0; i < Interests.Count; i++)
        {
            if (Likeness(item, i) is var one && one > likeness)
            {
                (nearest, likeness) = (i, one);
            }
        }

        return nearest >= 0 && Interests[nearest].Members.Count > 1 && likeness >= Interests[nearest].Members.Min(member => Likeness(member, nearest)) ? nearest : null;
    }

    /// <summary>The profile with the interests of which it holds counting for nothing.</summary>
    internal InterestProfile Overrule(Func<Interest, bool> overruled) =>
        Interests.Any(overruled)
            ? new InterestProfile(_catalogue, _vectors, [.. Interests.Select(interest => interest with { Overruled = overruled(interest) })], _importanceExponent)
            : this;

    /// <summary>
    /// Scores candidates, −1..1, by the best of their likeness to an interest times its standing: the cosine with its centroid, or the share of
    /// labels in common with its medoid where either has no vector. NaN without interests that count.
    /// </summary>
    public void Score(ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        Span<float> cosines = new float[_standings.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = Best(candidates[i], cosines).Value;
        }
    }

    /// <summary>The interest that an item fits best and how well; the more important of two alike. Null without interests that count.</summary>
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
            if (_standings[i] <= 0)
            {
                continue;
            }

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

    // The cosine with its middle, or the share of labels in common with the item there.
    private float Likeness(ItemIndex item, int interest) =>
        _vectors is not null && _vectors.Has(item) && Interests[interest].Centroid is { } centroid
            ? System.Numerics.Tensors.TensorPrimitives.Dot(_vectors[item], centroid)
            : _catalogue.LabelSimilarity(item, Interests[interest].Medoid);
}
