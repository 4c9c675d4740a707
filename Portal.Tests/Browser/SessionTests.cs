using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class SessionTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task Who_signs_out_leaves_nothing_behind()
    {
        await SignInAsPersonaAsync("Priya Raman");
        var other = await Window.NewPageAsync();
        await other.GotoAsync("/saved");
        await Expect(other.Locator("#circuit")).ToHaveAttributeAsync("data-interactive", "true");

        await Button("Account").ClickAsync();
        await Button("Sign out").ClickAsync();
        await AsksToSignInAsync(Page);

        await Page.GoBackAsync();
        await AsksToSignInAsync(Page);
        await Page.GotoAsync("/");
        await AsksToSignInAsync(Page);
        await other.ReloadAsync();
        await AsksToSignInAsync(other);
    }

    private static async Task AsksToSignInAsync(IPage page)
    {
        await Expect(page).ToHaveURLAsync(new Regex("/account/login"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("Hello, Priya Raman")).ToHaveCountAsync(0);
    }
}
