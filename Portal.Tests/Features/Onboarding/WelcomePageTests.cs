using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Onboarding;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Onboarding;

public sealed class WelcomePageTests : FeedScene
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("arrival"), Film("heat", genres: ["crime"]), Film("dune", kind: "book"));
    }

    [Fact]
    public async Task An_example_fills_the_box_and_what_stands_there_is_kept()
    {
        var page = Render<WelcomePage>();
        Assert.Equal(6, page.FindAll(".welcome__example").Count);
        Assert.True(Button(page, "Continue").HasAttribute("disabled"));

        Act(() => page.FindAll(".welcome__example")[1].Click());
        Assert.Equal("Cosy mysteries in small towns, nothing violent", page.Find("textarea").GetAttribute("value"));
        Act(() => page.Find("textarea").Input("Quiet drama, no crime"));
        Act(() => Button(page, "Continue").Click());

        page.WaitForAssertion(() => Assert.EndsWith("/welcome?step=2", Navigation.Uri, StringComparison.Ordinal));
        await using var db = Database.CreateDbContext();
        Assert.Equal("Quiet drama, no crime", (await db.Statements.SingleAsync()).Text);
        page.WaitForAssertion(() => Assert.Equal(["The arrival", "The dune"], page.FindAll(".tile__title").Select(title => title.TextContent).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Everything_can_be_skipped_and_the_tour_is_over_then()
    {
        var page = Render<WelcomePage>();

        Act(() => Button(page, "Skip").Click());
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".tile").Count));
        Act(() => Button(page, "Skip").Click());

        page.WaitForAssertion(() => Assert.Equal("/", new Uri(Navigation.Uri).AbsolutePath));
        Assert.True(await Services.GetRequiredService<OnboardingService>().IsDoneAsync(Me, CancellationToken.None));
        await using var db = Database.CreateDbContext();
        Assert.Empty(await db.Statements.ToListAsync());
    }

    [Fact]
    public async Task Judgements_are_recorded_counted_and_kept_when_going_back()
    {
        var page = Render<WelcomePage>();
        Act(() => Button(page, "Skip").Click());
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".tile").Count));

        Act(() => page.Find("button[aria-label='Like The dune']").Click());
        page.WaitForAssertion(() => Assert.Equal("1 judged so far", page.Find(".welcome__count").TextContent));
        Act(() => page.Find("button[aria-label='Dislike The heat']").Click());
        page.WaitForAssertion(() => Assert.Equal("2 judged so far", page.Find(".welcome__count").TextContent));
        Act(() => Button(page, "Back").Click());
        page.WaitForElement("textarea");
        Act(() => Button(page, "Skip").Click());

        page.WaitForAssertion(() => Assert.Equal("true", page.Find("button[aria-label='Like The dune']").GetAttribute("aria-pressed")));
        Assert.Equal([("dune", InteractionKind.Like, null), ("heat", InteractionKind.Dislike, null)], await ActionsAsync());
        Assert.NotNull(Button(page, "To my feed"));
        Assert.Empty(Services.GetRequiredService<ToastService>().Visible);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<WelcomePage> page, string text) =>
        page.FindAll(".welcome__way button").First(button => button.TextContent.Contains(text, StringComparison.Ordinal));
}
