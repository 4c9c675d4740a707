using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class ConnectionTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task A_break_is_said_and_gone_when_the_connection_is_back()
    {
        await SignInAsPersonaAsync("Declan Byrne");
        var first = (await Feed.ReadAsync())[0];
        var overlay = Page.GetByRole(AriaRole.Alertdialog);
        await Expect(overlay).ToBeHiddenAsync();

        // The browser says what it could not reach.
        Tolerate("ERR_INTERNET_DISCONNECTED");
        Tolerate("Failed to start the connection");
        Tolerate("Failed to fetch");

        // What Blazor's script was about to send in that moment, e.g. that a card has been seen.
        Tolerate("Cannot send data if the connection is not in the 'Connected' State");
        await Window.SetOfflineAsync(true);
        await Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        await Expect(overlay.GetByText("Connection lost")).ToBeVisibleAsync();

        await Window.SetOfflineAsync(false);
        await Expect(overlay).ToBeHiddenAsync(new() { Timeout = 2 * Patience });
        await Feed.Button("Why", first).ClickAsync();
        await Expect(Page.GetByTestId("score")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_wrong_address_gets_a_friendly_page()
    {
        Tolerate("the server responded with a status of 404");
        await SignInAsPersonaAsync("Declan Byrne");

        var answer = await Page.GotoAsync("/no/such/page");

        Assert.Equal(404, answer!.Status);
        await UsableAsync();
        await Expect(Heading("Nothing to be found here")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "To the start page", Exact = true }).ClickAsync();
        await Expect(Heading("Hello, Declan Byrne simulated")).ToBeVisibleAsync();

        await OpenAsync("/item/no-such-item");
        await Expect(Heading("There is no such item").First).ToBeVisibleAsync();
    }
}
