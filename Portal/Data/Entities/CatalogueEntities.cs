using Portal.Domain.Embedding;

namespace Portal.Data.Entities;

/// <summary>An item as stored. <see cref="ExternalId"/> is what everything outside the database calls it.</summary>
public sealed class ItemEntity : IRevised
{
    public int Id { get; set; }

    public required string ExternalId { get; set; }

    public required string Kind { get; set; }

    public required string Title { get; set; }

    public string Description { get; set; } = "";

    public List<string> Creators { get; set; } = [];

    public List<string> Genres { get; set; } = [];

    public List<string> Tags { get; set; } = [];

    public int? Year { get; set; }

    public string? Language { get; set; }

    /// <summary>Address of a picture; null for a generated cover.</summary>
    public string? Image { get; set; }

    /// <summary>Stored as a JSON object of strings.</summary>
    public SortedDictionary<string, string> Attributes { get; set; } = new(StringComparer.Ordinal);

    public DateTime PublishedUtc { get; set; }

    /// <summary>Where it came from: <c>demo</c>, or the name of an import.</summary>
    public required string Source { get; set; }

    public bool Active { get; set; } = true;

    public DateTime UpdatedUtc { get; set; }

    public int Revision { get; set; }
}

/// <summary>The vector of an item's text under one encoder, or the reason why it has none.</summary>
public sealed class ItemVectorEntity
{
    public int ItemId { get; set; }

    public required string EncoderId { get; set; }

    public required string Precision { get; set; }

    public int Dimensions { get; set; }

    /// <summary>Little-endian float32 values; empty where there is no vector.</summary>
    public required byte[] Data { get; set; }

    public NoVectorReason? NoVectorReason { get; set; }

    /// <summary>SHA-256 of the text that was encoded and of its passages, hexadecimal: a different hash means the vectors are stale.</summary>
    public required string TextHash { get; set; }

    /// <summary>When it was made, or last found to be that of the item as it is: before the item's own change, and it may be stale.</summary>
    public DateTime CreatedUtc { get; set; }
}

/// <summary>The vector of a passage of an item whose text is too long for one vector; belongs to the item's own vector and goes with it.</summary>
public sealed class PassageVectorEntity
{
    public int ItemId { get; set; }

    public required string EncoderId { get; set; }

    /// <summary>1, 2, … in the order of the text; a passage without a vector is left out.</summary>
    public int Number { get; set; }

    /// <summary>Little-endian float32 values, as many as the item's own vector has.</summary>
    public required byte[] Data { get; set; }
}
