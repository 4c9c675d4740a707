using Portal.Domain.Profiles;

namespace Portal.Experiments.Metrics;

/// <summary>What a unit was shown and did during some time: what every metric is computed from.</summary>
public sealed record UnitTally
{
    /// <summary>Lists it was served.</summary>
    public long Lists { get; set; }

    /// <summary>Those of them without any item.</summary>
    public long EmptyLists { get; set; }

    /// <summary>Items of its lists.</summary>
    public long Places { get; set; }

    /// <summary>Those of them that broke a rule of the person.</summary>
    public long Violations { get; set; }

    /// <summary>Milliseconds that its lists took together.</summary>
    public double Milliseconds { get; set; }

    /// <summary>Lists of which the next three are known.</summary>
    public long MeasuredLists { get; set; }

    /// <summary>Sum of its lists' shares of items shown before.</summary>
    public double RepeatShares { get; set; }

    /// <summary>Sum of its lists' shares of items from the long tail.</summary>
    public double LongTailShares { get; set; }

    /// <summary>Sum of its lists' mean distances between items.</summary>
    public double Diversities { get; set; }

    /// <summary>Whether it was served a list on a later day than the first.</summary>
    public bool Returned { get; set; }

    /// <summary>Cards that were on its screen.</summary>
    public long Looks { get; set; }

    public long Clicks { get; set; }

    /// <summary>Likes and saves.</summary>
    public long Likes { get; set; }

    /// <summary>Hidden, disliked and dismissed.</summary>
    public long Against { get; set; }

    public long Ratings { get; set; }

    /// <summary>Stars of its ratings together.</summary>
    public double Stars { get; set; }

    /// <summary>Nothing again.</summary>
    public void Clear()
    {
        Lists = EmptyLists = Places = Violations = MeasuredLists = Looks = Clicks = Likes = Against = Ratings = 0;
        Milliseconds = RepeatShares = LongTailShares = Diversities = Stars = 0;
        Returned = false;
    }

    /// <summary>Adds something that it did.</summary>
    /// <param name="kind">What.</param>
    /// <param name="value">Stars of a rating, of all of them together.</param>
    /// <param name="times">How often.</param>
    public void Did(InteractionKind kind, double? value, int times = 1)
    {
        switch (kind)
        {
            case InteractionKind.Impression:
                Looks += times;
                break;
            case InteractionKind.Click:
                Clicks += times;
                break;
            case InteractionKind.Like or InteractionKind.Save:
                Likes += times;
                break;
            case InteractionKind.Dislike or InteractionKind.Hide or InteractionKind.Dismiss:
                Against += times;
                break;
            case InteractionKind.Rating:
                Ratings += times;
                Stars += value ?? 0;
                break;
            case InteractionKind.Dwell:
                // No metric is made of it.
                break;
        }
    }
}
