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

    [BrowserFact]
    public async Task The_panel_tells_what_would_change_and_leads_to_the_sentence()
    {
        await SignInAsPersonaAsync("Mateusz Zieliński");
        var first = (await Feed.ReadAsync())[0];
        await Feed.Button("Why", first).ClickAsync();
        var panel = Page.GetByRole(AriaRole.Dialog, new() { Name = $"Why {first.Title}?" });
        var change = panel.GetByRole(AriaRole.Region, new() { Name = "What would change" });

        await Expect(change).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(change.GetByText("On your whole list it is #1 now.")).ToBeVisibleAsync();
        var answers = await change.GetByRole(AriaRole.Listitem).AllInnerTextsAsync();
        Assert.InRange(answers.Count, 2, 8);
        Assert.All(answers, answer => Assert.Matches("^Without .+ (this would|nothing else would|this one would|these [0-9]+ would) ", answer));

        var words = panel.GetByRole(AriaRole.Link, new() { Name = await panel.Locator("mark").First.InnerTextAsync() });
        await words.First.ClickAsync();
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/preferences#statement-[0-9a-f]{32}$"));
    }

    [BrowserFact]
    public async Task On_a_phone_the_amounts_stand_at_the_right_beside_their_names()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await SignInAsPersonaAsync("Mateusz Zieliński");
        await Feed.Button("Why", (await Feed.ReadAsync())[0]).ClickAsync();
        await Expect(Page.GetByTestId("score")).ToBeVisibleAsync();

        var astray = await Page.EvaluateAsync<int>(
            """
            () => {
              const right = document.querySelector("[data-testid=score]").getBoundingClientRect().right;
              return [...document.querySelectorAll(".why__head")].filter(head => {
                const [name, amount] = [...head.children].map(part => part.getBoundingClientRect());
                return Math.abs(amount.right - right) > 1 || amount.top > name.bottom;
              }).length;
            }
            """);

        Assert.Equal(0, astray);
    }

    private static decimal Number(string text) => decimal.Parse(text.Replace('−', '-').Trim('=', ' '), NumberStyles.Float, CultureInfo.InvariantCulture);
}
