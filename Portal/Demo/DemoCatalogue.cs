using System.Globalization;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Demo;

/// <summary>The demo catalogue: films, books, series and games, each row valid and each id unique.</summary>
public sealed class DemoCatalogue
{
    /// <summary>What <see cref="ItemEntity.Source"/> says of its items.</summary>
    public const string Source = "demo";

    private static readonly string[] Files = ["films.jsonl", "books.jsonl", "series.jsonl", "games.jsonl"];

    /// <summary>Takes rows that <see cref="CatalogueRules"/> has passed.</summary>
    /// <exception cref="InvalidDataException">Two rows share an id, or a kind, title and year.</exception>
    public DemoCatalogue(IEnumerable<CatalogueRow> rows)
    {
        Rows = [.. rows];
        var twice = Rows.GroupBy(row => row.Id)
            .Concat(Rows.GroupBy(row => $"{row.Kind} {row.Title.ToLowerInvariant()} {row.Year}"))
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidDataException($"The demo catalogue holds '{twice.Key}' twice; remove one of the lines.");
        }
    }

    /// <summary>Folder of the demo's files beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "demo");

    public IReadOnlyList<CatalogueRow> Rows { get; }

    /// <summary>Reads the four files of a folder, by default the one that is shipped.</summary>
    /// <exception cref="InvalidDataException">See <see cref="CatalogueFile.Read"/>.</exception>
    public static DemoCatalogue Load(string? folder = null) =>
        new(Files.SelectMany(file => CatalogueFile.Read(Path.Combine(folder ?? Path.Combine(Folder, "catalogue"), file))));

    /// <summary>Understands statements in the words of this catalogue.</summary>
    public StatementParser CreateParser() => new(Vocabulary.Of([.. Rows.Select(ToItem)]));

    private static Item ToItem(CatalogueRow row) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        Title = row.Title,
        Creators = row.Creators,
        Genres = row.Genres,
        Tags = row.Tags,
        Year = row.Year,
        Language = row.Language,
        Attributes = Attributes(row),
    };

    public static ItemEntity ToEntity(CatalogueRow row, DateTime now) => new()
    {
        ExternalId = row.Id,
        Kind = row.Kind,
        Title = row.Title,
        Description = row.Description,
        Creators = [.. row.Creators],
        Genres = [.. row.Genres],
        Tags = [.. row.Tags],
        Year = row.Year,
        Language = row.Language,
        Attributes = Attributes(row),
        PublishedUtc = new DateTime(row.Year, 7, 1, 0, 0, 0, DateTimeKind.Utc),
        Source = Source,
        Active = true,
        UpdatedUtc = now,
    };

    private static SortedDictionary<string, string> Attributes(CatalogueRow row)
    {
        SortedDictionary<string, string> attributes = new(StringComparer.Ordinal) { ["country"] = row.Country };
        AddNumber("minutes", row.Minutes);
        AddNumber("pages", row.Pages);
        AddNumber("seasons", row.Seasons);
        AddNumber("episodes", row.Episodes);
        AddNumber("minPlayers", row.MinPlayers);
        AddNumber("maxPlayers", row.MaxPlayers);
        if (row.Weight is { } weight)
        {
            attributes["weight"] = weight;
            attributes["players"] = row.MinPlayers == row.MaxPlayers ? attributes["minPlayers"] : $"{attributes["minPlayers"]}-{attributes["maxPlayers"]}";
        }

        return attributes;

        void AddNumber(string name, int? value)
        {
            if (value is { } number)
            {
                attributes[name] = number.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
