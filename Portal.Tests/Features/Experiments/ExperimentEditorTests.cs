using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Engine;
using Portal.Experiments;
using Portal.Shared;

namespace Portal.Tests.Features.Experiments;

public sealed class ExperimentEditorTests : ExperimentScene
{
    private string Address => Services.GetRequiredService<NavigationManager>().ToBaseRelativePath(Services.GetRequiredService<NavigationManager>().Uri);

    [Fact]
    public async Task A_draft_of_the_weights_becomes_an_experiment_against_what_is_live()
    {
        await DraftAsync("Calmer", weights => With(With(weights, "signals.freshness", 3), "diversity", 0.5));
        Assert.Equal(["/admin/experiments/new?version=2"], Services.GetServices<IDraftTarget>().Select(target => target.AddressOf(2)));

        var page = Page(version: 2);

        Assert.Equal(["Control", "Calmer"], page.FindAll(".variant__name input").Select(input => input.GetAttribute("value")));
        Assert.Equal("Calmer against live", page.Find("#experiment-name").GetAttribute("value"));
        Assert.Equal(["signals.freshness", "diversity"], page.FindAll("[data-variant='1'] tbody tr").Select(row => row.GetAttribute("data-weight")));
        Assert.Empty(page.FindAll("[data-variant='0'] tbody tr"));
        Act(() => page.FindAll("button").First(button => button.TextContent.Trim() == "Save").Click());

        page.WaitForAssertion(() => Assert.Equal("admin/experiments/calmer-against-live/edit", Address));
        var stored = (await Store.FindAsync("calmer-against-live", default))!;
        Assert.Equal(("2", ExperimentState.Draft), (stored.Plan.Variants[1].Settings["weights"], stored.State));
        Assert.Equal(["against-rate", "empty-lists", "violations", "latency-p95"], stored.Plan.Guardrails.ToArray());
    }

    [Fact]
    public async Task Shares_are_told_to_be_wrong_until_they_add_up()
    {
        await DraftedAsync();
        var page = Page("fresher-feed");

        Act(() => page.Find("#share-0").Change("33.3"));
        page.WaitForAssertion(() => Assert.Equal("Adds up to 83.3%; make it 100%", page.Find("[data-testid=share-sum]").TextContent.Trim().Replace(" %", "%", StringComparison.Ordinal)));
        page.WaitForAssertion(() => Assert.Equal("Missing", page.Find("[data-check=Shares]").GetAttribute("data-state")));
        Act(() => page.Find("#share-1").Change("66.7"));
        page.WaitForAssertion(() => Assert.Equal("Ok", page.Find("[data-check=Shares]").GetAttribute("data-state")));
        Act(() => page.Find("#share-1").Change("667"));
        page.WaitForAssertion(() => Assert.Contains("667 is not allowed", page.Find(".number .field__error").TextContent, StringComparison.Ordinal));

        Act(() => page.FindAll("button").First(button => button.TextContent.Trim() == "Equal shares").Click());
        page.WaitForAssertion(() => Assert.Equal(["50", "50"], page.FindAll("#share-0, #share-1").Select(share => share.GetAttribute("value"))));
    }

    [Fact]
    public async Task A_number_is_set_over_what_is_live_within_its_range_and_taken_back()
    {
        await DraftedAsync();
        var page = Page("fresher-feed");

        Act(() => page.Find("#variant-1-add").Change("diversity"));
        page.WaitForElement("[data-variant='1'] [data-weight=diversity] input");
        Act(() => page.Find("[data-variant='1'] [data-weight=diversity] input").Change("9"));
        Assert.Contains("9 is not allowed", page.WaitForElement("[data-variant='1'] .field__error").TextContent, StringComparison.Ordinal);
        Act(() => page.Find("[data-variant='1'] [data-weight=diversity] input").Change("0.4"));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-variant='1'] .field__error")));
        Act(() => page.Find("[aria-label='Reset Freshness']").Click());
        Act(() => page.Find("#variant-1-cards").Change("12"));
        Act(() => page.FindAll("button").First(button => button.TextContent.Trim() == "Save").Click());

        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message == "“Fresher feed” is saved."));
        Assert.Equal(
            [KeyValuePair.Create("feed.cards", "12"), KeyValuePair.Create("weights/diversity", "0.4")], (await Store.FindAsync("fresher-feed", default))!.Plan.Variants[1].Settings);
    }

    [Fact]
    public async Task How_many_it_takes_follows_the_effect_and_becomes_the_plan()
    {
        await AddTrafficAsync(60);
        await DraftedAsync();
        var page = Page("fresher-feed");
        var before = page.Find("[data-testid=power] strong").TextContent;

        Act(() => page.Find("#minimum-effect").Change("50"));

        page.WaitForAssertion(() => Assert.NotEqual(before, page.Find("[data-testid=power] strong").TextContent));
        var after = page.Find("[data-testid=power] strong").TextContent;
        Act(() => page.Find(".power__plan button").Click());
        page.WaitForAssertion(() => Assert.Equal(after.Replace(",", "", StringComparison.Ordinal), page.Find("#planned-units").GetAttribute("value")));
        Assert.Empty(page.FindAll(".power__plan button"));
        Assert.Single(page.FindAll(".curve"));
    }

    [Fact]
    public async Task Whom_a_condition_takes_is_counted_while_it_is_written()
    {
        await AddTrafficAsync(40);
        await DraftedAsync();
        var page = Page("fresher-feed");
        Assert.Equal("Takes 41 of 41 people now", page.Find("[data-testid=audience]").TextContent.Trim());

        Act(() => page.Find("#experiment-condition").Change("""{"device": "phone"}"""));
        page.WaitForAssertion(() => Assert.Equal("Takes 14 of 41 people now", page.Find("[data-testid=audience]").TextContent.Trim()));
        Act(() => page.Find("#experiment-condition").Change("""{"device": {"$near": 1}}"""));

        page.WaitForAssertion(() => Assert.Contains("$near", page.Find("#experiment-condition-count").TextContent, StringComparison.Ordinal));
        Assert.Equal("Missing", page.Find("[data-check=Audience]").GetAttribute("data-state"));
    }

    [Fact]
    public async Task Who_saves_second_sees_what_the_first_changed_and_keeps_their_own()
    {
        var read = await DraftedAsync();
        var page = Page("fresher-feed");
        Act(() => page.Find("#coverage").Change("30"));
        await Drafts.SaveAsync(Bob, read.Id, read.Draft with { Hypothesis = "Theirs.", Plan = read.Plan with { Coverage = 0.7 } }, read.Revision, default);

        Act(() => page.FindAll("button").First(button => button.TextContent.Trim() == "Save").Click());
        page.WaitForAssertion(() => Assert.Equal(["Hypothesis", "Coverage"], page.FindAll("[data-field]").Select(row => row.GetAttribute("data-field"))));
        Act(() => page.FindAll("button").First(button => button.TextContent.Trim() == "Bring together and save").Click());

        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message == "“Fresher feed” is saved."));
        var stored = (await Store.FindAsync("fresher-feed", default))!;
        Assert.Equal(("Theirs.", 0.3), (stored.Draft.Hypothesis, stored.Plan.Coverage));
    }

    [Fact]
    public async Task What_has_begun_is_not_edited_and_what_is_not_there_is_said()
    {
        await StartedAsync();

        Assert.Contains("has begun", Page("fresher-feed").Markup, StringComparison.Ordinal);
        Assert.Contains("There is no experiment “lost”", Page("lost").Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ExperimentEditorPage> Page(string? key = null, int? version = null)
    {
        if (version is not null)
        {
            Services.GetRequiredService<NavigationManager>().NavigateTo($"/admin/experiments/new?version={version}");
        }

        var page = Render<ExperimentEditorPage>(parameters => parameters.Add(page => page.Key, key));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=loading]")));
        return page;
    }
}
