using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class WhyPanelTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task The_bars_add_up_to_the_score_and_the_focus_comes_back()
    {
        await SignInAsPersonaAsync("Mateusz Zieliński");
        foreach (var card in (await Feed.ReadAsync()).Take(3))
        {
            var why = Feed.Button("Why", card);
            await why.FocusAsync();
            await Page.Keyboard.PressAsync("Enter");
            var panel = Page.GetByRole(AriaRole.Dialog, new() { Name = $"Why {card.Title}?" });
            await Expect(panel).ToBeVisibleAsync();

            var bars = await panel.GetByRole(AriaRole.Img).EvaluateAllAsync<string[]>("bars => bars.map(bar => bar.getAttribute('aria-label'))");
            Assert.NotEmpty(bars);
            var amounts = bars.Select(bar => Number(bar[(bar.LastIndexOf(':') + 1)..])).ToList();
            var score = Number(await panel.GetByTestId("score").InnerTextAsync());
            Assert.True(amounts.Sum() == score, $"{card.Title}: {string.Join("; ", bars)} sum to {amounts.Sum()}, and the score is {score}.");
            Assert.Equal(amounts.Count, await panel.GetByTestId("bar").CountAsync());

            await Page.Keyboard.PressAsync("Escape");
            await Expect(panel).ToBeHiddenAsync();
            await Expect(why).ToBeFocusedAsync();
        }
    }

    private static decimal Number(string text) => decimal.Parse(text.Replace('−', '-').Trim('=', ' '), NumberStyles.Float, CultureInfo.InvariantCulture);
}
