using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Profiles;
using Portal.Items;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Items;

public sealed class ItemPageTests : PageScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("sea", title: "Lighthouse", tags: ["grief", "gore"]), Film("twin", tags: ["grief"]));
    }

    [Fact]
    public void The_page_tells_what_is_known()
    {
        var page = PageOf("sea");

        page.WaitForAssertion(() => Assert.Equal("Lighthouse", page.Find("h1").TextContent));
        Assert.Equal(["Film", "2016"], page.FindAll(".item__fact").Select(fact => fact.TextContent));
        Assert.Equal("Directed by Maker of sea", page.Find(".item__makers").TextContent);
        Assert.Equal(["Genres", "Themes", "Content warnings"], page.FindAll(".labels__title").Select(title => title.TextContent));
        Assert.Equal("/search?q=grief", page.FindAll(".labels__link").Single(link => link.TextContent == "grief").GetAttribute("href"));
        Assert.Equal(["The twin"], page.FindAll(".item__similar .tile__title").Select(title => title.TextContent));
        Assert.Empty(page.FindAll(".item__also"));
    }

    [Fact]
    public async Task What_rules_keep_away_is_said_on_the_items_own_page_and_below_its_lists()
    {
        await AddItemsAsync(Film("dread", tags: ["grief", "gore"]));
        await SayAsync("no gore");

        var page = PageOf("sea");

        page.WaitForAssertion(() => Assert.Equal("Your rules keep this off your lists", page.Find(".item__hidden h2").TextContent));
        Assert.Equal("1 hidden by your rules", page.Find(".kept__line").ChildNodes.OfType<AngleSharp.Dom.IText>().Select(text => text.TextContent.Trim()).Single(text => text.Length > 0));
        Assert.Equal("false", page.Find(".kept__line button").GetAttribute("aria-expanded"));

        Act(() => page.Find(".kept__line button").Click());
        Assert.Equal(["The dread"], page.FindAll(".kept__list .tile__title").Select(title => title.TextContent));
        Act(() => page.Find("button[aria-label='The dread is fine']").Click());
        page.WaitForAssertion(() => Assert.Contains("The dread", page.FindAll(".item__grid .tile__title").Select(title => title.TextContent)));
        Assert.Empty(page.FindAll(".kept"));

        Act(() => page.Find(".item__hidden button").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".item__hidden")));
    }

    [Fact]
    public void An_item_that_does_not_exist_has_a_way_on()
    {
        var page = PageOf("nothing");

        page.WaitForAssertion(() => Assert.Equal("There is no such item", page.Find(".empty__title").TextContent));
        Assert.NotNull(page.Find(".empty__action a[href='/']"));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, 3.0)]
    [InlineData(754, 754.0)]
    [InlineData(90_000, 1800.0)]
    public async Task The_time_on_the_page_is_recorded_on_leaving(int seconds, double? expected)
    {
        var page = PageOf("sea");
        page.WaitForElement(".item");
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        await DisposeComponentsAsync();

        Assert.Equal(expected is null ? [] : [("sea", expected)], await DwellsAsync());
    }

    [Fact]
    public async Task Going_on_to_another_item_is_leaving_too()
    {
        var page = PageOf("sea");
        page.WaitForElement(".item");
        Clock.Advance(TimeSpan.FromSeconds(10));
        page.Render(parameters => parameters.Add(item => item.Id, "twin"));
        page.WaitForAssertion(() => Assert.Equal("The twin", page.Find("h1").TextContent));
        Clock.Advance(TimeSpan.FromSeconds(20));

        await DisposeComponentsAsync();

        Assert.Equal([("sea", 10.0), ("twin", 20.0)], await DwellsAsync());
    }

    private IRenderedComponent<ItemPage> PageOf(string id) => Render<ItemPage>(parameters => parameters.Add(page => page.Id, id));

    private async Task<IReadOnlyList<(string Item, double? Seconds)>> DwellsAsync()
    {
        await using var db = Database.CreateDbContext();
        var rows = await db.Interactions.Where(row => row.Kind == InteractionKind.Dwell).OrderBy(row => row.Id)
            .Join(db.Items, row => row.ItemId, item => item.Id, (row, item) => new { item.ExternalId, row.Value }).ToListAsync();
        return [.. rows.Select(row => (row.ExternalId, row.Value))];
    }
}
