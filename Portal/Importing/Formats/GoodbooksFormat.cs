using System.Text.RegularExpressions;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Importing.Files;

namespace Portal.Importing.Formats;

/// <summary>
/// The layout of Goodbooks-10k: <c>books.csv, ratings.csv</c>, and where they are there <c>tags.csv, book_tags.csv, to_read.csv</c>.
/// Book 1 becomes <c>goodbooks-1</c>, and so does person 1. It tells no times: see <see cref="ImportStore.UndatedUtcAsync"/>.
/// </summary>
internal sealed partial class GoodbooksFormat : IImportFormat
{
    private const string Prefix = "goodbooks-", Book = "book";

    private static readonly DateTime Undated = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Shelves that are classes of books; others that are no words about the reader become tags.
    private static readonly HashSet<string> Genres = new(StringComparer.Ordinal)
    {
        "fiction", "non fiction", "nonfiction", "fantasy", "science fiction", "sci fi", "mystery", "thriller", "crime", "horror", "romance", "historical fiction", "history", "biography",
        "memoir", "poetry", "classics", "young adult", "children", "childrens", "graphic novels", "comics", "manga", "philosophy", "psychology", "science", "religion", "business",
        "self help", "travel", "cookbooks", "art", "drama", "plays", "short stories", "contemporary", "paranormal", "dystopia", "adventure", "humor", "politics", "urban fantasy",
    };

    public string Key => "goodbooks";

    public bool HasColumns => false;

    public bool Fits(IImportSource source) => source.File("books.csv") is not null && source.File("ratings.csv") is not null;

    public Task<ImportPlan> PlanAsync(IImportSource source, ImportOptions options, CancellationToken ct)
    {
        if (source.File("books.csv") is not { } books || source.File("ratings.csv") is not { } ratings)
        {
            throw new ImportException($"Goodbooks is books.csv and ratings.csv, with or without tags.csv, book_tags.csv and to_read.csv; here is {ImportFormats.Some(source)}.");
        }

        TagBook shelves = new();
        var (names, counts) = (source.File("tags.csv"), source.File("book_tags.csv"));
        var interactions = Interactions(ratings, options with { Action = InteractionKind.Rating, RatingScale = 5 }, rated: true);
        List<ImportStep> steps = [Books(source, books, names, counts, shelves, options), interactions];
        if (source.File("to_read.csv") is { } wished)
        {
            steps.Add(Interactions(wished, options with { Action = InteractionKind.Save }, rated: false));
        }

        return Task.FromResult(new ImportPlan(steps));
    }

    private ImportStep Books(IImportSource source, SourceFile books, SourceFile? names, SourceFile? counts, TagBook shelves, ImportOptions options) => new()
    {
        File = books,
        Shape = TableShape.Csv,
        Subject = ImportSubject.Items,
        Columns = new Dictionary<string, string>
        {
            ["id"] = "book_id", ["title"] = "title", ["creators"] = "authors", ["year"] = "original_publication_year", ["language"] = "language_code", ["image"] = "image_url",

            // The shelves go by the other number.
            ["source"] = "goodreads_book_id",
        },
        Options = options,
        IdPrefix = Prefix,
        Source = Key,
        UndatedUtc = Undated,
        Refine = item => Refine(item, shelves.Of(item.Source ?? "", options.TagPeople)),
        Prepare = names is null || counts is null ? null : token => shelves.ReadCountsAsync(source, (names, "tag_id", "tag_name"), (counts, "goodreads_book_id", "tag_id", "count"), token),
    };

    private ImportStep Interactions(SourceFile file, ImportOptions options, bool rated)
    {
        Dictionary<string, string> columns = new() { ["person"] = "user_id", ["item"] = "book_id" };
        if (rated)
        {
            columns["value"] = "rating";
        }

        return new ImportStep { File = file, Shape = TableShape.Csv, Subject = ImportSubject.Interactions, Columns = columns, Options = options, IdPrefix = Prefix, Source = Key };
    }

    private ItemRow Refine(ItemRow item, IReadOnlyList<string> shelves)
    {
        var match = Series().Match(item.Title);
        List<string> labels = [.. shelves.Select(shelf => shelf.Replace('-', ' ')).Where(shelf => Genres.Contains(shelf) || !AboutTheReader().IsMatch(shelf)).Distinct(StringComparer.Ordinal)];
        return item with
        {
            Title = match.Success ? match.Groups["title"].Value : item.Title,
            Kind = Book,
            Genres = labels.Count == 0 ? null : [.. labels.Where(Genres.Contains).Take(4)],
            Tags = labels.Count == 0 ? null : [.. labels.Where(label => !Genres.Contains(label))],
            Language = item.Language is { Length: >= 2 } code ? (code == "eng" ? "en" : code[..2].ToLowerInvariant()) : null,
            Attributes = match.Success ? new SortedDictionary<string, string>(StringComparer.Ordinal) { ["series"] = match.Groups["series"].Value } : null,
            Source = Key,
        };
    }

    [GeneratedRegex(@"^(?<title>.+?)\s*\((?<series>[^()]+?),?\s*#[^()]*\)\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Series();

    // "to read", "owned", "favorites 2014", "books i own": shelves that tell nothing of the book.
    [GeneratedRegex(@"\b(to read|reads?|reading|re read|own(ed)?|have|my|i|favou?rites?|favs?|wish ?list|library|kindle|e ?books?|audio ?books?|audio|borrowed|bought|buy|default|shelf|shelves|bookshelf|finished|abandoned|dnf|did not finish|maybe|stars?|\d{4}|book ?club|books?|novels?|series|to buy|unread|calibre|nook|all time)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AboutTheReader();
}
