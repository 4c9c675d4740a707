namespace Portal.Domain.Evaluation.Protocols;

/// <summary>P2: a part of every person's items is held back, everything they did not use is ranked. The protocol for decisions.</summary>
public sealed class HoldoutProtocol : RankingProtocol
{
    private const int FewestItems = 5;

    /// <inheritdoc/>
    public override string Name => "holdout";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Cutoffs => [10, 20];

    /// <summary>A fifth of the items of everybody with at least five: the last ones where there is an order, else a random choice.</summary>
    public override (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Cases.Split(data, seed, length => length < FewestItems ? 0 : length / 5);
    }
}
