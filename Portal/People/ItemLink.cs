using Microsoft.Extensions.Localization;

namespace Portal.People;

/// <summary>Where an item's page is, and the short lines that stand below a title.</summary>
public static class ItemLink
{
    private const int MostCreators = 2;

    public static string Of(string itemId) => $"/item/{Uri.EscapeDataString(itemId)}";

    /// <summary>"Film · 2016".</summary>
    public static string Facts(IStringLocalizer<PeopleText> text, ItemCard item) =>
        item.Year is { } year ? $"{text.Kind(item.Kind)} · {year}" : text.Kind(item.Kind);

    /// <summary>"Denis Villeneuve", "Neil Gaiman, Terry Pratchett", or the first of more than two "and others".</summary>
    public static string Creators(IStringLocalizer<PeopleText> text, ItemCard item) =>
        item.Creators.Count > MostCreators ? text["And", item.Creators[0]] : string.Join(", ", item.Creators);
}
