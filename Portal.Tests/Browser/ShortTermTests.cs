using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Playwright;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Engine.Models;
using Portal.Feed;
using Portal.Onboarding;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class ShortTermTests(BrowserPortal portal) : BrowserTest(portal)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [BrowserFact]
    public async Task A_click_is_felt_on_the_next_page()
    {
        var noah = await NewcomerAsync("Noah");
        var first = await Feed.ReadAsync();
        Assert.Null(await SessionPartAsync(first[0]));

        var opened = first[1];
        await Feed.Card(opened).Locator($"a[href='/item/{opened.Id}']").First.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = opened.Title, Exact = true, Level = 1 })).ToBeVisibleAsync();
        await UntilAsync(async () => await ClickedAsync(noah, opened));
        await Page.GoBackAsync();
        await Expect(Feed.Cards.First).ToBeVisibleAsync();
        var before = (await Feed.ReadAsync()).Count;

        await Page.Keyboard.PressAsync("End");

        await Expect(Feed.Cards.Nth(before)).ToBeVisibleAsync();
        var next = (await Feed.ReadAsync()).Skip(before).Take(4).ToList();
        var parts = new List<string?>();
        foreach (var card in next)
        {
            parts.Add(await SessionPartAsync(card));
        }

        Assert.Contains(parts, part => part is not null && part.Contains(opened.Title, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task The_page_about_the_feed_names_the_signals_and_models_in_force()
    {
        var models = Demo.Services.GetRequiredService<ModelStore>();
        await UntilAsync(() => Task.FromResult(models.Status.InForce is not null));
        await SignInAsPersonaAsync("Malia Tuilagi", "/about-feed");

        var text = Demo.Services.GetRequiredService<IStringLocalizer<FeedText>>();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        foreach (var signal in RankingSignals.All)
        {
            await Expect(Heading(text.Signal(signal.Key))).ToBeVisibleAsync();
            await Expect(Page.GetByText(text.SignalAbout(signal.Key)!)).ToBeVisibleAsync();
        }

        await Expect(Page.GetByText(models.Status.InForce!.Version, new() { Exact = true })).ToBeVisibleAsync();
    }

    // What this session adds to a card, in the words of its panel; null when it adds nothing.
    private async Task<string?> SessionPartAsync(CardOnScreen card)
    {
        await Feed.Button("Why", card).ClickAsync();
        var panel = Page.GetByRole(AriaRole.Dialog, new() { Name = $"Why {card.Title}?" });
        await Expect(panel).ToBeVisibleAsync();
        var row = panel.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "This session" });
        var words = await row.CountAsync() == 0 ? null : await row.InnerTextAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(panel).ToBeHiddenAsync();
        return words;
    }

    // Someone of whom nothing is known, past the tour.
    private async Task<string> NewcomerAsync(string name)
    {
        await RegisterAsync(name);
        await using var db = await Demo.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var id = await db.Users.Where(user => user.DisplayName == name).Select(user => user.Id).SingleAsync();
        await Demo.Services.GetRequiredService<OnboardingService>().FinishAsync(id, default);
        await OpenAsync("/");
        return id;
    }

    private async Task<bool> ClickedAsync(string person, CardOnScreen card)
    {
        await using var db = await Demo.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await db.Interactions.AnyAsync(row => row.UserId == person && row.Kind == InteractionKind.Click && db.Items.Any(item => item.Id == row.ItemId && item.ExternalId == card.Id));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMilliseconds(2 * Patience));
        while (!await condition())
        {
            await Task.Delay(Step, limit.Token);
        }
    }
}
