using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Search;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Search;

public sealed class SearchPageTests : PageScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(
            Film("sea", title: "Lighthouse"), Film("bread", title: "Bakery"), Film("novel", kind: "book", title: "Lighthouse, a novel"),
            Film("dread", title: "Lighthouse of Dread", genres: ["horror"]));
    }

    [Fact]
    public async Task Typing_searches_after_a_pause_and_keeps_the_address()
    {
        var page = PageAt("/search");
        page.WaitForElement(".suggestions");

        Act(() => page.Find("#search-box").Input("li"));
        Clock.Advance(SearchPage.Debounce / 2);
        Act(() => page.Find("#search-box").Input("baker"));
        Clock.Advance(SearchPage.Debounce - TimeSpan.FromMilliseconds(1));
        Assert.Empty(page.FindAll(".tile"));

        await PassTimeAsync(SearchPage.Debounce / 2, () => Assert.NotEmpty(Titles(page)));
        Assert.Equal(["Bakery"], Titles(page));
        Assert.Equal("1 result", page.Find("[aria-live=polite]").TextContent);
        Assert.EndsWith("/search?q=baker", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_meanwhile_is_not_overwritten_by_the_address()
    {
        var page = PageAt("/search");
        Act(() => page.Find("#search-box").Input("bak"));
        Clock.Advance(SearchPage.Debounce);
        Act(() => page.Find("#search-box").Input("bakery and more"));

        page.WaitForAssertion(() => Assert.Equal(["Bakery"], Titles(page)));

        Assert.Equal("bakery and more", page.Find("#search-box").GetAttribute("value"));
    }

    [Fact]
    public void The_address_says_what_is_searched_for()
    {
        var page = PageAt("/search?q=lighthouse&kind=book");

        page.WaitForAssertion(() => Assert.Equal(["Lighthouse, a novel"], Titles(page)));
        Assert.Equal("lighthouse", page.Find("#search-box").GetAttribute("value"));

        Navigation.NavigateTo("/search?q=bakery");
        page.WaitForAssertion(() => Assert.Equal(["Bakery"], Titles(page)));
        Assert.Equal("bakery", page.Find("#search-box").GetAttribute("value"));
    }

    [Fact]
    public void A_kind_chip_narrows()
    {
        var page = PageAt("/search?q=lighthouse");
        page.WaitForAssertion(() => Assert.Equal(3, Titles(page).Count()));

        Act(() => page.FindAll(".chip button").Single(chip => chip.TextContent.Trim() == "Books").Click());

        page.WaitForAssertion(() => Assert.Equal(["Lighthouse, a novel"], Titles(page)));
        Assert.EndsWith("/search?q=lighthouse&kind=book", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_rules_hide_is_counted_and_can_be_shown()
    {
        await SayAsync("no horror");
        var page = PageAt("/search?q=lighthouse");
        page.WaitForAssertion(() => Assert.Contains("1 hidden by your rules", page.Find(".search__rules").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, Titles(page).Count());

        Act(() => page.Find(".search__rules button").Click());

        page.WaitForAssertion(() => Assert.Contains("Lighthouse of Dread", Titles(page)));
        Assert.Contains("Shown without your rules", page.Find(".search__rules").TextContent, StringComparison.Ordinal);
        Assert.Contains("It is labelled horror.", Assert.Single(page.FindAll(".because")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_fine_is_found_like_anything_else_until_that_is_undone()
    {
        await SayAsync("no horror");
        var page = PageAt("/search?q=lighthouse&all=true");
        page.WaitForElement(".because__fine");

        Act(() => page.Find(".because__fine").Click());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".because")));
        Act(() => page.Find(".search__rules button").Click());
        page.WaitForAssertion(() => Assert.Contains("Lighthouse of Dread", Titles(page)));
        Assert.Empty(page.FindAll(".search__rules"));

        var toasts = Services.GetRequiredService<ToastService>();
        await page.InvokeAsync(() => toasts.UndoAsync(toasts.Visible[^1]));
        page.WaitForAssertion(() => Assert.DoesNotContain("Lighthouse of Dread", Titles(page)));
        Assert.Contains("1 hidden by your rules", page.Find(".search__rules").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_says_so_and_offers_a_way_on()
    {
        var page = PageAt("/search?q=zzzz&kind=film");

        page.WaitForAssertion(() => Assert.Equal("Nothing found for “zzzz”", page.Find(".empty__title").TextContent));
        Assert.Equal("No results", page.Find("[aria-live=polite]").TextContent);
        Assert.Contains(page.FindAll("button"), button => button.TextContent.Trim() == "Search everything");
    }

    [Fact]
    public async Task Opening_a_result_is_recorded_with_its_place()
    {
        var page = PageAt("/search?q=bakery");
        page.WaitForElement(".tile__link");
        Act(() => page.Find(".tile__link").Click());

        for (var i = 0; i < 50 && (await ActionsAsync()).Count == 0; i++)
        {
            await Task.Delay(20);
        }

        Assert.Equal([("bread", InteractionKind.Click, (int?)0)], await ActionsAsync());
        Assert.Equal("search", Assert.Single((await Library.HistoryAsync(Me, null, null, CancellationToken.None)).Entries).Context);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<SearchPage> PageAt(string url)
    {
        Navigation.NavigateTo(url);
        return Render<SearchPage>();
    }

    private static IEnumerable<string> Titles(IRenderedComponent<SearchPage> page) => page.FindAll(".tile__title").Select(title => title.TextContent);
}
