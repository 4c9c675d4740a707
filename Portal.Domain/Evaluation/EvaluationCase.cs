namespace Portal.Domain.Evaluation;

/// <summary>One list to be made and judged.</summary>
public sealed record EvaluationCase
{
    /// <summary>The person's position in <see cref="TrainingData.Histories"/>; −1 for one who is not in there.</summary>
    public required int User { get; init; }

    /// <summary>What is known of the person when the list is made; in order of time where the training data are.</summary>
    public required int[] History { get; init; }

    /// <summary>Ratings of <see cref="History"/>, place by place; null without.</summary>
    public float[]? Ratings { get; init; }

    /// <summary>The items that should be on the list, ascending; may be empty, then the case counts for list metrics only.</summary>
    public required int[] Relevant { get; init; }

    /// <summary>Items that cannot be on the list, ascending.</summary>
    public required int[] Excluded { get; init; }

    /// <summary>The only items to be ranked; null for all that are not excluded.</summary>
    public int[]? Candidates { get; init; }

    /// <summary>What the person said; null when nothing.</summary>
    public string? Query { get; init; }
}
