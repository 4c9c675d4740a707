namespace Portal.Domain.Evaluation.Metrics;

/// <summary>Means of <see cref="ListAccuracy"/> over lists, in double precision. Not thread-safe.</summary>
/// <param name="k">The length of list that is judged, for the names.</param>
public sealed class AccuracyMeans(int k)
{
    private readonly double[] _sums = new double[12];

    /// <summary>How many lists were judged.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one list.</summary>
    public void Add(in ListAccuracy one)
    {
        Count++;
        _sums[0] += one.Hit;
        _sums[1] += one.Ndcg;
        _sums[2] += one.NdcgFull;
        _sums[3] += one.Recall;
        _sums[4] += one.RecallCapped;
        _sums[5] += one.Precision;
        _sums[6] += one.PrecisionOfList;
        _sums[7] += one.F1;
        _sums[8] += one.AveragePrecision;
        _sums[9] += one.AveragePrecisionFull;
        _sums[10] += one.ReciprocalRank;
        _sums[11] += one.Accuracy;
    }

    /// <summary>Name, e.g. <c>ndcg@10</c>, and mean of every measure; nothing where no list was judged.</summary>
    public IEnumerable<KeyValuePair<string, double>> Summarise()
    {
        if (Count == 0)
        {
            return [];
        }

        return
        [
            Mean("hr", 0), Mean("ndcg", 1), Mean("ndcg_full", 2), Mean("recall", 3), Mean("recall_capped", 4), Mean("precision", 5),
            Mean("precision_of_list", 6), Mean("f1", 7), KeyValuePair.Create(Name("f1_of_means"), ListAccuracy.HarmonicMean(_sums[5] / Count, _sums[3] / Count)),
            Mean("map", 8), Mean("map_full", 9), Mean("mrr", 10), Mean("accuracy", 11),
        ];

        KeyValuePair<string, double> Mean(string name, int place) => KeyValuePair.Create(Name(name), _sums[place] / Count);
    }

    private string Name(string measure) => MetricName.At(measure, k);
}
