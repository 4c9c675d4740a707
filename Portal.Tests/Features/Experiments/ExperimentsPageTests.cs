using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Experiments;
using Portal.Shared;

namespace Portal.Tests.Features.Experiments;

public sealed class ExperimentsPageTests : ExperimentScene
{
    [Fact]
    public void Without_any_it_is_said_what_they_are_for()
    {
        var page = Page();

        Assert.Equal("No experiments yet", page.Find(".empty__title").TextContent);
        Assert.Equal("/admin/experiments/new", page.Find(".empty__action a").GetAttribute("href"));
    }

    [Fact]
    public async Task They_stand_with_their_state_and_how_far_they_are_and_can_be_filtered()
    {
        await StartedAsync();
        await DraftedAsync();
        Clock.Advance(TimeSpan.FromDays(3));

        var page = Page();

        Assert.Equal(["fresher-feed", "fresher-feed-2"], page.FindAll("[data-experiment]").Select(card => card.GetAttribute("data-experiment")));
        Assert.Equal(["/admin/experiments/fresher-feed", "/admin/experiments/fresher-feed-2/edit"], page.FindAll(".experiment__name a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Nothing counted yet", page.Find(".experiment__status").TextContent);
        Assert.Equal(["0 of 2,000", "3 of at least 7 days"], page.FindAll(".experiment__far .numbers").Select(far => far.TextContent));
        Act(() => page.FindAll(".chip button").First(chip => chip.TextContent.Contains("Draft", StringComparison.Ordinal)).Click());
        Assert.EndsWith("/admin/experiments?state=draft", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal(["fresher-feed-2"], page.FindAll("[data-experiment]").Select(card => card.GetAttribute("data-experiment"))));
    }

    [Fact]
    public async Task A_draft_is_started_after_a_look_at_its_checklist_and_a_running_one_is_decided()
    {
        await DraftedAsync();
        var page = Page();

        Act(() => page.Find("[aria-label='Start Fresher feed']").Click());
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".modal [data-check]")));
        Press(page, "Start");
        page.WaitForAssertion(() => page.Find("[aria-label='Pause Fresher feed']"));
        Act(() => page.Find("[aria-label='Decide on Fresher feed']").Click());
        Act(() => page.Find("[id^=decide-note]").Input("It won."));
        Press(page, "Ship");

        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message == "“Fresher feed” is decided; the variant ranks everybody’s feed at once."));
        Assert.Equal(["1 Archived", "2 Live"], await StatesAsync());
        page.WaitForAssertion(() => Assert.Contains("Shipped: Fresh", page.Find(".experiment__badges").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Longer_and_with_other_shares_it_goes_on_and_says_what_that_means()
    {
        await StartedAsync();
        var page = Page();

        Act(() => page.Find("[aria-label='Extend Fresher feed']").Click());
        Act(() => page.Find("[id^=extend-share-0]").Change("20"));
        Assert.Contains("make it 100%", page.Find(".modal .field__error").TextContent.Replace(" %", "%", StringComparison.Ordinal), StringComparison.Ordinal);
        Act(() => page.Find("[id^=extend-share-1]").Change("80"));
        Assert.Contains("keeps it", page.Find(".modal .muted").TextContent, StringComparison.Ordinal);
        Press(page, "Extend");

        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message.Contains("goes on by the new plan", StringComparison.Ordinal)));
        Assert.Equal(["started [0.5,0.5] 1 over", "extended [0.2,0.8] 1 open"], await PeriodsAsync());
    }

    [Fact]
    public async Task An_analyst_reads_and_changes_nothing()
    {
        await StartedAsync();
        Authorization.SetRoles(Roles.Analyst);

        var page = Page();

        Assert.Single(page.FindAll("[data-experiment]"));
        Assert.Empty(page.FindAll(".actions, .page-header a, #holdout-share"));
    }

    [Fact]
    public async Task The_share_held_out_is_set_here()
    {
        await DraftedAsync();
        var page = Page();

        Act(() => page.Find("#holdout-share").Change("5"));
        Act(() => page.Find(".holdout button").Click());

        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message == "The hold-out is set."));
        await using var db = Database.CreateDbContext();
        Assert.StartsWith("""{"share":0.05,"seed":""", (await db.Settings.FindAsync("experiments.holdout"))!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_deleted_only_when_that_is_meant_and_a_copy_is_opened()
    {
        await DraftedAsync();
        var page = Page();
        var confirm = Services.GetRequiredService<ConfirmService>();

        Act(() => page.Find("[aria-label='Delete Fresher feed']").Click());
        Assert.True(SpinWait.SpinUntil(() => confirm.Pending is not null, TimeSpan.FromSeconds(15)));
        confirm.Answer(agreed: false);
        Act(() => page.Find("[aria-label='Duplicate Fresher feed']").Click());

        page.WaitForAssertion(() => Assert.EndsWith("/admin/experiments/copy-of-fresher-feed/edit", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal(2, (await Store.ListAsync(default)).Count);
    }

    private IRenderedComponent<ExperimentsPage> Page()
    {
        var page = Render<ExperimentsPage>();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=loading]")));
        return page;
    }

    private void Press(IRenderedComponent<ExperimentsPage> page, string name)
    {
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".modal__actions .button--primary"), button => button.TextContent.Trim() == name));
        Act(() => page.FindAll(".modal__actions .button--primary").First(button => button.TextContent.Trim() == name).Click());
    }
}
