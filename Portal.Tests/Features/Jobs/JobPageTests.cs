using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Jobs;

/// <summary>The pages before a scheduler that runs.</summary>
public sealed class JobPageTests : PortalBunitContext, IAsyncLifetime
{
    private const string Key = "scripted";

    private readonly TestFolder _folder = new();
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobHost _host = default!;
    private int _runs;

    static JobPageTests() => DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    public async Task InitializeAsync()
    {
        _host = await JobHost.StartAsync(_folder.FullName, async (progress, ct) =>
        {
            progress.Report(new WorkProgress(3, 10, "third row"));
            if (++_runs == 1)
            {
                throw new InvalidDataException("the third row is empty");
            }

            await _goOn.Task.WaitAsync(ct);
        });
        Services.AddSingleton(TimeProvider.System).AddSingleton(_host.Jobs).AddSingleton(_host.Board).AddSingleton(_host.Reader).AddSingleton(_host.Get<JobStarter>()).AddSingleton(_host.Get<IJobChains>()).AddScoped<JobWords>();
        AddAuthorization().SetAuthorized("ann").SetRoles("Admin").SetClaims(new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.NameIdentifier, "a"));
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_fails_is_retried_is_watched_and_cancelled()
    {
        var page = Render<JobsPage>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("article").Count));
        Assert.Equal("Has not run yet.", Card(page).QuerySelector("p.faint.small:last-child")!.TextContent);

        Act(() => Button(page, "Run now").Click());
        page.WaitForAssertion(() => Assert.Contains("Failed at: third row", Card(page).TextContent, StringComparison.Ordinal));
        Assert.Contains("the third row is empty", Card(page).TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.Find("[data-testid=failed]").TextContent);

        Act(() => Button(page, "Retry").Click());
        page.WaitForAssertion(() => Assert.Contains("3 of 10 · third row", Card(page).QuerySelector("[data-testid=progress]")!.TextContent, StringComparison.Ordinal));
        Assert.EndsWith("third row", Card(page).QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("1", "0"), (page.Find("[data-testid=running]").TextContent, page.Find("[data-testid=failed]").TextContent));

        // Asked first, and nothing happens to who thinks better of it.
        Act(() => Button(page, "Cancel").Click());
        page.WaitForAssertion(() => Assert.NotNull(Services.GetRequiredService<ConfirmService>().Pending));
        Services.GetRequiredService<ConfirmService>().Answer(agreed: false);
        Assert.NotNull(_host.Board.Find(Key));
        Act(() => Button(page, "Cancel").Click());
        page.WaitForAssertion(() => Assert.NotNull(Services.GetRequiredService<ConfirmService>().Pending));
        Services.GetRequiredService<ConfirmService>().Answer(agreed: true);
        page.WaitForAssertion(() => Assert.Equal("Cancelled", Card(page).QuerySelector(".badge")!.TextContent.Trim()));
    }

    [Fact]
    public async Task A_schedule_is_told_in_words_paused_and_resumed()
    {
        var page = Render<JobsPage>();
        page.WaitForAssertion(() => Assert.Contains("Every day at 3:30", Card(page, "clean-up").TextContent, StringComparison.Ordinal));
        Assert.Equal("0 30 3 * * ?", Card(page, "clean-up").QuerySelector("code")!.TextContent);
        Assert.Equal(3, Card(page, "clean-up").QuerySelector(".job__schedule .faint")!.TextContent.Split('·').Length);

        Act(() => Card(page, "clean-up").QuerySelector("button[aria-label='Pause Clean up']")!.Click());
        page.WaitForAssertion(() => Assert.StartsWith("Paused by ann since", Card(page, "clean-up").QuerySelector(".job__paused")!.TextContent, StringComparison.Ordinal));
        Assert.Equal("1", page.Find("[data-testid=paused]").TextContent);

        Act(() => Card(page, "clean-up").QuerySelector("button[aria-label='Resume Clean up']")!.Click());
        page.WaitForAssertion(() => Assert.Null(Card(page, "clean-up").QuerySelector(".job__paused")));
        Assert.Null(Card(page).QuerySelector("button[aria-label^=Pause]"));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/jobs?view=actions");
        var actions = Render<JobsPage>();
        actions.WaitForAssertion(() => Assert.Equal(["Resumed", "Paused"], actions.FindAll("tbody tr").Select(row => row.QuerySelectorAll("td")[2].TextContent.Trim())));
    }

    [Fact]
    public async Task The_page_of_a_run_tells_all_about_it_and_what_follows()
    {
        await _host.Get<IJobChains>().StartAsync(Guid.NewGuid(), [Key, "second"], "import", default);
        var failed = await _host.UntilAsync(JobRunState.Failed);

        var page = Render<JobRunPage>(parameters => parameters.Add(run => run.Run, failed.Id));
        page.WaitForAssertion(() => Assert.Equal(["Scripted", "third row"], [page.Find("h1").TextContent.Split("Name")[0], Fact(page, "Step it was in")]));
        Assert.Equal(("the third row is empty", "import", _host.Get<JobNode>().Name), (Fact(page, "Error"), Fact(page, "Started by"), Fact(page, "Process")));
        Assert.Contains("InvalidDataException", page.Find("pre").TextContent, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("Stopped after 0 of 2", page.Find("[data-testid=chain]").TextContent, StringComparison.Ordinal));

        Act(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Retry").Click());
        page.WaitForAssertion(() => Assert.Contains("30%", page.Find("[data-testid=chain]").TextContent.Replace(" %", "%", StringComparison.Ordinal), StringComparison.Ordinal));
        _goOn.SetResult();
        page.WaitForAssertion(() => Assert.Contains("Everything is done.", page.Find("[data-testid=chain]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_is_gone_is_said_to_be()
    {
        var page = Render<JobRunPage>(parameters => parameters.Add(run => run.Run, Guid.NewGuid()));

        page.WaitForAssertion(() => Assert.Equal("There is no such run.", page.Find(".empty__title").TextContent));
    }

    [Fact]
    public async Task The_history_shows_what_the_address_says()
    {
        await _host.Jobs.StartAsync(Key, "ann", default);
        await _host.UntilAsync(JobRunState.Failed);
        await _host.Jobs.StartAsync("second", "bob", default);
        await JobHost.UntilAsync(async () => (await _host.Reader.NewestAsync("second", 1, default)) is [{ State: JobRunState.Succeeded }]);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/jobs?view=history");

        var page = Render<JobsPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));

        Act(() => page.FindAll("select")[1].Change("Failed"));
        Assert.EndsWith("/admin/jobs?view=history&state=Failed", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("the third row is empty", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        Act(() => page.FindAll("select")[0].Change("second"));
        page.WaitForAssertion(() => Assert.Equal("No run fits.", page.Find(".empty__title").TextContent));
    }

    [Theory]
    [InlineData("0 0/10 * * * ?", false, "Every 10 minutes.")]
    [InlineData("0 5 * * * ?", true, "Every hour at minute 5. Also at every start.")]
    [InlineData("0 5 16 * * ?", false, "Every day at 4:05 PM.")]
    [InlineData("0 15 4 ? * SUN", false, "Every Sunday at 4:15 AM.")]
    [InlineData("0 0 12 1 * ?", false, "By the expression 0 0 12 1 * ?.")]
    [InlineData(null, true, "Runs at every start, and when asked.")]
    public void Schedules_in_words(string? cron, bool atStart, string words)
    {
        var told = Services.GetRequiredService<JobWords>().Schedule(new JobDefinition("x", "CleanUp", cron, atStart));

        Assert.Equal(words, told.Replace('\u202F', ' '));
    }

    [Fact]
    public async Task Alerts_name_what_failed_and_what_is_paused_for_long()
    {
        await _host.Jobs.StartAsync(Key, "ann", default);
        var failed = await _host.UntilAsync(JobRunState.Failed);
        await JobHost.UntilAsync(() => Task.FromResult(_host.Board.Find(Key) is null));
        await _host.Jobs.PauseAsync("clean-up", new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.Name, "ann"), new(System.Security.Claims.ClaimTypes.Role, "Admin")], "test")), default);
        var texts = Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<JobText>>();

        var now = Assert.Single(await new JobAlerts(_host.Jobs, texts, TimeProvider.System).CheckAsync(default));
        Assert.Equal((AlertLevel.Danger, "At “third row”: the third row is empty", $"/admin/jobs/{failed.Id}"), (now.Level, now.Text, now.Href));

        var later = await new JobAlerts(_host.Jobs, texts, new TestClock(TimeProvider.System.GetUtcNow().AddDays(3))).CheckAsync(default);
        Assert.Equal(["Clean up is paused"], later.Where(alert => alert.Level == AlertLevel.Warning).Select(alert => alert.Title));
        Assert.StartsWith("For 3 days, by ann.", later.Single(alert => alert.Level == AlertLevel.Warning).Text, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Card(IRenderedComponent<JobsPage> page, string job = Key) => page.Find($"article[aria-labelledby=job-{job}]");

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<JobsPage> page, string name) => Card(page).QuerySelectorAll("button").Single(button => button.TextContent.Trim() == name);

    private static string Fact(IRenderedComponent<JobRunPage> page, string name) => page.FindAll("dt").Single(term => term.TextContent == name).NextElementSibling!.TextContent;
}
