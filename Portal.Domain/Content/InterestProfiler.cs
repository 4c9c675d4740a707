using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Content;

/// <summary>
/// Tells a person's interests apart: their liked items in clusters (Ward), each with the item in its middle, instead of one mean taste that
/// lies between all of them (PinnerSage; Pal et al. 2020). One for each snapshot; immutable and safe for concurrent use.
/// </summary>
public sealed class InterestProfiler
{
    private const int SampledPairs = 2000;

    private readonly CatalogueIndex _catalogue;
    private readonly IVectorIndex? _vectors;
    private readonly InterestOptions _options;
    private readonly InterestNamer _namer;
    private readonly double _typicalAngle;
    private readonly double _typicalLabels;

    /// <summary>Prepares a catalogue.</summary>
    /// <param name="catalogue">The items.</param>
    /// <param name="vectors">Their vectors; null before any exist, then labels decide.</param>
    /// <param name="words">Their texts, for naming; null names by labels alone.</param>
    /// <param name="options">How; null for the defaults.</param>
    public InterestProfiler(CatalogueIndex catalogue, IVectorIndex? vectors, TermVectors? words, InterestOptions? options = null)
    {
        (_catalogue, _vectors, _options) = (catalogue, vectors, options ?? new InterestOptions());
        _options.Validate();
        _namer = new InterestNamer(catalogue, words, _options.NameLength);
        _typicalAngle = Typical((a, b) => vectors?.Cosine(a, b) ?? float.NaN);
        _typicalLabels = Typical(catalogue.LabelSimilarity);
    }

    /// <summary>The person's interests; the same likes give the same interests in the same order, whatever order they come in.</summary>
    /// <param name="liked">What they took to, each item once.</param>
    /// <param name="now">The instant from which ages are measured.</param>
    /// <param name="edits">What they changed about their interests, the oldest change first; those that hang on an item of none are passed over. Null for nothing.</param>
    public InterestProfile Profile(IReadOnlyList<Opinion> liked, DateTimeOffset now, IReadOnlyList<InterestEdit>? edits = null)
    {
        (Opinion Opinion, double Weight)[] likes =
        [
            .. liked.Where(opinion => opinion.Strength > 0).Select(opinion => (opinion, Weight: Weigh(opinion, now)))
                .OrderByDescending(like => like.Weight).ThenBy(like => like.opinion.Item.Value).Take(_options.MostLikes).OrderBy(like => like.opinion.Item.Value),
        ];
        var distances = Distances(likes);
        var numbers = WardClustering.Cluster([.. distances], likes.Length, _options.CutOff, _options.MostInterests);
        InterestChanges changes = new([.. likes.Select(like => like.Opinion.Item)], numbers, edits ?? []);
        numbers = changes.Numbers;
        var total = likes.Sum(like => like.Weight);
        int[][] clusters = [.. Enumerable.Range(0, likes.Length).GroupBy(i => numbers[i]).Select(group => group.ToArray())];
        IReadOnlyList<ItemIndex>[] members = [.. clusters.Select(cluster => cluster.Select(i => likes[i].Opinion.Item).ToArray())];
        List<Interest> interests = [];
        for (var c = 0; c < clusters.Length; c++)
        {
            var (labels, words) = _namer.Name(members, c);
            interests.Add(changes.Apply(numbers[clusters[c][0]], new Interest(
                likes[Medoid(clusters[c], likes, distances)].Opinion.Item,
                members[c],
                (float)(clusters[c].Sum(i => likes[i].Weight) / total),
                clusters[c].Max(i => likes[i].Opinion.At),
                labels,
                words,
                Centroid(clusters[c], likes))));
        }

        return new InterestProfile(
            _catalogue, _vectors, [.. interests.OrderByDescending(interest => interest.Importance).ThenBy(interest => interest.Medoid.Value)], _options.ImportanceExponent);
    }

    // Never quite 0, so that the likes of long ago still make up interests when there are no others.
    private double Weigh(Opinion opinion, DateTimeOffset now) =>
        Math.Max(1e-9, opinion.Strength * Math.Pow(2, -(Math.Max(0, (now - opinion.At).TotalDays) / _options.HalfLifeDays)));

    private double[] Distances((Opinion Opinion, double Weight)[] likes)
    {
        var count = likes.Length;
        var distances = new double[count * count];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < a; b++)
            {
                distances[(a * count) + b] = distances[(b * count) + a] = Distance(likes[a].Opinion.Item, likes[b].Opinion.Item);
            }
        }

        return distances;
    }

    // Squared Euclidean distance of unit vectors is twice 1 − cosine; each way of comparing is scaled so that a random pair is at 1.
    private double Distance(ItemIndex a, ItemIndex b)
    {
        var cosine = _vectors?.Cosine(a, b) ?? float.NaN;
        return float.IsNaN(cosine) ? (1 - _catalogue.LabelSimilarity(a, b)) / _typicalLabels : Math.Max(0, 1 - cosine) / _typicalAngle;
    }

    private double Typical(Func<ItemIndex, ItemIndex, float> similarity)
    {
        if (_catalogue.Count < 2)
        {
            return 1;
        }

        SplitMix64 random = new((ulong)_catalogue.Count, 0);
        double sum = 0;
        var known = 0;
        for (var pair = 0; pair < SampledPairs; pair++)
        {
            var a = random.NextBelow(_catalogue.Count);
            var b = (a + 1 + random.NextBelow(_catalogue.Count - 1)) % _catalogue.Count;
            var value = similarity(new ItemIndex(a), new ItemIndex(b));
            if (!float.IsNaN(value))
            {
                (sum, known) = (sum + 1 - value, known + 1);
            }
        }

        return sum > 1e-6 ? sum / known : 1;
    }

    private static int Medoid(int[] cluster, (Opinion Opinion, double Weight)[] likes, double[] distances)
    {
        var (best, least) = (cluster[0], double.PositiveInfinity);
        foreach (var candidate in cluster)
        {
            var spread = cluster.Sum(other => likes[other].Weight * distances[(candidate * likes.Length) + other]);
            if (spread < least || (spread == least && likes[candidate].Weight > likes[best].Weight))
            {
                (best, least) = (candidate, spread);
            }
        }

        return best;
    }

    private float[]? Centroid(int[] cluster, (Opinion Opinion, double Weight)[] likes)
    {
        if (_vectors is null || !cluster.Any(i => _vectors.Has(likes[i].Opinion.Item)))
        {
            return null;
        }

        var heaviest = cluster.Max(i => likes[i].Weight);
        var centroid = new float[_vectors.Dimensions];
        foreach (var i in cluster)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(_vectors[likes[i].Opinion.Item], (float)(likes[i].Weight / heaviest), centroid, centroid);
        }

        VectorMath.Normalise(centroid);
        return centroid;
    }
}
