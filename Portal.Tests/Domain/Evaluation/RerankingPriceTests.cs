using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Loading;
using Portal.Domain.Evaluation.Metrics;
using Portal.Domain.Ranking.Reranking;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Evaluation;

/// <summary>
/// What re-ranking EASE (λ 458) costs and brings on ML-100K (MCRec split), top 10. The first tests repeat values made with numpy
/// in double precision; the last ones show what the portal's own way costs.
/// </summary>
public sealed class RerankingPriceTests
{
    private const string Data = "ml-100k";
    private const int K = 10;

    private static readonly Lazy<Scene> Ease = new(() => new Scene());
    private static readonly Lazy<Result> Plain = new(() => Ease.Value.Judge(new RerankOptions { Pool = K }));

    [SharedDataFact(Data)]
    public void Nothing_asked_gives_the_models_own_list() => Plain.Value.Is(ndcg: 0.4457, coverage: 325, diversity: 0.7214, divergence: 0.6930, tail: 0.0010);

    [SharedDataFact(Data)]
    public void Maximal_marginal_relevance()
    {
        Ease.Value.Judge(new RerankOptions { Relevance = 0.8, Variety = 0.2 }).Is(ndcg: 0.4404, coverage: 326, diversity: 0.7605, divergence: 0.5645, tail: 0.0012);
        Ease.Value.Judge(new RerankOptions { Relevance = 0.7, Variety = 0.3 }).Is(ndcg: 0.4322, coverage: 332, diversity: 0.7895, divergence: 0.5144, tail: 0.0017);
    }

    [SharedDataFact(Data)]
    public void Calibration()
    {
        Ease.Value.Judge(new RerankOptions { Relevance = 0.7, Balance = 0.3 }).Is(ndcg: 0.4384, coverage: 330, diversity: 0.7395, divergence: 0.5116, tail: 0.0011);
        Ease.Value.Judge(new RerankOptions { Relevance = 0.5, Balance = 0.5 }).Is(ndcg: 0.4093, coverage: 348, diversity: 0.7420, divergence: 0.4039, tail: 0.0032);
    }

    [SharedDataFact(Data)]
    public void Division_by_popularity()
    {
        Ease.Value.Judge(Tail(0.2)).Is(ndcg: 0.4457, coverage: 428, diversity: 0.7083, divergence: 0.6996, tail: 0.0056);
        Ease.Value.Judge(Tail(0.4)).Is(ndcg: 0.4144, coverage: 647, diversity: 0.6908, divergence: 0.7401, tail: 0.0358);
    }

    /// <summary>As published, divergence falls by 26 % for 1.6 % of nDCG and by 42 % for 8.2 %.</summary>
    [SharedDataFact(Data)]
    public void Calibration_with_imaginary_items_costs_next_to_nothing()
    {
        var some = Ease.Value.Judge(new RerankOptions { Balance = 1.4, Imaginary = 2 });
        var much = Ease.Value.Judge(new RerankOptions { Balance = 3, Imaginary = 2 });

        Assert.True(some.Divergence < 0.74 * Plain.Value.Divergence && some.Ndcg >= Plain.Value.Ndcg, $"{some}");
        Assert.True(much.Divergence < 0.58 * Plain.Value.Divergence && much.Ndcg >= 0.99 * Plain.Value.Ndcg, $"{much}");
    }

    /// <summary>Alone, diversity rises by 5.4 % for 1.2 % of nDCG and by 9.4 % for 3.0 %.</summary>
    [SharedDataFact(Data)]
    public void Variety_beside_balance_costs_less_than_half_of_variety_alone()
    {
        var nearest = Ease.Value.Judge(new RerankOptions { Balance = 2, Imaginary = 2, Variety = 0.16 });
        var some = Ease.Value.Judge(new RerankOptions { Balance = 1.4, Imaginary = 2, Variety = 0.25, MeanLikeness = 1 });
        var much = Ease.Value.Judge(new RerankOptions { Balance = 1.4, Imaginary = 2, Variety = 0.58, MeanLikeness = 1 });

        Assert.True(nearest.Diversity > 1.054 * Plain.Value.Diversity && nearest.Ndcg > 0.994 * Plain.Value.Ndcg, $"{nearest}");
        Assert.True(some.Diversity > 1.054 * Plain.Value.Diversity && some.Ndcg > 0.998 * Plain.Value.Ndcg, $"{some}");
        Assert.True(much.Diversity > 1.094 * Plain.Value.Diversity && much.Ndcg > 0.985 * Plain.Value.Ndcg, $"{much}");
    }

    private static RerankOptions Tail(double beta) => new() { Pool = 400, Scale = RelevanceScale.Logarithm, LongTail = beta };

    private sealed record Result(double Ndcg, double Coverage, double Diversity, double Divergence, double Tail)
    {
        public void Is(double ndcg, double coverage, double diversity, double divergence, double tail)
        {
            Assert.Equal(ndcg, Ndcg, 0.0005);
            Assert.Equal(coverage, Coverage, 2.0);
            Assert.Equal(diversity, Diversity, 0.0005);
            Assert.Equal(divergence, Divergence, 0.001);
            Assert.Equal(tail, Tail, 0.0003);
        }
    }

    private sealed class Scene
    {
        private readonly TrainingData _data;
        private readonly IReadOnlyList<EvaluationCase> _cases;
        private readonly float[][] _scores;
        private readonly RerankFeatures _features;
        private readonly ItemPopularity _popularity;

        public Scene()
        {
            var task = KnownSplits.Load("S2", Repository.SharedData, new LoadOptions());
            (_data, _cases) = (task.Data, [.. task.Groups[0].Cases.Where(one => one.Relevant.Length > 0)]);
            _popularity = new ItemPopularity(_data.ItemCount, _data.Histories);
            var entries = _data.Histories.SelectMany((history, user) => history.Select(item => (new UserIndex(user), new ItemIndex(item), 1f)));
            var model = new EaseTrainer { Lambda = 458 }.Train(new InteractionMatrix(_data.Histories.Count, _data.ItemCount, entries), null, CancellationToken.None);
            _scores = [.. _cases.Select(one => Scores(model, one))];
            _features = new RerankFeatures(
                new ClassMix(_data.Items!.Select(item => item?.Tags ?? [])), [.. Enumerable.Range(0, _data.ItemCount).Select(item => _popularity[item])]);
        }

        public Result Judge(RerankOptions options)
        {
            AccuracyMeans accuracy = new(K);
            ListStatistics statistics = new(K, _popularity, new TagSpace(_data.Items!));
            for (var i = 0; i < _cases.Count; i++)
            {
                var history = _cases[i].History.Select(item => new ItemIndex(item));
                int[] list = [.. ListReranker.Rerank(_scores[i], _features, history, options, K).Select(item => item.Value)];
                accuracy.Add(ListAccuracy.Of(list, _cases[i].Relevant, _data.ItemCount, K));
                statistics.Add(list, _cases[i].History, _cases[i].Excluded);
            }

            var all = accuracy.Summarise().Concat(statistics.Summarise()).ToDictionary();
            return new Result(all["ndcg@10"], all["coverage@10"], all["ild@10"], all["calibration_kl@10"], all["aplt@10"]);
        }

        private static float[] Scores(IItemModel model, EvaluationCase one)
        {
            var scores = new float[model.ItemCount];
            model.Score([.. one.History.Select(item => new ItemWeight(new ItemIndex(item), 1))], scores);
            foreach (var item in one.Excluded)
            {
                scores[item] = float.NaN;
            }

            return scores;
        }
    }
}
