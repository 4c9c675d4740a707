using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Importing;
using Portal.Importing.Files;
using Portal.Importing.Formats;

namespace Portal.Tests.Features.Importing;

/// <summary>The known layouts, on files written for it.</summary>
public sealed class FormatTests
{
    [Fact]
    public async Task Movielens_of_today_brings_films_with_the_tags_of_enough_people_and_ratings()
    {
        await using var scene = await ImportScene.CreateAsync();
        var folder = Path.GetDirectoryName(scene.Write(
            "ml/movies.csv", "movieId,title,genres", "7,\"Long Way Home, The (Langer Weg, Der) (1962)\",Drama|Sci-Fi", "12,Untitled,(no genres listed)", "31,\"Zoo, A (2001)\",Comedy"))!;
        scene.Write("ml/ratings.csv", "userId,movieId,rating,timestamp", "3,7,4.5,1000000000", "4,7,0.5,1000000001", "4,31,5.5,1000000002", "5,99,3,1000000003");
        scene.Write("ml/tags.csv", "userId,movieId,tag,timestamp", "3,7,Slow Burn,1", "3,7,slow burn,2", "4,7,slow  burn,3", "4,7,only mine,4", "5,31,zebra,5");

        var result = await scene.ImportAsync(folder);

        Assert.Equal(new ImportTally(5, 0, 0, 2), result.Tally);
        var items = await scene.ItemsAsync();
        var film = items["movielens-7"];
        Assert.Equal(("The Long Way Home", 1962, "film", "Der Langer Weg", "movielens"), (film.Title, film.Year, film.Kind, film.Attributes["alsoKnownAs"], film.Source));
        Assert.Equal(("drama|sci-fi", "slow burn"), (Joined(film.Genres), Joined(film.Tags)));
        Assert.Equal((1970, ""), (items["movielens-12"].PublishedUtc.Year, Joined(items["movielens-12"].Genres)));
        Assert.Equal(["movielens-3 Rating 4.5 2001-09-09T01:46:40 movielens-7", "movielens-4 Rating 0.5 2001-09-09T01:46:41 movielens-7"], await scene.InteractionsAsync());
    }

    [Fact]
    public async Task Movielens_with_colons_and_with_bars_is_read_too()
    {
        await using var scene = await ImportScene.CreateAsync();
        var million = Path.GetDirectoryName(scene.Write("1m/movies.dat", "5::Quiet \"Sea\", The (1999)::War|Drama"))!;
        scene.Write("1m/ratings.dat", "1::5::4::978300760");
        var hundred = Path.GetDirectoryName(scene.Write("100k/u.item", Encoding.Latin1.GetBytes("9|Señor Gris (1988)|01-Jan-1988||http://x/|0|1|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n")))!;
        scene.Write("100k/u.data", "2\t9\t3\t881250949");

        await scene.ImportAsync(million);
        Assert.Equal(2, (await scene.ItemsAsync()).Count + (await scene.InteractionsAsync()).Length);
        var result = await scene.ImportAsync(hundred);

        var items = await scene.ItemsAsync();
        Assert.Equal(("The Quiet \"Sea\"", "war|drama"), (items["movielens-5"].Title, Joined(items["movielens-5"].Genres)));
        Assert.Equal(("Señor Gris", 1988, "action|comedy"), (items["movielens-9"].Title, items["movielens-9"].Year, Joined(items["movielens-9"].Genres)));
        Assert.Equal("u.item is not UTF-8 (line 1): read as Latin-1 (ISO 8859-1).", Assert.Single(result.Warnings));
        Assert.Contains("movielens-2 Rating 3 1997-12-04T15:55:49 movielens-9", await scene.InteractionsAsync());
    }

    [Fact]
    public async Task Goodbooks_brings_books_shelves_ratings_and_wishes()
    {
        await using var scene = await ImportScene.CreateAsync();
        var folder = Path.GetDirectoryName(scene.Write(
            "gb/books.csv",
            "book_id,goodreads_book_id,isbn,authors,original_publication_year,title,language_code,image_url",
            "1,900,,\"Ada Moss, Ben Ray\",-380.0,\"The Tower (Towers, #2)\",eng,https://img.example/1.jpg",
            "2,901,,Cy Lo,,Plain,,"))!;
        scene.Write("gb/tags.csv", "tag_id,tag_name", "10,to-read", "11,science-fiction", "12,sea-stories", "13,graphic-novels", "14,my-favourites");
        scene.Write("gb/book_tags.csv", "goodreads_book_id,tag_id,count", "900,10,5000", "900,12,30", "900,11,70", "900,13,9", "900,14,400", "901,12,1");
        scene.Write("gb/ratings.csv", "user_id,book_id,rating", "8,1,5", "9,2,1");
        scene.Write("gb/to_read.csv", "user_id,book_id", "8,2", "8,2");

        var result = await scene.ImportAsync(folder);

        Assert.Equal(new ImportTally(5, 0, 1, 0), result.Tally);
        var book = (await scene.ItemsAsync())["goodbooks-1"];
        Assert.Equal(("The Tower", "Towers", -380, "en", "book", "goodbooks"), (book.Title, book.Attributes["series"], book.Year, book.Language, book.Kind, book.Source));
        Assert.Equal(("Ada Moss|Ben Ray", "science fiction|graphic novels", "sea stories"), (Joined(book.Creators), Joined(book.Genres), Joined(book.Tags)));
        Assert.Equal(["Rating 5 goodbooks-1", "Save  goodbooks-2", "Rating 1 goodbooks-2"], (await scene.InteractionsAsync()).Select(line => line.Split(' ')).Select(words => $"{words[1]} {words[2]} {words[4]}"));
        Assert.Equal(new ImportTally(0, 0, 6, 0), (await scene.ImportAsync(folder)).Tally);
    }

    [Theory]
    [InlineData("City of Lost Children, The (Cité des enfants perdus, La) (1995)", "The City of Lost Children", 1995, "La Cité des enfants perdus")]
    [InlineData("Toy Story (1995)", "Toy Story", 1995, null)]
    [InlineData("(500) Days of Summer (2009)", "(500) Days of Summer", 2009, null)]
    [InlineData("Blade Runner 2049 (2017)", "Blade Runner 2049", 2017, null)]
    [InlineData("Seven (a.k.a. Se7en) (1995)", "Seven", 1995, "Se7en")]
    [InlineData("L'Avventura", "L'Avventura", null, null)]
    [InlineData("Big Bang Theory, The (2007-)", "The Big Bang Theory", 2007, null)]
    [InlineData("", "", null, null)]
    public void A_title_is_taken_apart(string written, string title, int? year, string? other) => Assert.Equal((title, year, other), FilmTitles.Parse(written));

    [Fact]
    public void A_format_is_found_by_its_files_and_the_unknown_is_told_what_there_is()
    {
        using Listed films = new("movies.csv", "ratings.csv", "README.txt"), books = new("books.csv", "ratings.csv"), lines = new("a.ndjson"), table = new("a.tsv"), nothing = new("a.exe");

        Assert.Equal(["movielens", "goodbooks", "jsonl", "csv"], new[] { films, books, lines, table }.Select(source => ImportFormats.Find("auto", source).Key));
        Assert.Contains("a.exe. There are movielens, goodbooks, jsonl, csv", Assert.Throws<ImportException>(() => ImportFormats.Find("auto", nothing)).Message, StringComparison.Ordinal);
        Assert.Contains("no format 'xml'", Assert.Throws<ImportException>(() => ImportFormats.Find("xml", table)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_other_systems_call_their_columns_is_understood()
    {
        var map = ImportField.Guess(Portal.Data.Entities.ImportSubject.Interactions, ["reviewerID", "asin", "overall", "unixReviewTime", "summary"]);

        Assert.Equal(["item=asin", "person=reviewerID", "time=unixReviewTime", "value=overall"], map.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Null(ImportField.GuessSubject(["colour", "size"]));
    }

    private static string Joined(IEnumerable<string> labels) => string.Join('|', labels);

    private sealed class Listed(params string[] names) : IImportSource
    {
        public IReadOnlyList<SourceFile> Files { get; } = [.. names.Select(name => new SourceFile(name, 1))];

        public bool CanSeek => true;

        public Stream Open(SourceFile file) => throw new NotSupportedException();

        public void Dispose()
        {
            // It holds nothing.
        }
    }
}
