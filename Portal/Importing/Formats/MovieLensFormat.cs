using Portal.Data.Entities;
using Portal.Importing.Files;

namespace Portal.Importing.Formats;

/// <summary>
/// The MovieLens data sets: <c>movies.csv, ratings.csv, tags.csv</c> of the later ones, <c>movies.dat, ratings.dat</c> of 1M and 10M, and
/// <c>u.item, u.data</c> of 100K. Film 1 becomes <c>movielens-1</c>, and so does person 1.
/// </summary>
internal sealed class MovieLensFormat : IImportFormat
{
    private const string Prefix = "movielens-", NoGenres = "(no genres listed)", Film = "film";

    // Old films of which no year is known must not look like new ones.
    private static readonly DateTime Undated = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Genres100K =
    [
        "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy", "Film-Noir", "Horror", "Musical",
        "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
    ];

    private static readonly Layout[] Layouts =
    [
        new("movies.csv", TableShape.Csv, "ratings.csv", TableShape.Csv, "tags.csv", TableShape.Csv),
        new(
            "movies.dat", new TableShape(TableKind.Plain, "::", ["movieId", "title", "genres"]),
            "ratings.dat", new TableShape(TableKind.Plain, "::", ["userId", "movieId", "rating", "timestamp"]),
            "tags.dat", new TableShape(TableKind.Plain, "::", ["userId", "movieId", "tag", "timestamp"])),
        new(
            "u.item", new TableShape(TableKind.Plain, "|", ["movieId", "title", "released", "video", "imdb", .. Genres100K]),
            "u.data", new TableShape(TableKind.Plain, "\t", ["userId", "movieId", "rating", "timestamp"]),
            null, TableShape.Csv)
        { Flags = Genres100K },
    ];

    public string Key => "movielens";

    public bool HasColumns => false;

    public bool Fits(IImportSource source) => Array.Exists(Layouts, layout => source.File(layout.Films) is not null && source.File(layout.Ratings) is not null);

    public Task<ImportPlan> PlanAsync(IImportSource source, ImportOptions options, CancellationToken ct)
    {
        var layout = Array.Find(Layouts, layout => source.File(layout.Films) is not null && source.File(layout.Ratings) is not null)
            ?? throw new ImportException($"MovieLens is movies.csv and ratings.csv, movies.dat and ratings.dat, or u.item and u.data; here is {ImportFormats.Some(source)}.");
        TagBook tags = new();
        var tagFile = layout.Tags is null ? null : source.File(layout.Tags);
        return Task.FromResult(new ImportPlan(
        [
            new ImportStep
            {
                File = source.File(layout.Films)!,
                Shape = layout.FilmShape,
                Subject = ImportSubject.Items,
                Columns = layout.Flags.Length > 0 ? new() { ["id"] = "movieId", ["title"] = "title" } : new Dictionary<string, string> { ["id"] = "movieId", ["title"] = "title", ["genres"] = "genres" },
                Options = options,
                IdPrefix = Prefix,
                Source = Key,
                GenreFlags = layout.Flags,
                UndatedUtc = Undated,
                Refine = item => Refine(item, tags.Of(item.Id[Prefix.Length..], options.TagPeople)),
                Prepare = tagFile is null ? null : token => tags.ReadEventsAsync(source, tagFile, layout.TagShape, ("userId", "movieId", "tag"), token),
            },
            new ImportStep
            {
                File = source.File(layout.Ratings)!,
                Shape = layout.RatingShape,
                Subject = ImportSubject.Interactions,
                Columns = new Dictionary<string, string> { ["person"] = "userId", ["item"] = "movieId", ["value"] = "rating", ["time"] = "timestamp" },
                Options = options with { Action = null, RatingScale = 5 },
                IdPrefix = Prefix,
                Source = Key,
            },
        ]));
    }

    private static ItemRow Refine(ItemRow item, IReadOnlyList<string> tags)
    {
        var (title, year, other) = FilmTitles.Parse(item.Title);
        return item with
        {
            Title = title,
            Year = year,
            Kind = Film,
            Genres = [.. (item.Genres ?? []).Where(genre => genre is not (NoGenres or "unknown"))],
            Tags = tags.Count == 0 ? null : tags,
            Attributes = other is null ? null : new SortedDictionary<string, string>(StringComparer.Ordinal) { ["alsoKnownAs"] = other },
        };
    }

    private sealed record Layout(string Films, TableShape FilmShape, string Ratings, TableShape RatingShape, string? Tags, TableShape TagShape)
    {
        public string[] Flags { get; init; } = [];
    }
}
