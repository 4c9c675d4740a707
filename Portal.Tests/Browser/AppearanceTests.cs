using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

[Collection(SecondBrowser.Name)]
public sealed class AppearanceTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task The_dark_theme_is_dark_and_stays()
    {
        await SignInAsPersonaAsync("Zahra Nazari");
        Assert.True(await BrightnessAsync() > 0.8, "The light theme is not light.");

        await Button("Theme").ClickAsync();
        await Button("Dark").ClickAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.True(await BrightnessAsync() < 0.15, "The dark theme is not dark.");

        await ReloadAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.True(await BrightnessAsync() < 0.15, "The dark theme did not stay.");
    }

    [BrowserFact]
    public async Task Chinese_speaks_Chinese_and_stays()
    {
        await SignInAsPersonaAsync("Zahra Nazari", "/preferences");
        await Button("Language · 语言").ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "简体中文" }).ClickAsync();

        await SpeaksChineseAsync("/preferences");
        await OpenAsync("/");
        await SpeaksChineseAsync("/");
        Assert.Matches("[\u4e00-\u9fff]", await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Article).First.InnerTextAsync());
    }

    // Also once the circuit has taken the page over.
    private async Task SpeaksChineseAsync(string path)
    {
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await UsableAsync();
        await Expect(Page).ToHaveURLAsync(new Regex(path + "$"));
        foreach (var part in new[] { Page.GetByRole(AriaRole.Heading, new() { Level = 1 }), Page.GetByRole(AriaRole.Navigation).First })
        {
            await Expect(part).ToContainTextAsync(new Regex("[\u4e00-\u9fff]"));
        }

        await Expect(Page.GetByText("Preferences", new() { Exact = true })).ToHaveCountAsync(0);
    }

    /// <summary>0 for black, 1 for white.</summary>
    private Task<double> BrightnessAsync() => Page.EvaluateAsync<double>(
        """
        () => {
          const canvas = document.createElement("canvas").getContext("2d");
          canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((sum, part) => sum + part, 0) / 765;
        }
        """);
}
