using Portal.Domain.Collaborative;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Collaborative;

/// <summary>
/// Values on ML-100K (MCRec split), made with numpy in double precision and published in part: Ferrari Dacrema et al., "A
/// Troubling Analysis of Reproducibility and Progress in Recommender Systems Research", TOIS 2021, additional material, table 46.
/// </summary>
public sealed class ReferenceValueTests
{
    [SharedDataFact(S2.Folder)]
    public void Ease() => Check(new EaseTrainer { Lambda = 458 }, (0.3739, 0.2430, 0.2905, 0.4457));

    [SharedDataFact(S2.Folder)]
    public void Item_neighbours() => Check(new ItemKnnTrainer { Neighbours = 95 }, (0.3315, 0.2074, 0.2462, 0.3876));

    [SharedDataFact(S2.Folder)]
    public void Popularity() => Check(new PopularityTrainer(), (0.1904, 0.1179, 0.1360, 0.2183));

    // Published with hyper-parameters of the same search.
    [SharedDataFact(S2.Folder)]
    public void Item_neighbours_with_BM25_and_shrink() =>
        Check(new ItemKnnTrainer { Neighbours = 886, Shrink = 403, Weighting = ColumnWeighting.Bm25 }, (0.3293, 0.2152, 0.2571, double.NaN));

    [SharedDataFact(S2.Folder)]
    public void Random_walks() =>
        Check(new Rp3BetaTrainer { Alpha = 0.8593, Beta = 0.6574, Neighbours = 324 }, (0.3435, 0.2191, 0.2588, double.NaN), within: 0.003);

    private static void Check(IItemModelTrainer trainer, (double Precision, double Recall, double NdcgFull, double Ndcg) expected, double within = 0.0005)
    {
        var actual = S2.Measure(trainer.Train(S2.Train.Value, null, CancellationToken.None));

        Assert.Equal(expected.Precision, actual.Precision, within);
        Assert.Equal(expected.Recall, actual.Recall, within);
        Assert.Equal(expected.NdcgFull, actual.NdcgFull, within);
        if (!double.IsNaN(expected.Ndcg))
        {
            Assert.Equal(expected.Ndcg, actual.Ndcg, within);
        }
    }
}
