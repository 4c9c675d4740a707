namespace Portal.Domain.Content;

/// <summary>How a person's likes fall into interests.</summary>
public sealed record InterestOptions
{
    /// <summary>How far apart, in Ward's squared distance with two items picked at random at 1, likes may lie to be one interest; above 0.</summary>
    public double CutOff { get; init; } = 1.2;

    /// <summary>How many likes are looked at, the heaviest, 1..1000: time and memory grow with the square.</summary>
    public int MostLikes { get; init; } = 200;

    /// <summary>No more interests than this, at least 1: the time to score is proportional to it.</summary>
    public int MostInterests { get; init; } = 8;

    /// <summary>The age at which a like counts half, in days, above 0.</summary>
    public double HalfLifeDays { get; init; } = 90;

    /// <summary>How much a small interest stands back behind the largest: its share of the largest's importance to this power; 0 not at all.</summary>
    public double ImportanceExponent { get; init; } = 0.25;

    /// <summary>How many labels and words name an interest at most.</summary>
    public int NameLength { get; init; } = 3;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(CutOff);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostLikes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostLikes, 1000);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostInterests, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HalfLifeDays);
        ArgumentOutOfRangeException.ThrowIfNegative(ImportanceExponent);
        ArgumentOutOfRangeException.ThrowIfNegative(NameLength);
    }
}
