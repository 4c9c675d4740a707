using Portal.Domain.Context;

namespace Portal.Experiments.Counting;

/// <summary>A list that was served to a unit, as far as it is counted; see <see cref="Data.Entities.FeedRequestEntity"/>.</summary>
public sealed record ListServed(string Unit, DateTime AtUtc, Guid Id, string UserId, string? Variants, DeviceClass? Device)
{
    public double DurationMs { get; init; }

    /// <summary>Null where it was not logged, as in what follows.</summary>
    public int? Items { get; init; }

    public int? Violations { get; init; }

    public float? RepeatShare { get; init; }

    public float? LongTailShare { get; init; }

    public float? Diversity { get; init; }
}
