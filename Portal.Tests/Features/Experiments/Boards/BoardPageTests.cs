using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Engine.Experiments;
using Portal.Experiments;
using Portal.Experiments.Boards;

namespace Portal.Tests.Features.Experiments.Boards;

public sealed class BoardPageTests : BoardScene
{
    [Fact]
    public async Task A_win_is_told_with_its_rule_and_only_what_is_decided_has_a_colour()
    {
        var board = await StoreAsync(new DrawnExperiment());
        Assert.Equal(DecisionRule.Win, board.Report!.Decision.Rule);

        var page = Open();

        Assert.Equal("Ship Fresher", page.Find(".status__title").TextContent);
        var rule = page.Find(".status__rule").TextContent;
        Assert.Contains("corrected p ", rule, StringComparison.Ordinal);
        Assert.Contains("limit 0.050, at every look", rule, StringComparison.Ordinal);
        Assert.Equal("better", Badge(Row(page, "likes-per-unit")));
        Assert.NotNull(Row(page, "likes-per-unit").QuerySelector(".scorecard-row__effect--better"));
        Assert.Equal("undecided", Badge(Row(page, "against-rate")));
        Assert.Empty(Row(page, "against-rate").QuerySelectorAll(".scorecard-row__effect--better, .scorecard-row__effect--worse"));
        Assert.Contains("7", page.Find("[aria-labelledby=left-out-title]").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/admin/experiments/{Key}.csv", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task A_wrong_split_blocks_the_reading_until_it_is_wanted_anyway()
    {
        await StoreAsync(new DrawnExperiment { Lost = 0.25 });

        var page = Open();

        Assert.StartsWith("Unhealthy", page.Find(".status__title").TextContent, StringComparison.Ordinal);
        Assert.Contains("not as planned", page.Find("[aria-labelledby=split-title]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find(".scorecard__scroll").HasAttribute("inert"));
        Assert.Contains("Do not read these effects", page.Find(".scorecard__notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".series, .segments"));

        Act(() => Chip(page, "Show anyway").Click());

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".series")));
        Assert.False(page.Find(".scorecard__scroll").HasAttribute("inert"));
        Assert.NotEmpty(page.FindAll(".scorecard__notice"));
    }

    [Fact]
    public async Task Weights_that_went_live_meanwhile_are_told_where_a_variant_follows_them()
    {
        await StoreAsync(new DrawnExperiment());
        await using (var db = Database.CreateDbContext())
        {
            Actor bob = new(null, "Bob");
            db.Audit(bob, AuditLog.WeightsPublished, "Before v2", DrawnExperiment.Start.AddMinutes(-1));
            db.Audit(bob, AuditLog.WeightsRolledBack, "Default v1", DrawnExperiment.Start.AddDays(3));
            db.Audit(bob, "weights.renamed", "Default v1", DrawnExperiment.Start.AddDays(4));
            db.Audit(bob, AuditLog.WeightsPublished, "Fresher v3", DrawnExperiment.Start.AddDays(9));
            var experiment = await db.Experiments.SingleAsync();
            (experiment.State, experiment.EndedUtc) = (ExperimentState.Stopped, DrawnExperiment.Start.AddDays(9));
            await db.SaveChangesAsync();
        }

        var card = Open().Find("[aria-labelledby=live-title]");

        Assert.Equal(["Mar 5 Default v1 by Bob"], card.QuerySelectorAll("dl > div").Select(row => $"{row.QuerySelector("dt")!.TextContent} {row.QuerySelector("dd")!.TextContent}"));
        Assert.Contains("these variants follow what is live: Live, Fresher.", card.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_went_live_are_nothing_to_variants_with_versions_of_their_own()
    {
        var plan = new DrawnExperiment().Plan;
        await StoreAsync(plan with { Variants = [.. plan.Variants.Select((variant, i) => variant with { Settings = variant.Settings.Add(ExperimentSettings.Weights, i == 0 ? "1" : "2") })] }, null);
        await using (var db = Database.CreateDbContext())
        {
            db.Audit(new Actor(null, "Bob"), AuditLog.WeightsPublished, "Other v3", DrawnExperiment.Start.AddDays(3));
            await db.SaveChangesAsync();
        }

        Assert.Empty((await Boards.FindAsync(Key, default))!.LiveChanges);
    }

    [Fact]
    public async Task On_the_first_day_no_interval_is_shown_until_it_is_wanted_anyway()
    {
        await StoreAsync(new DrawnExperiment { Length = TimeSpan.FromHours(20), Units = 900 });

        var page = Open();

        Assert.Contains("full day", page.Find(".status__rule").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".effect-bar, .effect-range, .series"));
        Assert.Contains("Too early", Row(page, "likes-per-unit").TextContent, StringComparison.Ordinal);

        Act(() => Chip(page, "Show anyway").Click());

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".effect-bar")));
    }

    [Fact]
    public async Task Of_several_variants_one_is_compared_and_stands_in_the_address()
    {
        var board = await StoreAsync(new DrawnExperiment { Lifts = [0.3, -0.02], Units = 4500 });

        var page = Open("?variant=2");

        Assert.Equal("2", page.Find(".scorecard__variant select").GetAttribute("value"));
        Assert.Equal(Shown(board, 2), Row(page, "likes-per-unit").QuerySelector(".scorecard-row__effect data")!.GetAttribute("value"));

        Act(() => page.Find(".scorecard__variant select").Change("1"));

        page.WaitForAssertion(() => Assert.Equal(Shown(board, 1), Row(page, "likes-per-unit").QuerySelector(".scorecard-row__effect data")!.GetAttribute("value")));
        Assert.Contains("corrected over 2 comparisons (Holm)", page.Find(".scorecard").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metric_opens_to_its_formulas_and_to_the_effect_without_cutting_and_without_cuped()
    {
        var board = await StoreAsync(new DrawnExperiment());
        var effect = board.Report!.Metrics[0].Arms[0];
        var page = Open();

        Act(() => Row(page, "likes-per-unit").QuerySelector("button")!.Click());

        var detail = page.WaitForElement(".detail");
        Assert.Equal(["raw", "cut", "CUPED: decides"], detail.QuerySelector(".board-table")!.QuerySelectorAll(".board-table tbody th").Select(cell => cell.TextContent));
        Assert.Equal(
            new[] { effect.Uncut!.Effect, effect.Effect.Cuped!.Unadjusted.Effect, effect.Effect.Effect }.Select(BoardFormat.Exact),
            detail.QuerySelector(".board-table")!.QuerySelectorAll(".board-table tbody tr").Select(row => row.QuerySelectorAll("data")[2].GetAttribute("value")!));
        Assert.Contains("÷ |", detail.QuerySelector("ol")!.TextContent, StringComparison.Ordinal);
        Assert.True(effect.Effect.Cuped.VarianceSaved > 0.2);

        // Without CUPED nothing is claimed: the plan is read with it.
        Act(() => Chip(page, "CUPED").Click());
        page.WaitForAssertion(() => Assert.Equal(BoardFormat.Exact(effect.Effect.Cuped.Unadjusted.Effect), Row(page, "likes-per-unit").QuerySelector(".scorecard-row__effect data")!.GetAttribute("value")));
        Assert.Equal("undecided", Badge(Row(page, "likes-per-unit")));
    }

    [Fact]
    public async Task Charts_follow_the_chosen_metric_and_view()
    {
        await StoreAsync(new DrawnExperiment());
        var page = Open();
        Assert.Equal(14, page.FindAll(".effect-chart circle").Count);

        Act(() => page.FindAll(".series__view").Single(view => view.TextContent == "Distribution").Click());
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".spread rect")));

        // A share has no distribution; the chart gives way.
        Act(() => page.Find(".series__metric select").Change("liked-any"));
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".effect-chart")));
        Assert.DoesNotContain(page.FindAll(".series__view"), view => view.TextContent == "Distribution");
    }

    [Fact]
    public async Task An_interleaving_shows_wins_ties_and_both_sign_tests()
    {
        var result = DrawnExperiment.Preferences(140, 70, 55);
        await StoreAsync(new DrawnExperiment().Plan, new ExperimentReading { Interleaving = result }, ExperimentMode.Interleaving);

        var page = Open();

        Assert.Equal("More people prefer Fresher", page.Find(".status__title").TextContent);
        var values = page.FindAll(".preference data").Select(data => data.GetAttribute("value")).ToList();
        Assert.Equal(["140", "55", "70", BoardFormat.Exact(2.0 / 3)], values.Take(4));
        Assert.Contains(BoardFormat.Exact(result.Comparisons[0].PValue), values);
        Assert.Contains(BoardFormat.Exact(result.Comparisons[0].SequentialPValue), values);
        Assert.Empty(page.FindAll(".scorecard"));
    }

    [Fact]
    public async Task A_bandit_shows_who_leads_and_how_shares_moved()
    {
        var (bandit, shares) = DrawnExperiment.Bandit();
        await StoreAsync(new DrawnExperiment().Plan, new ExperimentReading { Bandit = bandit }, ExperimentMode.Bandit, shares);

        var page = Open();

        Assert.Equal("Fresher leads", page.Find(".status__title").TextContent);
        var leader = page.FindAll(".bandit tbody tr")[0];
        Assert.StartsWith("Fresher", leader.QuerySelector("th")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(BoardFormat.Exact(bandit.Arms[1].ChanceToBeBest), leader.QuerySelectorAll("data").Select(data => data.GetAttribute("value")));
        Assert.Equal(6, page.FindAll(".shares rect").Count);
        Assert.Equal(bandit.Expected.Select(BoardFormat.Exact), page.FindAll("[aria-labelledby=split-title] tbody tr").Select(row => row.QuerySelectorAll("data")[1].GetAttribute("value")!));
    }

    [Fact]
    public async Task A_bandit_whose_counts_are_not_as_its_shares_had_it_is_blocked()
    {
        var (bandit, shares) = DrawnExperiment.Bandit(wrong: true);
        await StoreAsync(new DrawnExperiment().Plan, new ExperimentReading { Bandit = bandit }, ExperimentMode.Bandit, shares);

        var page = Open();

        Assert.Empty(page.FindAll(".bandit"));
        Assert.Contains("not as planned", page.Find("[aria-labelledby=split-title]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_count_is_followed_while_the_page_is_open()
    {
        var drawn = new DrawnExperiment { Units = 400, Lifts = [0] };
        var board = await StoreAsync(drawn);
        var page = Open();
        Assert.Contains("days left", page.Find(".status__title").TextContent, StringComparison.Ordinal);

        await CountAsync(board.Experiment.Id, new ExperimentReading { Report = (drawn with { Units = 3600 }).Report() }, TimeSpan.FromMinutes(1));
        var results = Services.GetRequiredService<ExperimentResults>();
        results.Announce(board.Experiment.Id + 1);
        results.Announce(board.Experiment.Id);

        page.WaitForAssertion(() => Assert.StartsWith("Inconclusive", page.Find(".status__title").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_the_first_count_it_says_so_and_offers_no_files()
    {
        await StoreAsync(new DrawnExperiment().Plan, null);

        var page = Open();

        Assert.Equal("No data yet", page.Find(".status__title").TextContent);
        Assert.Empty(page.FindAll("a[download], .scorecard, .health"));
    }

    [Fact]
    public async Task Simulated_units_are_called_so_and_a_decision_stays_with_its_note()
    {
        await StoreAsync(new DrawnExperiment());
        await using (var db = Database.CreateDbContext())
        {
            var row = db.Experiments.Single();
            (row.Simulated, row.State, row.Decision, row.DecisionVariant, row.DecisionNote, row.DecidedBy, row.DecidedUtc) =
                (true, ExperimentState.Stopped, ExperimentDecision.Shipped, 1, "Worth it.", "Ann", DrawnExperiment.Start.AddDays(15));
            await db.SaveChangesAsync();
        }

        var page = Open();

        Assert.Contains("drawn, not observed", page.Find(".board__simulated").TextContent, StringComparison.Ordinal);
        Assert.Contains("Fresher was shipped by Ann", page.Find(".status__decided").TextContent, StringComparison.Ordinal);
        Assert.Contains("Worth it.", page.Find(".status__decided").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_that_is_not_there_is_not_found()
    {
        var page = Render<BoardPage>(parameters => parameters.Add(one => one.Key, "gone"));

        page.WaitForAssertion(() => Assert.Contains("“gone”", page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    private static string Shown(Board board, int arm) => BoardFormat.Exact(board.Report!.Metrics[0].Arms.Single(effect => effect.Arm == arm).Effect.Effect);

    private static IElement Row(IRenderedComponent<BoardPage> page, string metric) =>
        page.FindAll(".scorecard-row")[new DrawnExperiment().Reading.Metrics.Select(one => one.Key).ToList().IndexOf(metric)];

    private static string Badge(IElement row) => row.QuerySelector("td:last-child .badge")!.TextContent.Trim();

    private static IElement Chip(IRenderedComponent<BoardPage> page, string label) => page.FindAll(".scorecard__choices button").Single(button => button.TextContent.Trim() == label);
}
