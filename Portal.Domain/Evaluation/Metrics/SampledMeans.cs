namespace Portal.Domain.Evaluation.Metrics;

/// <summary>Means of <see cref="SampledRank"/> over people, in double precision. Not thread-safe.</summary>
/// <param name="cutoffs">The lengths of list that are judged.</param>
public sealed class SampledMeans(IReadOnlyList<int> cutoffs)
{
    /// <summary>Name of the share of people with a tie at the test item.</summary>
    public const string TieShare = "tie_share";

    private readonly double[] _hits = new double[cutoffs.Count];
    private readonly double[] _gains = new double[cutoffs.Count];
    private readonly double[] _reciprocals = new double[cutoffs.Count];
    private int _ties;

    /// <summary>How many ranks were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the rank of one person's test item.</summary>
    public void Add(SampledRank rank)
    {
        Count++;
        _ties += rank.Tied ? 1 : 0;
        for (var i = 0; i < cutoffs.Count; i++)
        {
            _hits[i] += rank.Hit(cutoffs[i]);
            _gains[i] += rank.Ndcg(cutoffs[i]);
            _reciprocals[i] += rank.ReciprocalRank(cutoffs[i]);
        }
    }

    /// <summary>Name and mean of every measure, and <see cref="TieShare"/>; nothing where no rank was added.</summary>
    public IEnumerable<KeyValuePair<string, double>> Summarise()
    {
        if (Count == 0)
        {
            yield break;
        }

        for (var i = 0; i < cutoffs.Count; i++)
        {
            yield return KeyValuePair.Create(MetricName.At("hr", cutoffs[i]), _hits[i] / Count);
            yield return KeyValuePair.Create(MetricName.At("ndcg", cutoffs[i]), _gains[i] / Count);
            yield return KeyValuePair.Create(MetricName.At("mrr", cutoffs[i]), _reciprocals[i] / Count);
        }

        yield return KeyValuePair.Create(TieShare, (double)_ties / Count);
    }
}
