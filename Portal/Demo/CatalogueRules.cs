using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Portal.Domain.Catalogue;

namespace Portal.Demo;

/// <summary>What is wrong with a row, and where.</summary>
public sealed record CatalogueProblem(string Field, string Message);

/// <summary>The genres of the demo catalogue and the rules that each of its rows keeps.</summary>
public static partial class CatalogueRules
{
    public static readonly FrozenSet<string> Weights = Set("light,medium,heavy");

    /// <summary>The genres of each kind; a kind that is not a key does not exist.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> Genres = new Dictionary<string, FrozenSet<string>>
    {
        ["film"] = Set("science fiction,fantasy,horror,thriller,crime,mystery,drama,comedy,romance,adventure,action,animation,documentary,war,western,musical,history,biography,family,noir,coming-of-age,spy,martial arts,satire"),
        ["book"] = Set("science fiction,fantasy,horror,thriller,crime,mystery,literary fiction,romance,adventure,history,biography,memoir,nonfiction,satire,philosophy,popular science,essays,poetry,graphic novel,children,short stories,magical realism,coming-of-age,spy,classic,comedy,war,travel,psychology,economics"),
        ["series"] = Set("science fiction,fantasy,horror,thriller,crime,mystery,drama,comedy,romance,adventure,action,animation,documentary,war,western,history,biography,family,coming-of-age,spy,satire,anthology,reality"),
        ["game"] = Set("strategy,euro,deck-building,co-operative,party,card game,abstract,word game,deduction,worker placement,engine building,area control,tile placement,dice game,family,wargame,legacy,roll and write,science fiction,fantasy,horror,economic,campaign,mystery,history,dexterity,auction,trick-taking,negotiation,hidden roles,nature"),
    }.ToFrozenDictionary();

    /// <summary>Everything that is wrong with a row by itself; duplicates are found by <see cref="DemoCatalogue"/>.</summary>
    public static IEnumerable<CatalogueProblem> Check(CatalogueRow row)
    {
        if (!Genres.TryGetValue(row.Kind, out var genres))
        {
            return [new("kind", $"'{row.Kind}' is not a kind; use one of {string.Join(", ", Genres.Keys.Order(StringComparer.Ordinal))}")];
        }

        return [.. Facts(row), .. Numbers(row), .. GenreProblems(row, genres), .. TagProblems(row), .. Prose(row)];
    }

    /// <summary>The length tag that the row's number asks for; null where the number is missing.</summary>
    public static string? LengthTag(CatalogueRow row) => row.Kind switch
    {
        "film" => Length(row.Minutes, 100, 130),
        "book" => Length(row.Pages, 200, 450),
        "series" => Length(row.Episodes, 11, 40),
        _ => Length(row.Minutes, 31, 90),
    };

    // Short below the first bound, long above the second.
    private static string? Length(int? value, int medium, int longest) =>
        value is not { } number ? null : number < medium ? "short" : number <= longest ? "medium-length" : "long";

    private static IEnumerable<CatalogueProblem> Facts(CatalogueRow row)
    {
        if (!Regex.IsMatch(row.Id, $"^{row.Kind}-[a-z0-9]+(-[a-z0-9]+)*-{row.Year}$"))
        {
            yield return new("id", $"'{row.Id}' must read {row.Kind}-title-in-lower-case-{row.Year}");
        }

        if (row.Title.Length == 0)
        {
            yield return new("title", "is missing");
        }

        if (row.Year is < 1000 or > 2100)
        {
            yield return new("year", $"{row.Year} must lie between 1000 and 2100");
        }

        if (row.Creators.Count == 0 || row.Creators.Any(string.IsNullOrWhiteSpace))
        {
            yield return new("creators", "must name at least one person");
        }

        if (row.Country.Length == 0)
        {
            yield return new("country", "is missing");
        }

        if (!LanguageCode().IsMatch(row.Language))
        {
            yield return new("language", $"'{row.Language}' must be a two-letter code");
        }

        if (row.Fame is < 1 or > 5)
        {
            yield return new("fame", $"{row.Fame} must lie between 1 and 5");
        }
    }

    private static IEnumerable<CatalogueProblem> Numbers(CatalogueRow row)
    {
        (string Field, int? Value, string Kinds)[] fields =
        [
            ("minutes", row.Minutes, "film series game"),
            ("pages", row.Pages, "book"),
            ("seasons", row.Seasons, "series"),
            ("episodes", row.Episodes, "series"),
            ("minPlayers", row.MinPlayers, "game"),
            ("maxPlayers", row.MaxPlayers, "game"),
        ];
        foreach (var (field, value, kinds) in fields)
        {
            if (kinds.Split(' ').Contains(row.Kind) ? value is not > 0 : value is not null)
            {
                yield return new(field, value is > 0 ? $"does not belong to a {row.Kind}" : "must be a number above 0");
            }
        }

        if (row.MinPlayers > row.MaxPlayers)
        {
            yield return new("maxPlayers", $"{row.MaxPlayers} is less than minPlayers {row.MinPlayers}");
        }

        if (row.Kind == "game" ? !Weights.Contains(row.Weight ?? "") : row.Weight is not null)
        {
            yield return new("weight", row.Kind == "game" ? $"'{row.Weight}' must be light, medium or heavy" : $"does not belong to a {row.Kind}");
        }
    }

    private static IEnumerable<CatalogueProblem> GenreProblems(CatalogueRow row, FrozenSet<string> genres)
    {
        if (row.Genres.Count is < 1 or > 3 || row.Genres.Distinct().Count() != row.Genres.Count)
        {
            yield return new("genres", $"must be 1 to 3 different ones, not {row.Genres.Count}");
        }

        foreach (var genre in row.Genres.Where(genre => !genres.Contains(genre)))
        {
            yield return new("genres", $"'{genre}' is not a genre of a {row.Kind}");
        }
    }

    private static IEnumerable<CatalogueProblem> TagProblems(CatalogueRow row)
    {
        (string What, int Count, int Least, int Most)[] counts =
        [
            ("tags", row.Tags.Count, 4, 10),
            ("tones", row.Tags.Count(TagFacets.Tones.Contains), 1, 2),
            ("paces", row.Tags.Count(TagFacets.Paces.Contains), 1, 1),
            ("lengths", row.Tags.Count(TagFacets.Lengths.Contains), 1, 1),
            ("warnings", row.Tags.Count(TagFacets.Warnings.Contains), 0, 3),
            ("themes", row.Tags.Count(TagFacets.IsTheme), 2, 5),
        ];
        foreach (var (what, count, least, most) in counts.Where(entry => entry.Count < entry.Least || entry.Count > entry.Most))
        {
            yield return new("tags", $"has {count} {what}; {(least == most ? $"{least}" : $"{least} to {most}")} are wanted");
        }

        foreach (var tag in row.Tags)
        {
            if (tag.Length is 0 or > 30 || tag != tag.Trim() || tag.Any(char.IsUpper))
            {
                yield return new("tags", $"'{tag}' must be lower case and at most 30 characters");
            }

            if (row.Genres.Contains(tag) || row.Tags.Count(other => other == tag) > 1)
            {
                yield return new("tags", $"'{tag}' stands there twice");
            }
        }

        if (LengthTag(row) is { } wanted && !row.Tags.Contains(wanted))
        {
            yield return new("tags", $"the length should be '{wanted}'");
        }
    }

    private static IEnumerable<CatalogueProblem> Prose(CatalogueRow row)
    {
        if (row.Description.Length is < 120 or > 420)
        {
            yield return new("description", $"has {row.Description.Length} characters; 120 to 420 are wanted");
        }

        var sentences = SentenceEnd().Count(row.Description);
        if (sentences is < 2 or > 4)
        {
            yield return new("description", $"has {sentences} sentences; 2 to 4 are wanted");
        }
    }

    private static FrozenSet<string> Set(string list) => list.Split(',').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex LanguageCode();

    [GeneratedRegex(@"[.!?](\s|$)")]
    private static partial Regex SentenceEnd();
}
