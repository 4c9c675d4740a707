using Bunit;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.People;

public sealed class ItemTileTests : PortalBunitContext
{
    private static readonly ItemCard Omens = new(
        "book/good omens", "book", "Good Omens", 1990, ["Neil Gaiman", "Terry Pratchett"], ["fantasy"], ["funny"], "", "/covers/x.svg", new Dictionary<string, string>());

    [Fact]
    public void It_shows_title_kind_year_and_creators_and_leads_to_the_item()
    {
        var tile = Render<ItemTile>(parameters => parameters.Add(p => p.Item, Omens));

        Assert.Equal("/item/book%2Fgood%20omens", tile.Find("a").GetAttribute("href"));
        Assert.Equal("Good Omens", tile.Find(".tile__title").TextContent);
        Assert.Equal("Book · 1990", tile.Find(".tile__facts").TextContent);
        Assert.Equal("Neil Gaiman, Terry Pratchett", tile.Find(".tile__creators").TextContent);
        Assert.Equal(("", "lazy"), (tile.Find("img").GetAttribute("alt"), tile.Find("img").GetAttribute("loading")));
    }

    [Fact]
    public void Many_creators_are_cut_and_what_is_unknown_is_left_out()
    {
        var crowd = Render<ItemTile>(parameters => parameters.Add(p => p.Item, Omens with { Creators = ["A", "B", "C"] }));
        var bare = Render<ItemTile>(parameters => parameters.Add(p => p.Item, Omens with { Creators = [], Year = null }));

        Assert.Equal("A and others", crowd.Find(".tile__creators").TextContent);
        Assert.Equal("Book", bare.Find(".tile__facts").TextContent);
        Assert.Empty(bare.FindAll(".tile__creators"));
    }

    [Theory]
    [InlineData("en", "book", "Book · 1990")]
    [InlineData("zh-Hans", "book", "图书 · 1990")]
    [InlineData("zh-Hans", "podcast", "Podcast · 1990")]
    public void A_kind_without_a_name_of_its_own_is_called_what_the_catalogue_calls_it(string culture, string kind, string expected)
    {
        Speak(culture);

        var tile = Render<ItemTile>(parameters => parameters.Add(p => p.Item, Omens with { Kind = kind }));

        Assert.Equal(expected, tile.Find(".tile__facts").TextContent);
    }
}
