using Portal.Catalogue;
using Portal.Data.Entities;
using Portal.Domain.Embedding;

namespace Portal.Tests.Features.Catalogue;

public sealed class CatalogueGridTests : CatalogueScene
{
    [Fact]
    public async Task Each_filter_leaves_what_it_says()
    {
        await AddItemsAsync(
            Film("film-a", 1990, ["drama"], ["war"], title: "100% Wolf"),
            Film("film-b", 1991, ["war"], ["quiet"], title: "1000 Wolves"),
            Film("book-c", 1992, ["drama"], [], kind: "book", title: "The [Quiet] Room"));
        await using (var db = Database.CreateDbContext())
        {
            var c = db.Items.Single(item => item.ExternalId == "book-c");
            (c.Active, c.Creators) = (false, ["Ursula Vernon", "Zed"]);
            await db.SaveChangesAsync();
        }

        Assert.Equal(["film-a"], await FoundAsync(new("100%")));
        Assert.Equal(["film-a", "film-b"], await FoundAsync(new("wol")));
        Assert.Equal(["book-c"], await FoundAsync(new("[quiet]")));
        Assert.Equal(["book-c"], await FoundAsync(new("ursula room")));
        Assert.Equal(["film-b"], await FoundAsync(new("FILM-B")));
        Assert.Equal(["book-c"], await FoundAsync(new(Kind: "book")));
        Assert.Equal(["film-a", "film-b"], await FoundAsync(new(Label: "war")));
        Assert.Equal(["book-c"], await FoundAsync(new(Active: false)));
        Assert.Empty(await FoundAsync(new(Source: "demo")));
        Assert.Equal(["film-a"], await FoundAsync(new(Kind: "film", Label: "drama", Active: true, Source: "test")));
    }

    [Fact]
    public async Task Pages_are_whole_and_in_order_and_a_page_behind_the_last_is_the_last()
    {
        await AddItemsAsync([.. Enumerable.Range(0, 117).Select(i => Film($"f{i:000}", 1900 + (i * 7 % 13)))]);

        var first = await Grid.ReadAsync(new CatalogueView(new CatalogueFilter(), CatalogueSort.Year, Descending: true), default);
        var last = await Grid.ReadAsync(new CatalogueView(new CatalogueFilter(), CatalogueSort.Year, Descending: true, Page: 99), default);

        Assert.Equal((117, 3, 1, 50), (first.Total, first.Pages, first.Page, first.Entries.Count));
        Assert.Equal((3, 17), (last.Page, last.Entries.Count));
        Assert.Equal(1912, first.Entries[0].Year);
        Assert.Equal(1900, last.Entries[^1].Year);
        Assert.Equal(first.Entries.Select(entry => entry.Year).OrderDescending(), first.Entries.Select(entry => entry.Year));
    }

    [Theory]
    [InlineData(EmbeddingState.Current, "current")]
    [InlineData(EmbeddingState.Stale, "stale")]
    [InlineData(EmbeddingState.None, "none")]
    [InlineData(EmbeddingState.Missing, "missing")]
    public async Task The_filter_of_vectors_and_the_badge_say_the_same(EmbeddingState state, string expected)
    {
        var noon = new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);
        string[] ids = ["current", "stale", "none", "missing"];
        await AddItemsAsync([.. ids.Select(id => Film(id))]);
        await using (var db = Database.CreateDbContext())
        {
            foreach (var item in db.Items.ToList())
            {
                item.UpdatedUtc = noon;
                if (item.ExternalId != "missing")
                {
                    db.ItemVectors.Add(new ItemVectorEntity
                    {
                        ItemId = item.Id, EncoderId = "e", Precision = "f32", TextHash = "", CreatedUtc = item.ExternalId == "stale" ? noon.AddTicks(-1) : noon,
                        Dimensions = item.ExternalId == "none" ? 0 : 2, Data = item.ExternalId == "none" ? [] : [0, 0, 128, 63, 0, 0, 0, 0],
                        NoVectorReason = item.ExternalId == "none" ? NoVectorReason.Empty : null,
                    });
                }
            }

            await db.SaveChangesAsync();
        }

        var page = await Grid.ReadAsync(new CatalogueView(new CatalogueFilter(Vector: state)), default);

        var entry = Assert.Single(page.Entries);
        Assert.Equal((expected, state), (entry.Id, entry.Vector));
        Assert.Equal(state == EmbeddingState.None ? NoVectorReason.Empty : null, entry.Reason);
    }

    private async Task<IEnumerable<string>> FoundAsync(CatalogueFilter filter) =>
        (await Grid.ReadAsync(new CatalogueView(filter), default)).Entries.Select(entry => entry.Id).Order();
}
