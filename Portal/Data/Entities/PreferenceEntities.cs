namespace Portal.Data.Entities;

public enum StatementState
{
    Active,
    Paused,
    Deleted,
}

/// <summary>How a statement came to be.</summary>
public enum StatementSource
{
    /// <summary>Written into the box.</summary>
    Written,

    /// <summary>Said of an item: "less of this topic".</summary>
    Reaction,

    /// <summary>Taken from a preset.</summary>
    Preset,

    /// <summary>Written into the summary of the profile.</summary>
    Summary,
}

/// <summary>A sentence in which a person said what they like.</summary>
public sealed class StatementEntity : IRevised
{
    public Guid Id { get; set; }

    public required string UserId { get; set; }

    public required string Text { get; set; }

    public StatementState State { get; set; }

    public StatementSource Source { get; set; }

    public DateTime CreatedUtc { get; set; }

    public DateTime UpdatedUtc { get; set; }

    /// <summary>From then on it no longer counts; null for never.</summary>
    public DateTime? ExpiresUtc { get; set; }

    /// <summary>What was understood, as JSON (Portal.Domain.Language.ParsedStatement).</summary>
    public required string Parsed { get; set; }

    public string? EncoderId { get; set; }

    /// <summary>Little-endian float32 values; null where there is no vector yet, or none is possible.</summary>
    public byte[]? Vector { get; set; }

    public int Revision { get; set; }
}

public enum StatementAction
{
    Added,
    Edited,
    Paused,
    Resumed,
    ExpiryChanged,
    Deleted,
    Restored,

    /// <summary>A clause was changed by hand: its strength, its time, whether it counts.</summary>
    ClauseChanged,

    /// <summary>A question was answered.</summary>
    Answered,
}

/// <summary>One entry of the history of a person's statements. Never changed afterwards.</summary>
public sealed class StatementChangeEntity
{
    public long Id { get; set; }

    public Guid StatementId { get; set; }

    public required string UserId { get; set; }

    public DateTime AtUtc { get; set; }

    public StatementAction Action { get; set; }

    public string? TextBefore { get; set; }

    public string? TextAfter { get; set; }

    /// <summary>What was understood before, as JSON; null where nothing was, or it was not kept.</summary>
    public string? ParsedBefore { get; set; }

    /// <summary>What is understood since, as JSON; null likewise.</summary>
    public string? ParsedAfter { get; set; }

    public DateTime? ExpiresUtc { get; set; }
}

/// <summary>What a person has set about their lists beside what they wrote.</summary>
public sealed class PersonSettingsEntity : IRevised
{
    public required string UserId { get; set; }

    /// <summary>From −1, familiar, to 1, adventurous.</summary>
    public double Adventure { get; set; }

    public bool Unpersonalised { get; set; }

    public DateTime UpdatedUtc { get; set; }

    public int Revision { get; set; }
}

/// <summary>"This is fine": an item that a person's rule about a subject does not keep away.</summary>
public sealed class RuleExemptionEntity
{
    public long Id { get; set; }

    public required string UserId { get; set; }

    /// <summary>Key of the rule's subject (Portal.Domain.Language.Subject.Key).</summary>
    public required string SubjectKey { get; set; }

    public int ItemId { get; set; }

    public DateTime AtUtc { get; set; }
}

/// <summary>What a person changed about an interest that was learned. The interest is the one to which the item belongs.</summary>
public sealed class InterestEditEntity
{
    public long Id { get; set; }

    public required string UserId { get; set; }

    public int ItemId { get; set; }

    /// <summary>Its name; null for the one made from its labels.</summary>
    public string? Name { get; set; }

    /// <summary>By what its weight is multiplied, 0..2.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>An item of the interest with which it is one; null for none.</summary>
    public int? MergedWithItemId { get; set; }

    public DateTime UpdatedUtc { get; set; }
}

/// <summary>What a person wrote about an item.</summary>
public sealed class ReviewEntity : IRevised
{
    public Guid Id { get; set; }

    public required string UserId { get; set; }

    public int ItemId { get; set; }

    public required string Text { get; set; }

    /// <summary>From −1 to 1, as the classifier reads it.</summary>
    public double Sentiment { get; set; }

    /// <summary>In place of that, by the person's own word; null for none.</summary>
    public double? OwnSentiment { get; set; }

    /// <summary>What was said of parts of it, as JSON (Portal.Domain.Sentiment).</summary>
    public required string Aspects { get; set; }

    public DateTime CreatedUtc { get; set; }

    public DateTime UpdatedUtc { get; set; }

    /// <summary>When it was taken back; it then counts for nothing and is shown to nobody.</summary>
    public DateTime? DeletedUtc { get; set; }

    public int Revision { get; set; }
}
