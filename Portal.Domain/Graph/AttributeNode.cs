namespace Portal.Domain.Graph;

/// <summary>What sort of thing two items share; of two that tell as much, the earlier makes the better reason.</summary>
public enum AttributeKind
{
    /// <summary>A director, author, designer.</summary>
    Creator,

    /// <summary>The series it belongs to.</summary>
    Series,

    /// <summary>A tag.</summary>
    Tag,

    /// <summary>A broad class.</summary>
    Genre,

    /// <summary>The ten years in which it came out, e.g. <c>1990</c>.</summary>
    Decade,

    /// <summary>Where it was made.</summary>
    Country,

    /// <summary>Its original language, a two-letter code.</summary>
    Language,

    /// <summary>The category people filter by.</summary>
    Kind,
}

/// <summary>Something that several items share.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">As the catalogue writes it.</param>
public readonly record struct AttributeNode(AttributeKind Kind, string Name);

/// <summary>Why the graph leads from liked items to another: what they share.</summary>
/// <param name="Seed">The liked item that gives most of it.</param>
/// <param name="Attribute">What it shares with the target.</param>
/// <param name="Amount">Chance of a walk from a liked item to the target in two steps over this attribute, above 0 to 1; of all liked items that share it.</param>
public readonly record struct GraphPath(Catalogue.ItemIndex Seed, AttributeNode Attribute, float Amount);
