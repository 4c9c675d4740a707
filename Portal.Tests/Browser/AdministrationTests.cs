using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Overview;
using static Microsoft.Playwright.Assertions;

namespace Portal.Tests.Browser;

public sealed class AdministrationTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task An_administrator_runs_watches_cancels_pauses_and_retries_jobs()
    {
        var recorder = Demo.Services.GetRequiredService<JobRunRecorder>();
        await SignInAsAdministratorAsync("/admin/jobs");

        // One that takes long: its progress and log are seen as it goes on, and it can be stopped.
        var long_ = Page.GetByRole(AriaRole.Article, new() { Name = "Measure the controls" });
        await long_.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Expect(Toast("Measure the controls: started.")).ToBeVisibleAsync();
        await Expect(long_.GetByTestId("progress")).ToBeVisibleAsync();
        await Expect(long_.GetByRole(AriaRole.Region, new() { Name = "Log of the run that is going on" })).ToContainTextAsync("started by admin");
        await Expect(long_.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await long_.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Button("Stop the run").ClickAsync();
        await Expect(long_.GetByText("Cancelled", new() { Exact = true })).ToBeVisibleAsync();

        // One that failed: its error and step are read, and it is repeated.
        await Expect(Page.GetByTestId("failed")).ToHaveTextAsync("0");
        await recorder.EndAsync(
            await recorder.StartAsync(RefreshEngineJob.Definition.Key, new JobCause("schedule"), default), JobRunState.Failed, new WorkProgress(2, 9, "reading vectors"), "The file is locked.", "09:30:00Z reading vectors", default);
        await ReloadAsync();
        var failed = Page.GetByRole(AriaRole.Article, new() { Name = "Refresh the engine" });
        await Expect(failed.GetByText("Failed at: reading vectors")).ToBeVisibleAsync();
        await failed.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Schedule") }).ClickAsync();
        await Expect(Heading("Refresh the engine: run")).ToBeVisibleAsync();
        await Expect(Page.GetByText("The file is locked.")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Log" }).Filter(new() { HasText = "09:30:00Z reading vectors" }).First).ToBeVisibleAsync();
        await Button("Retry").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Runs of the same cause" }).Last).ToContainTextAsync("Succeeded");

        // One whose schedule is paused stays so.
        await GoToAsync("Jobs");
        await Button("Pause Clean up").ClickAsync();
        await Expect(Button("Resume Clean up")).ToBeVisibleAsync();
        await ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Article, new() { Name = "Clean up" })).ToContainTextAsync("Paused by admin");
        await Button("Resume Clean up").ClickAsync();
        await Expect(Button("Pause Clean up")).ToBeVisibleAsync();

        // All of it stands in the record.
        await Page.GetByRole(AriaRole.Link, new() { Name = "Actions", Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Started again after a failure" })).ToHaveCountAsync(1);
        await Page.GetByRole(AriaRole.Link, new() { Name = "History", Exact = true }).Last.ClickAsync();
        await Page.GetByLabel("State").SelectOptionAsync("Cancelled");
        await Expect(Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task The_home_of_the_administration_tells_how_the_portal_does()
    {
        await Demo.Services.GetRequiredService<MetricRollUp>().RunAsync(null, default);
        await SignInAsAdministratorAsync("/admin");

        await Expect(Page.GetByText("Simulated: ")).ToBeVisibleAsync();
        var everybody = await Page.GetByTestId("People").TextContentAsync();
        Assert.NotEqual("0", await Page.GetByTestId("Items").TextContentAsync());
        await Page.GetByRole(AriaRole.Link, new() { Name = "Last 30 days" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/admin\\?range=30d$"));
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Last 30 days" })).ToHaveAttributeAsync("aria-current", "true");
        await Expect(Page.GetByTestId("Acts")).Not.ToHaveTextAsync("0");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Real people only" }).ClickAsync();
        await Expect(Page.GetByTestId("People")).Not.ToHaveTextAsync(everybody!);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Jobs running" }).ClickAsync();
        await Expect(Heading("Jobs")).ToBeVisibleAsync();
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
