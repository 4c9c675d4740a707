using Portal.Domain.Profiles;

namespace Portal.Importing;

/// <summary>An item as a row tells it. What it does not tell is null, and stays as it is where the item is there already.</summary>
internal sealed record ItemRow
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public string? Kind { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Creators { get; init; }

    public IReadOnlyList<string>? Genres { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public int? Year { get; init; }

    public DateTime? PublishedUtc { get; init; }

    public string? Language { get; init; }

    public string? Image { get; init; }

    public SortedDictionary<string, string>? Attributes { get; init; }

    public bool? Active { get; init; }

    public string? Source { get; init; }
}

internal sealed record PersonRow(string Id, string? Name, DateTime? CreatedUtc);

/// <summary>An interaction as a row tells it.</summary>
/// <param name="AtUtc">Null where the file tells no time.</param>
internal sealed record InteractionRow(
    string Person, string Item, InteractionKind Kind, double? Value, DateTime? AtUtc, string? Reason, string Context, DateTime? RetractedUtc, DateTime? LeftOutUtc);
