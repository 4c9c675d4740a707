using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Portal.Engine;
using Portal.Shared;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class WeightsPageTests : WeightScene
{
    [Fact]
    public async Task Versions_stand_with_their_state_and_what_differs_in_words()
    {
        await DraftAsync("Calmer <b>", weights => With(With(With(weights, "signals.freshness", 0), "diversity", 0.24), "interactions.hide", -1));

        var page = await PageAsync();

        Assert.Equal(["2", "1"], page.FindAll("[data-version]").Select(card => card.GetAttribute("data-version")));
        Assert.Equal(["Draft", "Live"], page.FindAll(".version .badge").Select(badge => badge.TextContent.Trim()));
        Assert.Contains("Calmer <b>", page.Find(".version__name").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["Freshness 0.05 0 switched off", "Variety 0.12 0.24 raised by 100%", "Hidden 0 -1 switched on"],
            page.FindAll("#weights-diff tbody tr").Select(row => $"{row.QuerySelector("th")!.FirstChild!.TextContent} {string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Replace(" ", "", StringComparison.Ordinal) is var text && text.Contains('%') ? cell.TextContent.Replace(" %", "%", StringComparison.Ordinal) : cell.TextContent))}"));
        Assert.Contains("Ann drafted Calmer <b> v2", page.Find(".weights__event").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_made_live_after_a_look_at_the_difference_and_taken_back()
    {
        await DraftAsync();
        var page = await PageAsync();

        Act(() => page.Find("[aria-label='Make Calmer v2 live']").Click());
        Assert.Equal("Make Calmer v2 live?", Dialog(page));
        Assert.Single(page.FindAll(".modal .diff tbody tr"));
        Press(page, "Make live");

        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message == "Calmer v2 is live; feeds follow at once."));
        Assert.Equal(["1 Archived", "2 Live"], await StatesAsync());
        page.WaitForAssertion(() => page.Find("[aria-label='Make Default v1 live again']"));
        Act(() => page.Find("[aria-label='Make Default v1 live again']").Click());
        Press(page, "Make live again");
        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message == "Default v1 is live; feeds follow at once."));
        Assert.Equal(["1 Live", "2 Archived"], await StatesAsync());
    }

    [Fact]
    public async Task Before_others_go_live_what_compares_with_the_live_ones_is_named()
    {
        Services.AddSingleton<IWeightUse>(new Comparing("Fresher feed", "Longer lists"));
        await DraftAsync();
        var page = await PageAsync();

        Act(() => page.Find("[aria-label='Make Calmer v2 live']").Click());

        page.WaitForAssertion(() => Assert.Contains("compare with what is live: Fresher feed, Longer lists.", page.Find(".followers").TextContent, StringComparison.Ordinal));
        Act(() => page.Find("[aria-label='Schedule Calmer v2']").Click());

        page.WaitForAssertion(() => Assert.NotNull(page.Find("#weight-schedule-form .followers")));
    }

    [Fact]
    public async Task A_moment_to_go_live_is_set_on_the_clock_of_who_looks_and_one_that_has_passed_is_refused()
    {
        await DraftAsync();
        var page = await PageAsync();
        Act(() => page.Find("[aria-label='Schedule Calmer v2']").Click());

        Act(() => page.Find("#weight-when").Input("2026-03-14T09:00"));
        Act(() => page.Find("#weight-schedule-form").Submit());
        page.WaitForAssertion(() => Assert.Contains("2026-03-14T09:00", page.Find(".modal .field__error").TextContent, StringComparison.Ordinal));
        Act(() => page.Find("#weight-when").Input("2026-03-15T06:30"));
        Act(() => page.Find("#weight-schedule-form").Submit());

        page.WaitForAssertion(() => page.Find("[aria-label='Unschedule Calmer v2']"));
        Assert.Equal(new DateTime(2026, 3, 15, 6, 30, 0, DateTimeKind.Utc), (await Profiles.FindAsync(2, default))!.ScheduledUtc);
        Act(() => page.Find("[aria-label='Unschedule Calmer v2']").Click());
        page.WaitForAssertion(() => page.Find("[aria-label='Schedule Calmer v2']"));
    }

    [Fact]
    public async Task A_draft_is_deleted_only_when_that_is_meant()
    {
        await DraftAsync();
        var page = await PageAsync();
        var confirm = Services.GetRequiredService<ConfirmService>();

        Ask();
        confirm.Answer(agreed: false);
        Assert.Equal(2, (await StatesAsync()).Count);
        Ask();
        confirm.Answer(agreed: true);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-version]")));
        Assert.Equal(["1 Live"], await StatesAsync());

        void Ask()
        {
            Act(() => page.Find("[aria-label='Delete Calmer v2']").Click());
            Assert.True(SpinWait.SpinUntil(() => confirm.Pending is not null, TimeSpan.FromSeconds(15)));
        }
    }

    [Fact]
    public async Task A_file_becomes_a_draft_or_its_mistakes_are_told()
    {
        var page = await PageAsync();
        Act(() => page.FindAll(".page-header button").First(button => button.TextContent.Trim() == "Import").Click());

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("""{ "weights": { "diversty": 1, "balance": 9 } }""", "evening.json"));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".import__problems li").Count));
        Assert.Contains("weights.balance is 9; allowed is 0 to 5.", page.Find(".import__problems").TextContent, StringComparison.Ordinal);
        Assert.Single(await StatesAsync());
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("""{ "weights": { "balance": 4 } }""", "evening.json"));

        page.WaitForAssertion(() => Assert.EndsWith("/admin/weights/2", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var draft = (await Profiles.FindAsync(2, default))!;
        Assert.Equal(("evening", 4.0, null), (draft.Name, Of(draft.Weights, "balance"), draft.BaseVersion));
        Assert.Equal("weights.imported", (await AuditAsync())[0].Action);
    }

    private sealed class Comparing(params string[] names) : IWeightUse
    {
        public Task<bool> RanksByAsync(int version, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<IReadOnlyList<string>> FollowersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(names);
    }

    private Task<IRenderedComponent<WeightsPage>> PageAsync()
    {
        var page = Render<WeightsPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-version]")));
        return Task.FromResult(page);
    }

    private static string Dialog(IRenderedComponent<WeightsPage> page) => page.FindAll(".modal__title").Select(title => title.TextContent).First(title => title.Length > 0 && title.EndsWith('?'));

    private void Press(IRenderedComponent<WeightsPage> page, string name) => Act(() => page.FindAll(".modal__actions .button--primary").First(button => button.TextContent.Trim() == name).Click());
}
