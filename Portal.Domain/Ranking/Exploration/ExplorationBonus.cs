using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Ranking.Exploration;

/// <summary>How often an item was shown and taken to.</summary>
/// <param name="Positive">How often people took to it, at least 0.</param>
/// <param name="Impressions">How often it was shown, at least 0.</param>
public readonly record struct ImpressionCounts(int Positive, int Impressions);

/// <summary>
/// How well an item might be liked, as far as its impressions leave open: the Beta distribution of its like rate, begun at the mean of all items.
/// For a place on a page that is there to find out: Thompson sampling (Thompson 1933; Chapelle, Li 2011) or an upper confidence bound
/// (Auer, Cesa-Bianchi, Fischer 2002). Immutable and safe for concurrent use.
/// </summary>
public sealed class ExplorationBonus
{
    /// <summary>Impressions at the mean rate that each item is given in advance, where nothing else is said.</summary>
    public const double DefaultPriorStrength = 20;

    // With no impression of anything yet: one like in twenty.
    private const double FirstRate = 0.05, FirstRateStrength = 20;

    private readonly double[] _a;
    private readonly double[] _b;
    private readonly ulong[] _keys;

    /// <summary>Prepares the distributions.</summary>
    /// <param name="catalogue">The items; their ids, not their positions, decide what is drawn.</param>
    /// <param name="counts">One entry per item. More likes than impressions count as so many impressions.</param>
    /// <param name="priorStrength">Impressions at the mean rate that each item is given in advance, above 0.</param>
    /// <exception cref="ArgumentException">There is not one entry per item, or a count is negative.</exception>
    public ExplorationBonus(CatalogueIndex catalogue, IReadOnlyList<ImpressionCounts> counts, double priorStrength = DefaultPriorStrength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(priorStrength);
        if (counts.Count != catalogue.Count || counts.Any(count => count.Positive < 0 || count.Impressions < 0))
        {
            throw new ArgumentException($"Expected counts of at least 0 for each of {catalogue.Count} items, got {counts.Count} entries.", nameof(counts));
        }

        double positive = 0, shown = 0;
        foreach (var count in counts)
        {
            positive += count.Positive;
            shown += Math.Max(count.Positive, count.Impressions);
        }

        MeanRate = (positive + (FirstRate * FirstRateStrength)) / (shown + FirstRateStrength);
        (_a, _b) = (new double[counts.Count], new double[counts.Count]);
        for (var i = 0; i < counts.Count; i++)
        {
            _a[i] = counts[i].Positive + (priorStrength * MeanRate);
            _b[i] = Math.Max(0, counts[i].Impressions - counts[i].Positive) + Math.Max(priorStrength * (1 - MeanRate), 1e-3);
        }

        _keys = [.. catalogue.Items.Select(item => Hash(item.Id))];
    }

    /// <summary>The like rate of all items, which an item never shown is taken to have.</summary>
    public double MeanRate { get; }

    /// <summary>The seed of a page: the same for the same person, day and request, so that it can be made again.</summary>
    /// <param name="userId">The person.</param>
    /// <param name="day">The day, so that what is tried changes.</param>
    /// <param name="request">What else tells pages of the day apart; may be empty.</param>
    public static ulong Seed(string userId, DateOnly day, string request) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"{userId}\n{day:yyyy-MM-dd}\n{request}"));

    /// <summary>The expected like rate of an item, above 0 and below 1.</summary>
    public double Mean(ItemIndex item) => _a[item.Value] / (_a[item.Value] + _b[item.Value]);

    /// <summary>Standard deviation of what is believed of an item's like rate: large where it was shown little.</summary>
    public double Uncertainty(ItemIndex item)
    {
        var (a, b) = (_a[item.Value], _b[item.Value]);
        return Math.Sqrt(a * b / ((a + b) * (a + b) * (a + b + 1)));
    }

    /// <summary>Thompson sampling: draws each candidate's like rate, 0..1, from what is believed of it. An item's draw depends on the seed and its id alone.</summary>
    public void Sample(ulong seed, ReadOnlySpan<ItemIndex> candidates, Span<float> rates)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            var item = candidates[i].Value;
            SplitMix64 random = new(seed ^ _keys[item]);
            rates[i] = (float)random.NextBeta(_a[item], _b[item]);
        }
    }

    /// <summary>Upper confidence bound: each candidate's expected rate and some deviations more, at most 1.</summary>
    /// <param name="deviations">How many deviations, at least 0.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="rates">One place per candidate; overwritten.</param>
    public void UpperBound(double deviations, ReadOnlySpan<ItemIndex> candidates, Span<float> rates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviations);
        for (var i = 0; i < candidates.Length; i++)
        {
            rates[i] = (float)Math.Min(1, Mean(candidates[i]) + (deviations * Uncertainty(candidates[i])));
        }
    }

    private static ulong Hash(string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
