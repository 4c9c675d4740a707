namespace Portal.Domain.Evaluation;

/// <summary>What a model may learn from.</summary>
public sealed record TrainingData
{
    /// <summary>Number of rankable items; items are positions 0..n−1 in ascending order of their original ids.</summary>
    public required int ItemCount { get; init; }

    /// <summary>For every person of the training part their items: in order of time where <see cref="Ordered"/>, else ascending; distinct.</summary>
    public required IReadOnlyList<int[]> Histories { get; init; }

    /// <summary>The ratings of <see cref="Histories"/>, place by place; null where the files carry none (then everything counts alike).</summary>
    public IReadOnlyList<float[]>? Ratings { get; init; }

    /// <summary>Whether the histories are in order of time, so that short-term models may be used.</summary>
    public required bool Ordered { get; init; }

    /// <summary>The items' texts, one per item with null where there is none; null when no texts were given.</summary>
    public IReadOnlyList<EvaluatedItem?>? Items { get; init; }
}

/// <summary>What is known of an item beside who used it.</summary>
/// <param name="Id">Its original id.</param>
/// <param name="Title">Its title; may be empty.</param>
/// <param name="Text">Its description; may be empty.</param>
/// <param name="Tags">Genres and tags.</param>
public sealed record EvaluatedItem(string Id, string Title, string Text, IReadOnlyList<string> Tags)
{
    /// <summary>Names of those who made it or play in it, e.g. directors, authors, cast; they are part of <see cref="Text"/>, too.</summary>
    public IReadOnlyList<string> Creators { get; init; } = [];
}
