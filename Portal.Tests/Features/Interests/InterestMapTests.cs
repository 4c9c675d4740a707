using Bunit;
using Portal.Interests;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Interests;

public sealed class InterestMapTests : PortalBunitContext
{
    private static readonly InterestMapView View = new(
        [new MapDisc("a1", "Science fiction, first contact, melancholy", 0.25, 0.5, 0.64), new MapDisc("b1", "Sea", 0.9, 0.1, 0.04)],
        [new MapDot(Card("a1"), 0.2, 0.4, 0), new MapDot(Card("a2"), 0.3, 0.6, 0), new MapDot(Card("b1"), 0.9, 0.2, 1)],
        [new MapDot(Card("far away"), 0.5, 0.5, 1)],
        0.24);

    [Fact]
    public void Everything_stands_in_parts_of_the_drawing_and_opens_its_item()
    {
        var map = Render<InterestMap>(parameters => parameters.Add(component => component.Map, View));

        Assert.Equal(["34", "16"], map.FindAll(".map__disc").Select(disc => disc.GetAttribute("r")));
        Assert.Equal(("25%", "50%"), (map.Find(".map__disc").GetAttribute("cx"), map.Find(".map__disc").GetAttribute("cy")));
        Assert.Equal(["/item/a1", "/item/a2", "/item/b1"], map.FindAll("a:has(.map__liked)").Select(link => link.GetAttribute("href")));
        Assert.Equal("Far away · Film · 1999", Capital(map.Find("a:has(.map__near)").GetAttribute("data-title")!));
        Assert.Equal("-1", map.Find("a:has(.map__near)").GetAttribute("tabindex"));
        Assert.Contains("keeps 24% of the differences", map.Find(".map__lead").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_is_cut_at_a_label_and_told_in_full_on_pointing_at_it()
    {
        var map = Render<InterestMap>(parameters => parameters.Add(component => component.Map, View));

        Assert.Equal(["Science fiction", "Sea"], map.FindAll(".map__name").Select(name => name.TextContent));
        Assert.Equal("Science fiction, first contact, melancholy: 64% of your taste", map.Find("a:has(.map__name)").GetAttribute("aria-label"));
    }

    [Fact]
    public void The_table_says_the_same()
    {
        var map = Render<InterestMap>(parameters => parameters.Add(component => component.Map, View));

        var rows = map.FindAll(".map__table tbody tr").Select(row => row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim()).ToArray()).ToList();
        Assert.Equal(["Science fiction, first contact, melancholy", "64%", "The a1 · The a2", ""], rows[0]);
        Assert.Equal(["Sea", "4%", "The b1", "The far away"], rows[1]);
    }

    private static string Capital(string title) => title.Replace("The far", "Far", StringComparison.Ordinal);

    private static ItemCard Card(string id) => new(id, "film", $"The {id}", 1999, [], [], [], "", "/covers/x.svg", new Dictionary<string, string>());
}
