using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Tests.Domain.Language;

/// <summary>A small catalogue of several kinds, no two alike.</summary>
internal static class LanguageFixture
{
    public static readonly IReadOnlyList<Item> Items =
    [
        Of("film-arrival-2016", "film", "Arrival", 2016, "en", ["Denis Villeneuve"], ["science fiction", "drama"], ["first contact", "thoughtful"], ("minutes", "116"), ("rating", "4.5")),
        Of("film-ring-1998", "film", "Ring", 1998, "ja", ["Hideo Nakata"], ["horror"], ["ghosts", "body horror", "eerie"], ("minutes", "96")),
        Of("film-cabaret-1972", "film", "Cabaret", 1972, "en", ["Bob Fosse"], ["musical"], ["music", "dark"], ("minutes", "124")),
        Of("book-the-dispossessed-1974", "book", "The Dispossessed", 1974, "en", ["Ursula K. Le Guin"], ["science fiction"], ["utopia", "politics"], ("pages", "341"), ("price", "9.5")),
        Of("book-jane-eyre-1847", "book", "Jane Eyre", 1847, "en", ["Charlotte Brontë"], ["romance", "classic"], ["gothic", "strong female lead"], ("pages", "532")),
        Of("book-wuthering-heights-1847", "book", "Wuthering Heights", 1847, "en", ["Emily Brontë"], ["romance"], ["bleak", "gothic"], ("pages", "416")),
        Of("series-dark-2017", "series", "Dark", 2017, "de", ["Baran bo Odar"], ["thriller"], ["time travel", "slow-burn", "violence"], ("seasons", "3"), ("episodes", "26")),
        Of("game-hanabi-2010", "game", "Hanabi", 2010, "fr", ["Antoine Bauza"], ["card game"], ["co-operative", "short", "family-friendly"], ("minutes", "25"), ("players", "5")),
        Of("film-amour-2012", "film", "Amour", 2012, "fr", ["Michael Haneke"], ["drama"], ["old age", "gore", "funny", "renovation", "instrumental", "sad"], ("minutes", "127")),
        Of("film-parasite-2019", "film", "Parasite", 2019, "ko", ["Bong Joon-ho"], ["comedy", "thriller"], ["class", "hard science fiction", "war", "cold war"], ("minutes", "132")),
    ];

    public static readonly Vocabulary Vocabulary = Vocabulary.Of(Items);

    private static Item Of(string id, string kind, string title, int year, string language, string[] creators, string[] genres, string[] tags, params (string Name, string Value)[] attributes) => new()
    {
        Id = id,
        Kind = kind,
        Title = title,
        Year = year,
        Language = language,
        Creators = creators,
        Genres = genres,
        Tags = tags,
        Attributes = attributes.ToDictionary(pair => pair.Name, pair => pair.Value),
    };
}
