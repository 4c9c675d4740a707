namespace Portal.Data.Entities;

public enum StatementState
{
    Active,
    Paused,
    Deleted,
}

/// <summary>A sentence in which a person said what they like.</summary>
public sealed class StatementEntity : IRevised
{
    public Guid Id { get; set; }

    public required string UserId { get; set; }

    public required string Text { get; set; }

    public StatementState State { get; set; }

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

    public DateTime? ExpiresUtc { get; set; }
}
