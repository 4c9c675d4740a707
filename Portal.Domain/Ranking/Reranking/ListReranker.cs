using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>How scores are made comparable with the terms.</summary>
public enum RelevanceScale
{
    /// <summary>As they are.</summary>
    Plain,

    /// <summary>0 for the lowest of the pool, 1 for the highest.</summary>
    MinMax,

    /// <summary>Natural logarithm; scores of 0 and below are left out.</summary>
    Logarithm,
}

/// <summary>How a list of scores is re-ranked.</summary>
public sealed record RerankOptions
{
    /// <summary>How many of the best scores may come on the list, at least 1.</summary>
    public int Pool { get; init; } = 100;

    /// <summary>How scores are made comparable with the terms.</summary>
    public RelevanceScale Scale { get; init; } = RelevanceScale.MinMax;

    /// <summary>What the scaled score counts, above 0.</summary>
    public double Relevance { get; init; } = 1;

    /// <summary>What likeness to an item further up costs (μ), 0 for nothing.</summary>
    public double Variety { get; init; }

    /// <summary>Share of the mean likeness to all items further up in that, 0..1, the rest being the greatest (see <see cref="VarietyTerm"/>).</summary>
    public double MeanLikeness { get; init; }

    /// <summary>What coming nearer to the person's mix is worth (λ), 0 for nothing.</summary>
    public double Balance { get; init; }

    /// <summary>Imaginary items of the person's own mix that the list begins with (see <see cref="BalanceTerm"/>), at least 0.</summary>
    public double Imaginary { get; init; }

    /// <summary>What the natural logarithm of popularity costs (β): with <see cref="RelevanceScale.Logarithm"/> the score is divided by popularity^β. 0 for nothing.</summary>
    public double LongTail { get; init; }
}

/// <summary>What re-ranking must know of the items.</summary>
/// <param name="Classes">Their genres.</param>
/// <param name="Counts">How many used each in training.</param>
public sealed record RerankFeatures(ClassMix Classes, IReadOnlyList<int> Counts)
{
    private readonly Func<ItemIndex, ItemIndex, float>? _likeness;

    /// <summary>How alike two items are, 0..1: cosine of their genres, unless something better is given.</summary>
    public Func<ItemIndex, ItemIndex, float> Likeness
    {
        get => _likeness ?? Classes.Cosine;
        init => _likeness = value;
    }
}

/// <summary>Re-ranks the scores of any model with the terms that the portal's own lists use.</summary>
public static class ListReranker
{
    /// <summary>Makes a list.</summary>
    /// <param name="scores">One place per item; NaN and −∞ for what must not come.</param>
    /// <param name="features">The items.</param>
    /// <param name="history">What the person used, from which their mix is taken, each counting alike.</param>
    /// <param name="options">How.</param>
    /// <param name="k">Length of the list, at most.</param>
    public static ItemIndex[] Rerank(ReadOnlySpan<float> scores, RerankFeatures features, IEnumerable<ItemIndex> history, RerankOptions options, int k)
    {
        var pool = TopK.Select(scores, Math.Min(options.Pool, scores.Length));
        var kept = options.Scale == RelevanceScale.Logarithm ? Positive(scores, pool) : pool.Length;
        var items = new ItemIndex[kept];
        var sums = new double[kept];
        for (var i = 0; i < kept; i++)
        {
            items[i] = new ItemIndex(pool[i]);
            sums[i] = options.Relevance * Scaled(scores[pool[i]], scores[pool[^1]], scores[pool[0]], options.Scale);
        }

        return [.. GreedySelection.Select(items, sums, new SelectionPlan(Terms(items, features, history, options)), k).Select(pick => items[pick.Candidate])];
    }

    // Best first: those above 0 are the beginning.
    private static int Positive(ReadOnlySpan<float> scores, int[] pool)
    {
        var count = 0;
        while (count < pool.Length && scores[pool[count]] > 0)
        {
            count++;
        }

        return count;
    }

    private static double Scaled(double score, double least, double most, RelevanceScale scale) => scale switch
    {
        RelevanceScale.MinMax => most > least ? (score - least) / (most - least) : 0,
        RelevanceScale.Logarithm => Math.Log(score),
        _ => score,
    };

    private static List<IRerankTerm> Terms(ItemIndex[] items, RerankFeatures features, IEnumerable<ItemIndex> history, RerankOptions options)
    {
        List<IRerankTerm> terms = [];
        if (options.Variety > 0)
        {
            terms.Add(new VarietyTerm(items, [], features.Likeness, (float)options.Variety, (float)options.MeanLikeness));
        }

        if (options.Balance > 0 && features.Classes.Mean(history.Select(item => (item, 1.0))) is { } own)
        {
            terms.Add(new BalanceTerm(items, [], features.Classes, own, options.Imaginary, (float)options.Balance, 1));
        }

        var most = Math.Log(Math.Max(2, features.Counts.Max()));
        if (options.LongTail > 0)
        {
            terms.Add(new LongTailTerm(items, item => (float)(Math.Log(Math.Max(1, features.Counts[item.Value])) / most), (float)(options.LongTail * most)));
        }

        return terms;
    }
}
