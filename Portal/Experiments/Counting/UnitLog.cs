namespace Portal.Experiments.Counting;

/// <summary>All that is known of a unit: its lists and what it did, in any order.</summary>
public sealed class UnitLog
{
    public List<ListServed> Lists { get; } = new(1);

    public List<ActDone> Acts { get; } = [];

    /// <summary>What it did with items that a team placed: when, and the team.</summary>
    public List<(DateTime AtUtc, int Team)> Credits { get; } = [];
}
