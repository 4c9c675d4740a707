using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class AdministrationTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_administrator_runs_a_job_and_sees_it_succeed()
    {
        await SignInAsAdministratorAsync("/admin/jobs");
        var job = Page.GetByRole(AriaRole.Article, new() { Name = "Refresh the engine" });
        var runs = job.GetByRole(AriaRole.Row).Filter(new() { HasText = "admin" });
        var before = await runs.CountAsync();

        await job.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();

        await Expect(Toast("Refresh the engine: started.")).ToBeVisibleAsync();
        await Expect(runs).ToHaveCountAsync(before + 1);
        await Expect(runs.First).ToContainTextAsync("Succeeded");
    }

    [BrowserFact]
    public async Task Nobody_else_gets_in()
    {
        await SignInAsPersonaAsync("Declan Byrne");
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Jobs", Exact = true })).ToHaveCountAsync(0);

        await Page.GotoAsync("/admin/jobs");
        await Expect(Heading("This page is not open to you")).ToBeVisibleAsync();

        await OpenAsync("/");
        await Page.EvaluateAsync("Blazor.navigateTo('/admin/jobs')");
        await Expect(Heading("You have no access here")).ToBeVisibleAsync();
    }
}
