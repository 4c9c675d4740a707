using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.OfflineEvaluation;

namespace Portal.Tests.Features.OfflineEvaluation;

public sealed class EvaluationPageTests : OfflineScene
{
    [Fact]
    public async Task The_usual_comparison_is_one_click_away_and_progress_is_followed()
    {
        BeAdmin();
        var page = Render<EvaluationPage>();
        page.WaitForElement(".empty button");
        Act(() => page.Find(".empty button").Click());

        page.WaitForAssertion(() => Assert.Equal(1, Runs.Starts));
        Assert.Equal(OfflineRequest.UsualModels, (await Requests.FindAsync(default))!.Models);
        page.WaitForAssertion(() => Assert.Contains("Waiting to run", page.Markup, StringComparison.Ordinal));

        Runs.Tell(new WorkProgress(30, 120, "ease learns"));
        page.WaitForAssertion(() => Assert.Equal(("30", "120"), (page.Find("progress").GetAttribute("value"), page.Find("progress").GetAttribute("max"))));
        Assert.Contains("ease learns", page.Find(".evaluation__live").TextContent, StringComparison.Ordinal);
        Act(() => page.Find(".evaluation__live button").Click());
        Assert.Equal(1, Runs.Cancels);
    }

    [Fact]
    public async Task A_run_is_shown_with_its_differences_to_another()
    {
        await ActAsync();
        await Requests.SaveAsync(new OfflineRequest { Models = ["popular", "ease"] }, [], Admin, default);
        var first = await Evaluator.RunAsync(null, default);
        Clock.Advance(TimeSpan.FromDays(1));
        await using (var db = Database.CreateDbContext())
        {
            db.Interactions.RemoveRange(db.Interactions.Where(row => row.UserId == "u1" || row.UserId == "u3"));
            await db.SaveChangesAsync();
        }

        await Requests.SaveAsync(new OfflineRequest { Models = ["popular", "ease"] }, [], Admin, default);
        var second = await Evaluator.RunAsync(null, default);
        var runs = await Reports.ListAsync(default);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/admin/evaluation?run={runs[0].Id}&with={runs[1].Id}");

        var page = Render<EvaluationPage>();
        page.WaitForElement(".metrics__table");

        var change = second.Of("ease", "ndcg")!.Value - first.Of("ease", "ndcg")!.Value;
        Assert.NotEqual(0, Math.Round(change, 4));
        Assert.Equal(change.ToString("+0.0000;−0.0000", CultureInfo.CurrentCulture), page.FindAll(".metrics__table tbody tr")[1].QuerySelector(".metrics__change")!.TextContent);
        Assert.Equal(3, page.FindAll("figure.scatter").Count);
        Assert.Equal(4, page.FindAll("svg.trend circle").Count);
        Assert.Equal(["film", "book"], page.Find(".shares__table").QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal($"/admin/evaluation/{runs[0].Id}.csv", page.Find("a[download]").GetAttribute("href"));

        // An analyst reads, and starts nothing.
        Assert.Empty(page.FindAll(".page-header button"));
    }

    [Fact]
    public async Task Why_the_last_run_failed_is_told()
    {
        await using (var db = Database.CreateDbContext())
        {
            db.JobRuns.Add(new JobRunEntity { Id = Guid.NewGuid(), Job = OfflineRequests.JobKey, State = JobRunState.Failed, Error = "mine.csv, line 2: expected more.", StartedUtc = Clock.GetUtcNow().UtcDateTime, TriggeredBy = "Ada" });
            await db.SaveChangesAsync();
        }

        var page = Render<EvaluationPage>();

        page.WaitForAssertion(() => Assert.Contains("mine.csv, line 2", page.Find(".evaluation__failure").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void A_form_that_is_not_complete_says_what_is_missing()
    {
        BeAdmin();
        var page = Render<EvaluationPage>();
        page.WaitForElement(".page-header button:not([disabled])");
        Act(() => page.Find(".page-header button:not([disabled])").Click());
        Act(() => page.FindAll("input[type=radio]")[1].Change("on"));
        Act(() => page.Find("select#evaluate-protocol").Change("fold-in"));
        Act(() => page.Find("form").Submit());

        Assert.Equal("Choose a file: Ratings.", page.Find(".evaluate__problem").TextContent);
        Act(() => page.FindAll("input[type=radio]")[0].Change("on"));
        foreach (var model in OfflineRequest.UsualModels)
        {
            Act(() => page.FindAll("input[type=checkbox]").Single(box => box.ParentElement!.TextContent.StartsWith(model, StringComparison.Ordinal)).Change(false));
        }

        Act(() => page.Find("form").Submit());
        Assert.Equal("Choose at least one model.", page.Find(".evaluate__problem").TextContent);
        Assert.Equal(0, Runs.Starts);
    }

    private void BeAdmin() => AddAuthorization().SetAuthorized("Ada").SetClaims(new Claim(ClaimTypes.NameIdentifier, Me)).SetRoles(Roles.Admin).SetPolicies(Policies.Admin, Policies.Analyst);
}
