using Portal.Domain.Context;
using Portal.Domain.Profiles;

namespace Portal.Data.Entities;

/// <summary>What a person did with an item, and the feed request and position that caused it.</summary>
public sealed class InteractionEntity
{
    public long Id { get; set; }

    public required string UserId { get; set; }

    public int ItemId { get; set; }

    public InteractionKind Kind { get; set; }

    /// <summary>Stars of a rating, seconds of a dwell; null otherwise.</summary>
    public double? Value { get; set; }

    /// <summary>Why it was dismissed; null otherwise.</summary>
    public string? Reason { get; set; }

    public DateTime AtUtc { get; set; }

    /// <summary>The page it happened on: feed, item, search, saved, onboarding, simulation.</summary>
    public required string Context { get; set; }

    public Guid? RequestId { get; set; }

    public int? Position { get; set; }

    /// <summary>When the person took it back; a retracted interaction counts for nothing.</summary>
    public DateTime? RetractedUtc { get; set; }

    /// <summary>When the person left it out of their taste: it stays in the history, and what it put away stays away, but it says nothing about what they like.</summary>
    public DateTime? LeftOutUtc { get; set; }
}

/// <summary>How many of the items of one day's lists of a sort broke a rule of the person they were shown to.</summary>
public sealed class RuleAuditEntity
{
    public DateOnly Day { get; set; }

    /// <summary>Feed, search, similar, also-liked, welcome.</summary>
    public required string List { get; set; }

    public long Lists { get; set; }

    public long Items { get; set; }

    public long Violations { get; set; }
}

/// <summary>One list that was put together for a person.</summary>
public sealed class FeedRequestEntity
{
    public Guid Id { get; set; }

    public required string UserId { get; set; }

    public DateTime AtUtc { get; set; }

    /// <summary>Digest of the weights that ranked it.</summary>
    public required string WeightsFingerprint { get; set; }

    /// <summary>Version of the engine snapshot that ranked it.</summary>
    public required string EngineVersion { get; set; }

    /// <summary>Version of the models learned from everybody's actions; null before there were any.</summary>
    public string? ModelVersion { get; set; }

    /// <summary>Keys of the signals in the order of <see cref="ServedPositionEntity.Signals"/>, separated by blanks; null for lists that were logged without.</summary>
    public string? SignalKeys { get; set; }

    public string? Mood { get; set; }

    public string? Kind { get; set; }

    /// <summary>Minutes by which the person's clock was ahead of UTC; null where the browser did not tell.</summary>
    public int? OffsetMinutes { get; set; }

    /// <summary>What it was looked at on; null where the browser did not tell.</summary>
    public DeviceClass? Device { get; set; }

    public double DurationMs { get; set; }

    /// <summary>The experiments whose effect the list shows, with the variant of each, e.g. <c>12:0 13:1</c>; null for none. What exposures are counted from: it is stored with the list or not at all.</summary>
    public string? Variants { get; set; }

    /// <summary>Names the browser; null where it did not tell.</summary>
    public string? Visitor { get; set; }

    /// <summary>Names the browser's window until it is closed; null where it did not tell.</summary>
    public string? Session { get; set; }

    /// <summary>How many items it had; null for lists that were logged without, as in what follows.</summary>
    public int? Items { get; set; }

    /// <summary>How many of them broke a rule of the person: 0, or something is wrong.</summary>
    public int? Violations { get; set; }

    /// <summary>Share of its items from the long tail, 0..1.</summary>
    public float? LongTailShare { get; set; }

    /// <summary>Share of its items that the person was shown lately, 0..1.</summary>
    public float? RepeatShare { get; set; }

    /// <summary>Mean distance of its items' labels, 0..1 (intra-list diversity).</summary>
    public float? Diversity { get; set; }
}

/// <summary>One place of a served list.</summary>
public sealed class ServedPositionEntity
{
    public Guid RequestId { get; set; }

    /// <summary>From 0, counted over the pages of one feed.</summary>
    public int Position { get; set; }

    public int ItemId { get; set; }

    public required string UserId { get; set; }

    public DateTime AtUtc { get; set; }

    public float Score { get; set; }

    /// <summary>Key of the signal that contributed most.</summary>
    public required string TopSignal { get; set; }

    /// <summary>What every signal said, as <see cref="SignalCodec"/> packs it; null for lists that were logged without.</summary>
    public byte[]? Signals { get; set; }

    /// <summary>Whether the item was shown to be tried out, not for its score.</summary>
    public bool Exploration { get; set; }

    /// <summary>With what probability the item came to this place, 0..1: 1 where nothing is drawn; null for lists that were logged without.</summary>
    public float? Propensity { get; set; }

    /// <summary>The variant that put it there, where two took turns to fill the list; null where none did.</summary>
    public int? Team { get; set; }
}
