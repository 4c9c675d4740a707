using System.Globalization;
using Portal.Data.Entities;

namespace Portal.Catalogue;

/// <summary>An item as it is typed: every field a text, so that what is wrong is kept too until it is set right.</summary>
public sealed record ItemDraft
{
    public const string DateFormat = "yyyy-MM-dd";

    /// <summary>Source of what is entered here.</summary>
    public const string Manual = "manual";

    public string Id { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>One a line.</summary>
    public string Creators { get; set; } = "";

    /// <summary>Separated by commas, as the tags.</summary>
    public string Genres { get; set; } = "";

    public string Tags { get; set; } = "";

    public string Year { get; set; } = "";

    public string Language { get; set; } = "";

    public string Image { get; set; } = "";

    /// <summary>The day, as <see cref="DateFormat"/>.</summary>
    public string Published { get; set; } = "";

    /// <summary>One a line, <c>name=value</c>.</summary>
    public string Attributes { get; set; } = "";

    public bool Active { get; set; } = true;

    /// <summary>Where it came from; nobody types it.</summary>
    public string Source { get; init; } = Manual;

    public static ItemDraft Of(ItemEntity item) => new()
    {
        Id = item.ExternalId,
        Kind = item.Kind,
        Title = item.Title,
        Description = item.Description,
        Creators = string.Join('\n', item.Creators),
        Genres = string.Join(", ", item.Genres),
        Tags = string.Join(", ", item.Tags),
        Year = item.Year?.ToString(CultureInfo.InvariantCulture) ?? "",
        Language = item.Language ?? "",
        Image = item.Image ?? "",
        Published = item.PublishedUtc.ToString(DateFormat, CultureInfo.InvariantCulture),
        Attributes = string.Join('\n', item.Attributes.Select(pair => $"{pair.Key}={pair.Value}")),
        Active = item.Active,
        Source = item.Source,
    };
}

/// <summary>A field of a draft, by which drafts are compared and merged.</summary>
/// <param name="Key">Name of its text: <c>Field{Key}</c>.</param>
public sealed record ItemField(string Key, Func<ItemDraft, string> Get, Action<ItemDraft, string> Set)
{
    private const string Yes = "yes", No = "no";

    /// <summary>All that can be changed, in the order of the form.</summary>
    public static IReadOnlyList<ItemField> All { get; } =
    [
        new(nameof(ItemDraft.Title), draft => draft.Title, (draft, value) => draft.Title = value),
        new(nameof(ItemDraft.Kind), draft => draft.Kind, (draft, value) => draft.Kind = value),
        new(nameof(ItemDraft.Year), draft => draft.Year, (draft, value) => draft.Year = value),
        new(nameof(ItemDraft.Description), draft => draft.Description, (draft, value) => draft.Description = value),
        new(nameof(ItemDraft.Creators), draft => draft.Creators, (draft, value) => draft.Creators = value),
        new(nameof(ItemDraft.Genres), draft => draft.Genres, (draft, value) => draft.Genres = value),
        new(nameof(ItemDraft.Tags), draft => draft.Tags, (draft, value) => draft.Tags = value),
        new(nameof(ItemDraft.Language), draft => draft.Language, (draft, value) => draft.Language = value),
        new(nameof(ItemDraft.Published), draft => draft.Published, (draft, value) => draft.Published = value),
        new(nameof(ItemDraft.Image), draft => draft.Image, (draft, value) => draft.Image = value),
        new(nameof(ItemDraft.Attributes), draft => draft.Attributes, (draft, value) => draft.Attributes = value),
        new(nameof(ItemDraft.Active), draft => draft.Active ? Yes : No, (draft, value) => draft.Active = value == Yes),
    ];

    /// <summary>The fields in which two drafts differ.</summary>
    public static IReadOnlyList<ItemField> Between(ItemDraft a, ItemDraft b) => [.. All.Where(field => field.Get(a) != field.Get(b))];
}
