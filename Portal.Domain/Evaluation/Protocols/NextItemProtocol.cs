namespace Portal.Domain.Evaluation.Protocols;

/// <summary>P4: the last event of every person is predicted from all before it.</summary>
public sealed class NextItemProtocol : RankingProtocol
{
    private const int FewestItems = 3;

    /// <inheritdoc/>
    public override int Folds => 1;

    /// <inheritdoc/>
    public override string Name => "next";

    /// <inheritdoc/>
    public override IReadOnlyList<string> ShownAt(IReadOnlyList<int> cutoffs) => [.. Named(cutoffs, "hr", "ndcg"), .. Named([cutoffs[0]], "coverage", "gini", "ild", "novelty", "aplt")];

    /// <summary>The last event of everybody with at least three.</summary>
    public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Cases.Split(data, seed, length => length < FewestItems ? 0 : 1);
    }
}
