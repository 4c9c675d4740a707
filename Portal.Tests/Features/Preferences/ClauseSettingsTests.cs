using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Preferences;
using static Portal.Tests.Features.Preferences.HandMade;

namespace Portal.Tests.Features.Preferences;

public sealed class ClauseSettingsTests
{
    private const string Text = "slow-burn heists, no gore this week";

    private static readonly DateTimeOffset Now = new(2026, 3, 14, 14, 10, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    private static readonly Clause Wish = Text.Clause(Polarity.More, Label("slow-burn"), "slow-burn");
    private static readonly Clause Refusal = Text.Clause(Polarity.Never, Label("gore"), "gore", "no gore");

    [Fact]
    public void With_ChangesTheClauseOfTheKeyAlone()
    {
        var changed = ClauseSettings.With(Text.Parsed(Wish, Refusal), Wish.Key, setting => setting with { Strength = 0.4 });

        Assert.Equal([0.4, Clause.PlainStrength], changed.Clauses.Select(clause => clause.EffectiveStrength));
        Assert.Null(changed.Clauses[1].Setting);
    }

    [Fact]
    public void With_BackToNothing_KeepsNoSetting() =>
        Assert.Null(ClauseSettings.With(Text.Parsed(Wish with { Setting = new ClauseSetting(Paused: true) }), Wish.Key, setting => setting with { Paused = false }).Clauses[0].Setting);

    [Fact]
    public void New_words_keep_the_settings_of_the_clauses_that_stay()
    {
        var former = Text.Parsed(Wish with { Setting = new ClauseSetting(0.4) }, Refusal with { Setting = new ClauseSetting(Paused: true) });
        var again = "no gore, less slow-burn".Parsed("no gore, less slow-burn".Clause(Polarity.Never, Label("gore"), "gore", "no gore"), "no gore, less slow-burn".Clause(Polarity.Less, Label("slow-burn"), "slow-burn", "less"));

        var settled = ClauseSettings.Settled(again, former, Now, TimeZoneInfo.Utc);

        Assert.True(settled.Clauses[0].Setting!.Paused);
        Assert.Null(settled.Clauses[1].Setting);
    }

    [Theory]
    [InlineData(ScopeSpan.Session, "2026-03-14T17:10:00Z")]
    [InlineData(ScopeSpan.Today, "2026-03-14T19:00:00Z")] // 23:10 in Tokyo: until four in the morning
    [InlineData(ScopeSpan.Week, "2026-03-21T14:10:00Z")]
    [InlineData(ScopeSpan.Month, "2026-04-13T14:10:00Z")]
    public void What_is_said_for_a_while_ends_by_the_clock_of_the_person(ScopeSpan span, string expected)
    {
        var settled = ClauseSettings.Settled(Text.Parsed(Wish, Refusal with { Scope = new Scope(Span: span) }), null, Now, Tokyo);

        Assert.Null(settled.Clauses[0].Setting);
        Assert.Equal(DateTimeOffset.Parse(expected, null), settled.Clauses[1].Setting!.Until);
    }

    [Fact]
    public void An_end_that_was_changed_by_hand_outlives_an_edit_of_the_words()
    {
        var week = Refusal with { Scope = new Scope(Span: ScopeSpan.Week) };
        var former = Text.Parsed(week with { Setting = new ClauseSetting(Until: Now.AddDays(30)) });

        Assert.Equal(Now.AddDays(30), ClauseSettings.Settled(Text.Parsed(week), former, Now.AddDays(1), Tokyo).Clauses[0].Setting!.Until);
    }

    [Theory]
    [InlineData("no gore", true)]
    [InlineData("quiet stories, no gore", false)]
    public void A_statement_says_nothing_when_neither_clauses_nor_words_are_left(string text, bool expected)
    {
        var parsed = text.Parsed(text.Clause(Polarity.Never, Label("gore"), "gore", "no gore")) with { Wanted = expected ? "" : "quiet stories" };
        Assert.False(ClauseSettings.SaysNothing(parsed, Now));

        Assert.Equal(expected, ClauseSettings.SaysNothing(ClauseSettings.Without(parsed, "Never/label:gore"), Now));
    }

    [Fact]
    public void A_wish_that_was_removed_takes_its_words_with_it() =>
        Assert.True(ClauseSettings.SaysNothing(ClauseSettings.Without("slow-burn".Parsed("slow-burn".Clause(Polarity.More, Label("slow-burn"), "slow-burn")), "More/label:slow-burn"), Now));

    [Fact]
    public void Diff_TellsAddedRemovedAndChanged()
    {
        var before = Text.Parsed(Wish, Refusal);
        var after = Text.Parsed(Wish with { Setting = new ClauseSetting(1) }, Text.Clause(Polarity.Only, new KindSubject(["film"]), "heists"));

        var diff = StatementDiff.Between(before, after);

        Assert.Equal(["Only/kind:film"], diff.Added.Select(clause => clause.Key));
        Assert.Equal(["Never/label:gore"], diff.Removed.Select(clause => clause.Key));
        Assert.Equal([(Clause.PlainStrength, 1.0)], diff.Changed.Select(change => (change.Before.EffectiveStrength, change.After.EffectiveStrength)));
        Assert.True(StatementDiff.Between(before, before with { Text = "the same elsewhere" }).IsEmpty);
    }

    [Fact]
    public void Diff_ARemovedClause_IsNotThere() =>
        Assert.Equal(["Never/label:gore"], StatementDiff.Between(Text.Parsed(Refusal), ClauseSettings.Without(Text.Parsed(Refusal), Refusal.Key)).Removed.Select(clause => clause.Key));

    [Fact]
    public void In_force_is_what_the_latest_word_says()
    {
        DateTime first = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), second = first.AddDays(1);
        StatementView[] said =
        [
            "more gore".Parsed("more gore".Clause(Polarity.More, Label("gore"), "gore")).View(updated: second),
            Text.Parsed(Wish, Refusal).View(updated: first),
            "less slow-burn, no war".Parsed(
                "less slow-burn, no war".Clause(Polarity.Less, Label("slow-burn"), "slow-burn", "less"),
                "less slow-burn, no war".Clause(Polarity.Never, Label("war"), "war", "no war") with { Setting = new ClauseSetting(Paused: true) }).View(updated: second),
            "no spies".Parsed("no spies".Clause(Polarity.Never, Label("spy"), "spies", "no")).View(StatementState.Paused),
        ];

        Assert.Equal(["Less/label:slow-burn", "More/label:gore"], SaidClauses.InForce(said, Now).Select(entry => entry.Clause.Key).Order());
    }

    [Fact]
    public void A_wish_for_what_was_refused_later_is_not_in_force()
    {
        DateTime first = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        StatementView[] said = ["gore".Parsed("gore".Clause(Polarity.More, Label("gore"), "gore")).View(updated: first), Text.Parsed(Refusal).View(updated: first.AddDays(1))];

        Assert.Equal(["Never/label:gore"], SaidClauses.InForce(said, Now).Select(entry => entry.Clause.Key));
    }
}
