namespace Portal.Domain.Ranking.Learning;

/// <summary>How well weights explain lists that they were not learned from.</summary>
/// <param name="LogLoss">Mean −ln of the probability given to what happened at each place (a reaction in favour or not), nats; lower is better.</param>
/// <param name="Auc">Share of the pairs of a list that stand in the order of the reactions, 0..1, ties half; each pair weighs by the examination of its reaction.</param>
/// <param name="Ndcg">Discounted cumulative gain of the reactions in favour, each gain divided by its examination, over all lists, as a share of the best possible, 0..1.</param>
public sealed record LearningQuality(double LogLoss, double Auc, double Ndcg);

/// <summary>What was learned from how much, and what it is worth on later lists.</summary>
public sealed record LearningReport
{
    /// <summary>Lists learned from that have a reaction.</summary>
    public required int Lists { get; init; }

    /// <summary>Reactions in favour learned from.</summary>
    public required int Positive { get; init; }

    /// <summary>Reactions against learned from.</summary>
    public required int Negative { get; init; }

    /// <summary>Later lists with a reaction, kept to judge by.</summary>
    public required int HeldOutLists { get; init; }

    /// <summary>Reactions of both kinds on those.</summary>
    public required int HeldOutReactions { get; init; }

    /// <summary>How the present weights do on the later lists.</summary>
    public required LearningQuality Present { get; init; }

    /// <summary>How the learned weights do on them.</summary>
    public required LearningQuality Learned { get; init; }

    /// <summary>How likely a place is looked at, by position; relative to the most looked at.</summary>
    public required ExaminationModel Examination { get; init; }
}

/// <summary>The outcome of learning: weights with their report, or the reason why there are none.</summary>
/// <param name="Weights">One per signal, 0..10, on the scale of the present ones; null when refused.</param>
/// <param name="Report">What was measured; null when refused.</param>
/// <param name="Refusal">One sentence that says what is missing; null when learned.</param>
public sealed record LearnedWeights(IReadOnlyList<double>? Weights, LearningReport? Report, string? Refusal);
