using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

/// <summary>The program as it is installed, stopped and started again on the same data folder.</summary>
public sealed class RestartTests(BrowserPortal portal) : BrowserTest(portal)
{
    private const string Statement = "lighthouse keepers and long winters";

    private readonly TestFolder _folder = new();
    private PortalProcess? _program;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _program?.Dispose();
        _folder.Dispose();
    }

    [BrowserFact]
    public async Task A_restart_keeps_statements_likes_and_the_session()
    {
        await SignInAsPersonaAsync("Priya Raman", "/preferences");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Say what you like" }).FillAsync(Statement);
        await Button("Add").ClickAsync();
        await Expect(Toast("Added.")).ToBeVisibleAsync();
        await OpenAsync("/item/film-arrival-2016");
        await Button("Like Arrival").ClickAsync();
        await Expect(Toast("More like “Arrival” from now on.")).ToBeVisibleAsync();
        var address = new Uri(new Uri(Page.Url), "/");

        await Page.GotoAsync("about:blank");
        Assert.Equal(0, await _program!.StopAsync("TERM"));
        _program.Dispose();
        await StartProgramAsync(address.GetLeftPart(UriPartial.Authority));

        await OpenAsync("/item/film-arrival-2016");
        await Expect(Button("Like Arrival")).ToHaveAttributeAsync("aria-pressed", "true");
        await OpenAsync("/preferences");
        await Expect(Page.GetByRole(AriaRole.Article, new() { Name = "Statement" }).GetByText(Statement)).ToBeVisibleAsync();
    }

    protected override Task<Uri> StartAsync()
    {
        DemoTemplate.CopyTo(_folder);
        return StartProgramAsync("http://127.0.0.1:0");
    }

    private async Task<Uri> StartProgramAsync(string urls)
    {
        _program = new PortalProcess("serve", $"--Portal:DataFolder={_folder.FullName}", $"--urls={urls}");
        await _program.ListenAsync();
        return new Uri(Regex.Match(_program.Output, @"^Portal listens on (\S+)", RegexOptions.Multiline).Groups[1].Value);
    }
}
