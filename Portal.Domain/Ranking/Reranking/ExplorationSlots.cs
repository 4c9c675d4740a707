using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>What exploring adds to an item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Value">The draw above the expectation, 0..1.</param>
/// <param name="Weight">The weight in force.</param>
/// <param name="Evidence">How little is known.</param>
public sealed record ExplorationPart(ItemIndex Item, float Value, float Weight, Evidence Evidence)
{
    /// <summary>What it adds to the score.</summary>
    public float Amount => Contribution.AmountOf(Value, Weight, 1);
}

/// <summary>
/// Gives a share of the places to items of which little is known, so that it becomes known. Which, is drawn: an item's appeal
/// is a sample of its beta posterior, as in Thompson sampling, but never below the expectation (optimistic Bayesian sampling,
/// May et al. 2012). The same seed draws the same.
/// </summary>
public sealed class ExplorationSlots
{
    private const double Least = 1e-3;

    private readonly double _share;
    private readonly int _first;
    private readonly ExplorationPart?[] _parts;
    private readonly (double A, double B)[] _shapes;

    private ExplorationSlots(double share, int first, ExplorationPart?[] parts, (double A, double B)[] shapes) => (_share, _first, _parts, _shapes) = (share, first, parts, shapes);

    /// <summary>Draws for every candidate.</summary>
    /// <param name="items">The candidates.</param>
    /// <param name="counts">The opinions on an item.</param>
    /// <param name="options">How often and how much.</param>
    /// <param name="first">Places taken on the person's list already.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static ExplorationSlots Draw(ItemIndex[] items, Func<ItemIndex, (int Positive, int Negative)> counts, ExplorationOptions options, int first, ulong seed)
    {
        var parts = new ExplorationPart?[items.Length];
        var shapes = new (double A, double B)[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var (positive, negative) = counts(items[i]);
            if (positive + negative >= options.Prior)
            {
                continue;
            }

            var (a, b) = (positive + (options.Prior * options.Mean), negative + (options.Prior * (1 - options.Mean)));
            shapes[i] = (Math.Max(a, Least), Math.Max(b, Least));
            SplitMix64 random = new(seed, items[i].Value);
            var above = random.NextBeta(shapes[i].A, shapes[i].B) - (a / (a + b));
            parts[i] = new ExplorationPart(items[i], (float)Math.Max(0, above), options.Weight, new ExplorationEvidence(positive + negative));
        }

        return new ExplorationSlots(options.Share, first, parts, shapes);
    }

    /// <summary>Whether a place is for exploration.</summary>
    /// <param name="place">Counted from the first that is filled now.</param>
    public bool IsSlot(int place) => IsSlot(_share, _first + place);

    /// <summary>Whether a place of the whole list, from 0, is for exploration: of the first n places, n × share rounded down are.</summary>
    public static bool IsSlot(double share, int place) => Math.Floor((place + 1) * share) > Math.Floor(place * share);

    /// <summary>What exploring adds to a candidate; null when enough is known of it.</summary>
    public ExplorationPart? PartOf(int candidate) => _parts[candidate];

    /// <summary>With what probability over all seeds a place goes to a candidate.</summary>
    /// <param name="candidate">One of <paramref name="open"/>.</param>
    /// <param name="open">All to whom the place may go, in the order that decides between equal totals.</param>
    /// <param name="sums">The sum of each candidate's signals.</param>
    public double ChanceOf(int candidate, IReadOnlyList<int> open, double[] sums)
    {
        var entrants = new Entrant[open.Count];
        var winner = 0;
        for (var i = 0; i < entrants.Length; i++)
        {
            var (a, b) = _shapes[open[i]];
            entrants[i] = new Entrant(sums[open[i]], DrawChances.TableOf(a, b));
            winner = open[i] == candidate ? i : winner;
        }

        return DrawChances.Of(winner, entrants, _parts[candidate]!.Weight);
    }
}

/// <summary>How often and how much is explored.</summary>
/// <param name="Share">Share of the places, 0..½.</param>
/// <param name="Weight">What a draw counts, above 0.</param>
/// <param name="Prior">Opinions that each item is given in advance, above 0; an item with as many of its own is not explored.</param>
/// <param name="Mean">The share of opinions that are positive, over all items, 0..1.</param>
public sealed record ExplorationOptions(double Share, float Weight, double Prior, double Mean);
