using Portal.Domain.Sentiment;

namespace Portal.People;

/// <summary>What was read in a review, with what the person changed about it.</summary>
/// <param name="IsRead">Whether its language can be read; if not, only the person tells what they thought.</param>
/// <param name="Score">From −1 to 1; 0 where it could not be read.</param>
/// <param name="Aspects">What it says of parts, in the order of the text, those taken away among them.</param>
public sealed record ReviewReading(bool IsRead, double Score, IReadOnlyList<Aspect> Aspects)
{
    public static readonly ReviewReading Nothing = new(true, 0, []);
}

/// <summary>A review as the person leaves it.</summary>
/// <param name="Text">The words.</param>
/// <param name="OwnSentiment">−1 to 1 in place of what is read; null for that.</param>
/// <param name="Edited">Aspects with what the person did to them.</param>
public sealed record ReviewDraft(string Text, double? OwnSentiment, IReadOnlyList<Aspect> Edited);

/// <summary>A person's review of an item.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Item">The item.</param>
/// <param name="Text">The words.</param>
/// <param name="OwnSentiment">What the person said in place of what was read; null for nothing.</param>
/// <param name="Reading">What was read in it.</param>
/// <param name="CreatedUtc">When it was first written.</param>
/// <param name="UpdatedUtc">When it was last changed.</param>
/// <param name="Revision">For telling whether it was changed elsewhere meanwhile.</param>
public sealed record ReviewView(Guid Id, ItemCard Item, string Text, double? OwnSentiment, ReviewReading Reading, DateTime CreatedUtc, DateTime UpdatedUtc, int Revision)
{
    /// <summary>What counts, −1 to 1; null while nobody knows.</summary>
    public double? Sentiment => ReviewService.Counted(OwnSentiment, Reading);
}

public enum ReviewProblem
{
    None,

    Empty,

    TooLong,

    /// <summary>The item or the review is gone.</summary>
    NotFound,

    /// <summary>It was changed, deleted or written anew in another tab.</summary>
    ChangedElsewhere,
}

/// <param name="Problem">Why nothing happened; none when it did.</param>
/// <param name="Review">The review as it is now; null when it is gone or nothing happened.</param>
public sealed record ReviewResult(ReviewProblem Problem, ReviewView? Review = null)
{
    public bool Ok => Problem == ReviewProblem.None;
}
