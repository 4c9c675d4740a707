using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Profiles;
using Portal.Overview;
using Portal.Shell;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Overview;

public sealed class OverviewPageTests : PageScene
{
    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddDiagnostics();
        Services.AddOverview();
        await AddItemsAsync(Film("solaris"), Film("stalker"), Film("mirror"), Film("ran"));
    }

    [Fact]
    public void On_an_empty_portal_every_number_says_so()
    {
        var page = Render<OverviewPage>();

        page.WaitForAssertion(() => Assert.Equal(["1", "0", "–", "4", "–", "0.0%", "0"], Values(page)[..7]));
        Assert.Equal(["0", "0", "–", "–", "–", "–", "–", "–", "0"], Values(page)[7..16]);
        Assert.Contains("not rolled up yet", page.Find(".overview__foot").TextContent, StringComparison.Ordinal);
        Assert.Contains("The numbers of this page are not up to date", page.Find(".alerts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".overview__bar .badge"));
    }

    [Fact]
    public async Task Numbers_are_those_of_the_span_with_the_change_against_the_one_before()
    {
        await HistoryAsync();

        var page = Render<OverviewPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".number")));

        // 24 hours: two of the three feeds; before them one.
        Assert.Equal("2", Value(page, "Feeds"));
        Assert.Contains("100% more than before", Card(page, "Feeds"), StringComparison.Ordinal);
        Assert.Equal(("≈", false), ("≈", Value(page, "Active").Contains('≈', StringComparison.Ordinal)));
        Assert.Equal("2", Value(page, "Active"));

        // Two cards on a screen, one opened: half. Of four items two were shown.
        Assert.Equal(("50.0%", "50.0%"), (Value(page, "Clicks"), Value(page, "Coverage")));
        Assert.InRange(double.Parse(Value(page, "P99").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), 196, 204);
        Assert.Equal("3", Value(page, "Violations"));
        Assert.Equal("Simulated: 50% of people, 67% of actions", page.Find(".overview__bar .badge").TextContent.Trim());
        Assert.Contains("lowest 0, highest 1", page.Find("#number-Feeds").ParentElement!.QuerySelector("svg.sparkline")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_says_of_which_span_and_of_whom()
    {
        await HistoryAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo("/admin?range=7d&people=real");

        var page = Render<OverviewPage>();

        page.WaitForAssertion(() => Assert.Equal("1", Value(page, "People")));
        Assert.Equal(("2", "1", "1"), (Value(page, "Feeds"), Value(page, "Active"), Value(page, "Acts")));
        Assert.Equal(["/admin?range=7d&people=real", "/admin?range=7d&people=real"], page.FindAll("a[aria-current=true]").Select(link => link.GetAttribute("href")));
        Assert.Equal(["/admin?people=real", "/admin?range=7d&people=real", "/admin?range=30d&people=real", "/admin?range=7d", "/admin?range=7d&people=real"], page.FindAll(".overview__choice").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task What_is_not_rolled_up_yet_is_counted_as_one_looks_and_gives_the_same()
    {
        await HistoryAsync(rollUp: false);
        var live = await Services.GetRequiredService<OverviewService>().ReadAsync(OverviewRange.All[0], false, default);
        await Services.GetRequiredService<MetricRollUp>().RunAsync(null, default);
        var rolled = await Services.GetRequiredService<OverviewService>().ReadAsync(OverviewRange.All[0], false, default);

        // The hours before the last three are missing until then.
        Assert.True(live.Late);
        Assert.False(rolled.Late);
        Assert.Equal((1, 2), (Number(live, "Feeds").Value, Number(rolled, "Feeds").Value));
        Assert.Equal(Number(live, "Acts").Value, Number(rolled, "Acts").Value);
        Assert.Equal((1, 24), (Number(rolled, "Acts").Trend.Count(value => value > 0), Number(rolled, "Acts").Trend.Count));
    }

    [Fact]
    public void Every_number_leads_to_a_page_that_there_is()
    {
        var page = Render<OverviewPage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".number")));

        var places = NavEntry.Administration.Concat(NavEntry.Analysis).Select(entry => entry.Href).ToHashSet();
        Assert.All(page.FindAll(".number__link, .alerts__title"), link => Assert.Contains(link.GetAttribute("href")!.Split('?')[0], places));
        Assert.All(page.FindAll(".number"), card => Assert.NotEmpty(card.QuerySelector(".number__source")!.TextContent.Trim()));
    }

    [Fact]
    public async Task Alerts_stand_above_with_the_worst_first_and_a_rule_that_fails_hides_no_other()
    {
        await using (var db = Database.CreateDbContext())
        {
            db.RuleAudits.Add(new RuleAuditEntity { Day = DateOnly.FromDateTime(Now), List = "feed", Lists = 1, Items = 5, Violations = 2 });
            await db.SaveChangesAsync();
        }

        Services.AddAlertRule<BrokenRule>();

        var page = Render<OverviewPage>();

        page.WaitForAssertion(() => Assert.Equal("2 items on lists broke a rule of their person", page.FindAll(".alerts__title")[0].TextContent));
        Assert.Equal("The numbers of this page are not up to date", page.FindAll(".alerts__title")[1].TextContent);
        Assert.Contains("The check BrokenRule could not be made", page.Find(".alerts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Chinese_it_speaks_Chinese()
    {
        await HistoryAsync();
        Speak("zh-Hans");

        var page = Render<OverviewPage>();

        page.WaitForAssertion(() => Assert.Contains("比之前多", Card(page, "Feeds"), StringComparison.Ordinal));
    }

    private static string[] Values(IRenderedComponent<OverviewPage> page) => [.. page.FindAll(".number__value").Select(value => Plain(value.TextContent))];

    private static string Value(IRenderedComponent<OverviewPage> page, string key) => Plain(page.Find($"[data-testid={key}]").TextContent);

    private static string Card(IRenderedComponent<OverviewPage> page, string key) => Plain(page.Find($"#number-{key}").ParentElement!.TextContent);

    // Whether a blank stands before a percent sign depends on the machine's tables of cultures.
    private static string Plain(string text) => text.Replace(" %", "%", StringComparison.Ordinal).Replace("\u00A0%", "%", StringComparison.Ordinal).Trim();

    private static OverviewNumber Number(OverviewView view, string key) => view.Groups.SelectMany(group => group.Numbers).Single(number => number.Key == key);

    // Half of the people are made up; what is done was done in the hour that goes on.
    private async Task HistoryAsync(bool rollUp = true)
    {
        await using (var db = Database.CreateDbContext())
        {
            db.Users.Add(new PortalUser { Id = "made-up", UserName = "made-up", Simulated = true });
            await db.SaveChangesAsync();
            var items = await db.Items.OrderBy(item => item.Id).Select(item => item.Id).ToListAsync();
            var list = Guid.NewGuid();
            foreach (var (id, user, hours, took) in new[] { (list, Me, 0.1, 40.0), (Guid.NewGuid(), "made-up", 5.0, 200.0), (Guid.NewGuid(), Me, 30.0, 60.0) })
            {
                db.FeedRequests.Add(new FeedRequestEntity { Id = id, UserId = user, AtUtc = Now.AddHours(-hours), WeightsFingerprint = "w", EngineVersion = "e", DurationMs = took });
                db.ServedPositions.Add(new ServedPositionEntity { RequestId = id, Position = 0, ItemId = items[0], UserId = user, AtUtc = Now, TopSignal = "text" });
            }

            foreach (var (user, item, kind, request) in new[]
            {
                (Me, 0, InteractionKind.Impression, (Guid?)list), (Me, 1, InteractionKind.Impression, list), (Me, 0, InteractionKind.Click, list), ("made-up", 2, InteractionKind.Like, null), ("made-up", 3, InteractionKind.Like, null),
            })
            {
                db.Interactions.Add(new InteractionEntity { UserId = user, ItemId = items[item], Kind = kind, AtUtc = Now.AddMinutes(-3), Context = "test", RequestId = request });
            }

            db.RuleAudits.Add(new RuleAuditEntity { Day = DateOnly.FromDateTime(Now), List = "feed", Lists = 1, Items = 5, Violations = 3 });
            await db.SaveChangesAsync();
        }

        if (rollUp)
        {
            await Services.GetRequiredService<MetricRollUp>().RunAsync(null, default);
        }
    }

    private sealed class BrokenRule : IAlertRule
    {
        public Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct) => throw new InvalidOperationException("no");
    }
}
