using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.People;

namespace Portal.Items;

/// <summary>What an item's attributes say, in the reader's language.</summary>
public static class ItemFacts
{
    private static readonly string[] Told = ["country", "minutes", "pages", "seasons", "episodes", "minPlayers", "maxPlayers", "players", "weight"];

    /// <summary>Country, then how long it is: "France", "116 minutes"; "2–4 players", "60 minutes", "light rules".</summary>
    public static IReadOnlyList<string> Of(IStringLocalizer<ItemsText> text, ItemCard item)
    {
        var attributes = item.Attributes;
        var perEpisode = attributes.ContainsKey("seasons") || attributes.ContainsKey("episodes");
        string?[] facts =
        [
            attributes.GetValueOrDefault("country"),
            Players(text, attributes),
            Count(text, "Seasons", attributes.GetValueOrDefault("seasons")),
            Count(text, "Episodes", attributes.GetValueOrDefault("episodes")),
            perEpisode ? Number(attributes.GetValueOrDefault("minutes")) is { } each ? text["MinutesEach", each].Value : null : Count(text, "Minutes", attributes.GetValueOrDefault("minutes")),
            Count(text, "Pages", attributes.GetValueOrDefault("pages")),
            attributes.GetValueOrDefault("weight") switch { "light" => text["WeightLight"], "medium" => text["WeightMedium"], "heavy" => text["WeightHeavy"], var other => other },
        ];
        return [.. facts.Where(fact => !string.IsNullOrWhiteSpace(fact)).OfType<string>()];
    }

    /// <summary>The attributes that no fact tells, by their own names: what an import brought along.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Further(ItemCard item) =>
        [.. item.Attributes.Where(pair => !Told.Contains(pair.Key) && !string.IsNullOrWhiteSpace(pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    /// <summary>"Directed by Denis Villeneuve".</summary>
    public static string? Makers(IStringLocalizer<ItemsText> text, ItemCard item)
    {
        var names = string.Join(", ", item.Creators);
        return names.Length == 0 ? null : item.Kind switch
        {
            "film" => text["ByFilm", names].Value,
            "series" => text["BySeries", names],
            "game" => text["ByGame", names],
            _ => text["By", names],
        };
    }

    private static string? Players(IStringLocalizer<ItemsText> text, IReadOnlyDictionary<string, string> attributes)
    {
        var (least, most) = (Number(attributes.GetValueOrDefault("minPlayers")), Number(attributes.GetValueOrDefault("maxPlayers")));
        return least is not null && most is not null && least != most
            ? text["PlayersRange", least, most]
            : Count(text, "Players", attributes.GetValueOrDefault("maxPlayers") ?? attributes.GetValueOrDefault("minPlayers") ?? attributes.GetValueOrDefault("players"));
    }

    private static string? Count(IStringLocalizer<ItemsText> text, string key, string? value) => Number(value) switch
    {
        null => null,
        1 => text[$"{key}One"].Value,
        var many => text[key, many],
    };

    // Stored in invariant form; shown with the reader's separators.
    private static double? Number(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
