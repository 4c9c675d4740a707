using Portal.Demo;
using Portal.Domain.Catalogue;

namespace Portal.Tests.Features.Demo;

public sealed class CatalogueTests(DemoFixture demo) : IClassFixture<DemoFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_catalogue_has_enough_of_every_kind()
    {
        var counts = demo.Catalogue.Rows.CountBy(row => row.Kind).ToDictionary();

        Assert.True(demo.Catalogue.Rows.Count >= 600, $"{demo.Catalogue.Rows.Count} rows");
        Assert.Equal(["book", "film", "game", "series"], counts.Keys.Order());
        Assert.All(counts, kind => Assert.True(kind.Value >= 100, $"{kind.Value} of {kind.Key}"));
    }

    [Fact]
    public void The_shipped_catalogue_keeps_every_rule() =>
        Assert.All(demo.Catalogue.Rows, row => Assert.Empty(CatalogueRules.Check(row)));

    [Fact]
    public void Themes_differ_by_more_than_a_plural_or_a_hyphen()
    {
        var themes = demo.Catalogue.Rows.SelectMany(row => row.Tags).Where(TagFacets.IsTheme).Distinct();

        var alike = themes.GroupBy(theme => theme.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).TrimEnd('s'))
            .Where(group => group.Count() > 1).Select(group => string.Join(" / ", group));

        Assert.Empty(alike);
    }

    public static TheoryData<string, CatalogueRow> BrokenRows() => new()
    {
        { "kind", Good with { Kind = "opera" } },
        { "id", Good with { Id = "film-Quiet Sea-1999" } },
        { "id", Good with { Year = 1998 } },
        { "title", Good with { Title = "" } },
        { "creators", Good with { Creators = [] } },
        { "country", Good with { Country = "" } },
        { "language", Good with { Language = "eng" } },
        { "fame", Good with { Fame = 6 } },
        { "minutes", Good with { Minutes = null } },
        { "pages", Good with { Pages = 3 } },
        { "weight", Good with { Weight = "light" } },
        { "genres", Good with { Genres = [] } },
        { "genres", Good with { Genres = ["euro"] } },
        { "tags", Good with { Tags = ["sea", "warm", "steady", "medium-length"] } },
        { "tags", Good with { Tags = [.. Good.Tags, "slow-burn"] } },
        { "tags", Good with { Tags = [.. Good.Tags, "Sea"] } },
        { "tags", Good with { Tags = [.. Good.Tags, "drama"] } },
        { "tags", Good with { Minutes = 131 } },
        { "description", Good with { Description = "Too short. Much." } },
        { "description", Good with { Description = new string('a', 150) } },
    };

    [Theory]
    [MemberData(nameof(BrokenRows), DisableDiscoveryEnumeration = true)]
    public void Check_BrokenRow_NamesTheField(string field, CatalogueRow row) =>
        Assert.Contains(field, CatalogueRules.Check(row).Select(problem => problem.Field));

    [Fact]
    public void Check_GoodRow_FindsNothing() => Assert.Empty(CatalogueRules.Check(Good));

    [Fact]
    public void Read_BrokenLines_NamesFileLineAndFieldOfEach()
    {
        var path = Path.Combine(_folder, "some.jsonl");
        File.WriteAllLines(path, ["""{"id":"film-a-1999","kind":"film","year":"soon"}""", """{"kind":"opera"}""", """{"kind":"film","stars":5}"""]);

        var message = Assert.Throws<InvalidDataException>(() => CatalogueFile.Read(path)).Message;

        Assert.Contains("some.jsonl, line 1, year: ", message, StringComparison.Ordinal);
        Assert.Contains("some.jsonl, line 2, kind: 'opera' is not a kind", message, StringComparison.Ordinal);
        Assert.Contains("some.jsonl, line 3, stars: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_SameTitleAndYearTwice_NamesThem()
    {
        var copy = Good with { Id = "film-quiet-sea-again-1999" };

        var message = Assert.Throws<InvalidDataException>(() => new DemoCatalogue([Good, copy])).Message;

        Assert.Contains("quiet sea", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToEntity_Game_KeepsPlayersAndHidesFame()
    {
        var row = demo.Catalogue.Rows.Single(row => row.Id == "game-wingspan-2019");

        var entity = DemoCatalogue.ToEntity(row, new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal("1-5", entity.Attributes["players"]);
        Assert.Equal("70", entity.Attributes["minutes"]);
        Assert.DoesNotContain("fame", entity.Attributes.Keys);
        Assert.Equal(new DateTime(2019, 7, 1, 0, 0, 0, DateTimeKind.Utc), entity.PublishedUtc);
    }

    private static CatalogueRow Good { get; } = new()
    {
        Id = "film-quiet-sea-1999",
        Kind = "film",
        Title = "Quiet Sea",
        Year = 1999,
        Creators = ["Ada Grey"],
        Country = "Ireland",
        Language = "en",
        Genres = ["drama"],
        Tags = ["sea", "friendship", "warm", "steady", "medium-length"],
        Minutes = 130,
        Fame = 2,
        Description = "Two keepers share a lighthouse through one long winter without a relief boat. They argue, cook and listen to the radio, and slowly the sea begins to answer.",
    };
}
