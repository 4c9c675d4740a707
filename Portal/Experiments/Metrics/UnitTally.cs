namespace Portal.Experiments.Metrics;

/// <summary>What a unit was shown and did during some time: what every metric is computed from.</summary>
public sealed record UnitTally
{
    /// <summary>Lists it was served.</summary>
    public long Lists { get; init; }

    /// <summary>Those of them without any item.</summary>
    public long EmptyLists { get; init; }

    /// <summary>Items of its lists.</summary>
    public long Places { get; init; }

    /// <summary>Those of them that broke a rule of the person.</summary>
    public long Violations { get; init; }

    /// <summary>Milliseconds that its lists took together.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Lists of which the next three are known.</summary>
    public long MeasuredLists { get; init; }

    /// <summary>Sum of its lists' shares of items shown before.</summary>
    public double RepeatShares { get; init; }

    /// <summary>Sum of its lists' shares of items from the long tail.</summary>
    public double LongTailShares { get; init; }

    /// <summary>Sum of its lists' mean distances between items.</summary>
    public double Diversities { get; init; }

    /// <summary>Whether it was served a list on a later day than the first.</summary>
    public bool Returned { get; init; }

    /// <summary>Cards that were on its screen.</summary>
    public long Looks { get; init; }

    public long Clicks { get; init; }

    /// <summary>Likes and saves.</summary>
    public long Likes { get; init; }

    /// <summary>Hidden, disliked and dismissed.</summary>
    public long Against { get; init; }

    public long Ratings { get; init; }

    /// <summary>Stars of its ratings together.</summary>
    public double Stars { get; init; }
}
