using Portal.Search;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Search;

public sealed class SearchServiceTests : PageScene
{
    [Theory]
    [InlineData("l")]
    [InlineData("light")]
    [InlineData("lighthouse")]
    public async Task The_word_being_typed_finds_what_begins_with_it(string typed)
    {
        await AddItemsAsync(Film("sea", title: "Lighthouse"), Film("bread", title: "Bakery"));

        var view = await FindAsync(typed);

        Assert.Equal(["sea"], view.Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Rules_HideAndCount_AndCanBeIgnored()
    {
        await AddItemsAsync(
            Film("calm", title: "Calm Harbour"),
            Film("dread", title: "Harbour of Dread", genres: ["horror"]),
            Film("ghost", title: "Ghost Harbour", genres: ["horror"]));
        await SayAsync("no horror");

        var ruled = await FindAsync("harbour");
        var all = await FindAsync("harbour", ignoreRules: true);

        Assert.Equal(["calm"], ruled.Items.Select(item => item.Id));
        Assert.Equal(2, ruled.HiddenByRules);
        Assert.Equal(["calm", "dread", "ghost"], all.Items.Select(item => item.Id).Order());
        Assert.Equal(0, all.HiddenByRules);
    }

    [Fact]
    public async Task A_rule_leaves_room_for_what_comes_after_it()
    {
        // The forbidden ones fit better, and there are more of them than a page holds.
        await AddItemsAsync([.. Enumerable.Range(0, SearchService.MostItems + 5).Select(i => Film($"dread-{i}", title: "Harbour", genres: ["horror"]))]);
        await AddItemsAsync(Film("calm", title: "A long walk from the harbour to the town and back again"));
        await SayAsync("no horror");

        var view = await FindAsync("harbour");

        Assert.Equal(["calm"], view.Items.Select(item => item.Id));
        Assert.Equal(SearchService.MostItems + 5, view.HiddenByRules);
    }

    [Fact]
    public async Task A_paused_rule_hides_nothing()
    {
        await AddItemsAsync(Film("dread", title: "Harbour of Dread", genres: ["horror"]));
        var rule = await SayAsync("no horror");
        await Statements.SetPausedAsync(Me, rule, true, CancellationToken.None);

        Assert.Single((await FindAsync("harbour")).Items);
    }

    [Fact]
    public async Task Only_the_kind_asked_for_is_found()
    {
        await AddItemsAsync(Film("film", title: "Harbour"), Film("book", title: "Harbour", kind: "book"));

        Assert.Equal(["book"], (await FindAsync("harbour", "book")).Items.Select(item => item.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("zzzz")]
    [InlineData("'; DROP TABLE Items; --")]
    [InlineData("\0")]
    public async Task What_fits_nothing_finds_nothing(string text)
    {
        await AddItemsAsync(Film("sea", title: "Lighthouse"));

        Assert.Empty((await FindAsync(text)).Items);
    }

    [Fact]
    public async Task Kinds_come_with_the_largest_first()
    {
        await AddItemsAsync(Film("a", kind: "book"), Film("b"), Film("c"), Film("d", kind: "atlas"));

        Assert.Equal(["film", "atlas", "book"], await Searches.KindsAsync(CancellationToken.None));
    }

    private Task<SearchView> FindAsync(string text, string? kind = null, bool ignoreRules = false) =>
        Searches.SearchAsync(Me, text, kind, ignoreRules, CancellationToken.None);
}
