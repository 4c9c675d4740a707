namespace Portal.Domain.Evaluation.Protocols;

/// <summary>P7: free text to item; items that were already mentioned are not ranked. The mean is taken over the items to be found.</summary>
public sealed class TextProtocol : RankingProtocol
{
    /// <inheritdoc/>
    public override bool Asks => true;

    /// <inheritdoc/>
    public override string Name => "text";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Cutoffs => [10, 1, 5, 20];

    /// <inheritdoc/>
    public override bool PerTarget => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ShownAt(IReadOnlyList<int> cutoffs) => [.. Named([cutoffs[0]], "ndcg"), .. Named(cutoffs, "recall"), .. Named([cutoffs[0]], "coverage", "gini", "ild")];

    /// <summary>No cases: the training part has no queries.</summary>
    public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed) => (data, []);
}
