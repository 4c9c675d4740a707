namespace Portal.Domain.Evaluation;

/// <summary>A protocol of the evaluation contract, with the rules by which its lists are judged.</summary>
public abstract class RankingProtocol : IProtocol
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual string Target => "ndcg@10";

    /// <inheritdoc/>
    public virtual bool Asks => false;

    /// <inheritdoc/>
    public virtual int Folds => 3;

    /// <summary>The lengths of list that are judged where nobody asks for others, the one of <see cref="Target"/> first.</summary>
    public virtual IReadOnlyList<int> Cutoffs => [10];

    /// <summary>Whether a case is one test item among sampled candidates, ranked with half ties.</summary>
    public virtual bool Sampled => false;

    /// <summary>Whether the mean is taken over the relevant items instead of over the cases, each item judged as if it were the only one.</summary>
    public virtual bool PerTarget => false;

    /// <summary>The measures that are shown first.</summary>
    /// <param name="cutoffs">The lengths of list that are judged.</param>
    public virtual IReadOnlyList<string> ShownAt(IReadOnlyList<int> cutoffs) =>
        [.. Named(cutoffs, "ndcg", "recall", "precision"), .. Named([cutoffs[0]], "coverage", "gini", "ild", "novelty", "aplt", "calibration_kl")];

    /// <inheritdoc/>
    public abstract (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed);

    /// <summary>Names of measures at every length of list.</summary>
    protected static IEnumerable<string> Named(IReadOnlyList<int> cutoffs, params string[] measures) =>
        measures.SelectMany(measure => cutoffs.Select(k => Metrics.MetricName.At(measure, k)));
}
