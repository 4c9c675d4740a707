using Portal.Domain.Evaluation.Metrics;

namespace Portal.Domain.Evaluation;

/// <summary>Scores every item for a case; as <see cref="IRankingModel.Score"/>.</summary>
public delegate void CaseScorer(EvaluationCase one, Span<float> scores);

/// <summary>One measure on a few cases: what a model tunes its parameters with.</summary>
public static class TargetMetric
{
    /// <summary>Mean of the protocol's <see cref="IProtocol.Target"/> over cases with something relevant; NaN without any.</summary>
    /// <param name="protocol">The protocol: its measure, and its rules for ties and targets.</param>
    /// <param name="itemCount">Number of items.</param>
    /// <param name="cases">The cases, e.g. of <see cref="IProtocol.Validation"/>.</param>
    /// <param name="score">The scorer; called from several threads at once.</param>
    /// <param name="cancellationToken">Checked before every case.</param>
    public static double Mean(IProtocol protocol, int itemCount, IReadOnlyList<EvaluationCase> cases, CaseScorer score, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(protocol);
        ArgumentNullException.ThrowIfNull(cases);
        var rules = protocol as RankingProtocol ?? new FullRanking(protocol);
        var k = MetricName.CutoffOf(protocol.Target);
        var ranked = CaseJudge.Rank(rules, itemCount, cases, score, k, caseDone: null, cancellationToken);
        var means = rules.Sampled ? Sampled(cases, ranked, k) : CaseJudge.Accuracy(rules, itemCount, cases, ranked.Lists, k).Reachable.Summarise();
        foreach (var (name, value) in means)
        {
            if (name == protocol.Target)
            {
                return value;
            }
        }

        return double.NaN;
    }

    private static IEnumerable<KeyValuePair<string, double>> Sampled(IReadOnlyList<EvaluationCase> cases, RankedCases ranked, int k)
    {
        SampledMeans means = new([k]);
        for (var i = 0; i < cases.Count; i++)
        {
            if (cases[i].Relevant.Length > 0)
            {
                means.Add(ranked.Ranks[i]);
            }
        }

        return means.Summarise();
    }

    // A protocol from outside: full ranking, ties by position.
    private sealed class FullRanking(IProtocol protocol) : RankingProtocol
    {
        public override string Name => protocol.Name;

        public override string Target => protocol.Target;

        public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed) => protocol.Validation(data, seed);
    }
}
