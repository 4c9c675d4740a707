using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>How many people think what of an item.</summary>
/// <param name="Positive">People who liked or saved it, or rated it 4 and more.</param>
/// <param name="Negative">People who disliked it, or rated it 2 and less.</param>
public readonly record struct ItemCounts(int Positive, int Negative);

/// <summary>
/// How popular each item is, 0..1: half how well it is liked (Bayesian average: with few opinions near the mean of all
/// items), half how many like it (logarithmic).
/// </summary>
public sealed class Popularity
{
    private readonly float[] _values;
    private readonly float[] _familiarity;
    private readonly ItemCounts[] _counts;

    /// <summary>Computes the values.</summary>
    /// <param name="counts">One entry per item of the catalogue index.</param>
    /// <param name="prior">How many opinions at the mean each item is given in advance, at least 0.</param>
    public Popularity(IReadOnlyList<ItemCounts> counts, double prior)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prior);
        _counts = [.. counts];
        _values = new float[_counts.Length];
        _familiarity = new float[_counts.Length];
        double positive = _counts.Sum(count => count.Positive), all = positive + _counts.Sum(count => count.Negative);
        if (all == 0)
        {
            Array.Fill(_values, float.NaN);
            Array.Fill(_familiarity, float.NaN);
            BestFirst = [];
            return;
        }

        var mean = positive / all;
        Mean = mean;
        var most = Math.Log(1 + _counts.Max(count => count.Positive));
        for (var i = 0; i < _values.Length; i++)
        {
            double own = _counts[i].Positive + _counts[i].Negative;
            var liked = own + prior == 0 ? mean : (_counts[i].Positive + (prior * mean)) / (own + prior);
            var volume = most == 0 ? 0 : Math.Log(1 + _counts[i].Positive) / most;
            _values[i] = (float)((liked + volume) / 2);
            _familiarity[i] = (float)volume;
        }

        BestFirst = [.. Enumerable.Range(0, _values.Length).OrderByDescending(i => _values[i]).Select(i => new ItemIndex(i))];
    }

    /// <summary>The same opinions with another prior.</summary>
    public Popularity With(double prior) => new(_counts, prior);

    /// <summary>The share of all opinions that are positive, 0..1; null when nobody has an opinion on anything.</summary>
    public double? Mean { get; }

    /// <summary>All items, the most popular first, ties by position; empty when nobody has an opinion on anything.</summary>
    public IReadOnlyList<ItemIndex> BestFirst { get; }

    /// <summary>The value of an item, 0..1; NaN when nobody has an opinion on anything.</summary>
    public float this[ItemIndex item] => _values[item.Value];

    /// <summary>How well known an item is, by the logarithm of how many like it: 0 nobody, 1 most of all; NaN when nobody has an opinion on anything.</summary>
    public float FamiliarityOf(ItemIndex item) => _familiarity[item.Value];

    /// <summary>The counts of an item.</summary>
    public ItemCounts CountsOf(ItemIndex item) => _counts[item.Value];
}
