using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Tests.Domain.Experiments.Interleaving;

public sealed class InterleavingTallyTests
{
    [Fact]
    public void Units_count_once_for_the_ranking_that_earned_more()
    {
        InterleavingTally tally = new(3, control: 1);
        tally.Add([2, 1, 0]);
        tally.Add([0, 0, 0]);
        tally.Add([3, 3, 9]);
        tally.Add([0, 1, 2.5]);
        tally.Add([5, 1, 0]);

        var result = tally.Result();

        Assert.Equal((5, 4, 1), (result.Units, result.ActiveUnits, result.Control));
        Assert.Equal([(0, 2, 1, 2), (2, 2, 2, 1)], result.Comparisons.Select(one => (one.Team, (int)one.Wins, (int)one.Losses, (int)one.Ties)));
        Assert.Equal(2 / 3.0, result.Comparisons[0].WinShare);
    }

    [Fact]
    public void The_sign_test_is_exact_and_leaves_ties_out()
    {
        var comparison = Of(8, 2, 31).Comparisons[0];

        Assert.Equal(0.109375, comparison.PValue, 12);
        Assert.Equal(ProportionInterval.Of(8, 10, 0.05, ProportionMethod.ClopperPearson), new ConfidenceInterval(comparison.Low, comparison.High));
        Assert.Equal(TeamVerdict.Undecided, comparison.Verdict);
    }

    [Theory]
    [InlineData(130, 70, TeamVerdict.Preferred)]
    [InlineData(70, 130, TeamVerdict.Rejected)]
    [InlineData(60, 40, TeamVerdict.Undecided)]
    public void The_verdict_holds_however_often_one_looks(int wins, int losses, TeamVerdict verdict)
    {
        var comparison = Of(wins, losses, 5).Comparisons[0];

        Assert.Equal(verdict, comparison.Verdict);
        Assert.Equal(verdict != TeamVerdict.Undecided, comparison.SequentialLow > 0.5 || comparison.SequentialHigh < 0.5);
        Assert.True(comparison.SequentialLow < comparison.Low && comparison.High < comparison.SequentialHigh);
    }

    [Fact]
    public void Several_rankings_are_corrected_together()
    {
        InterleavingTally tally = new(3);
        for (var unit = 0; unit < 40; unit++)
        {
            tally.Add([1, unit < 29 ? 2 : 0, unit % 2 == 0 ? 2 : 0]);
        }

        var comparisons = tally.Result().Comparisons;

        Assert.Equal(2 * SignTest.PValue(29, 11), comparisons[0].PValue, 12);
        Assert.Equal(1, comparisons[1].PValue);
    }

    [Fact]
    public void Without_units_nothing_is_said()
    {
        var comparison = new InterleavingTally(2).Result().Comparisons[0];

        Assert.Equal((null, 1, 0, 1, TeamVerdict.Undecided), (comparison.WinShare, comparison.PValue, comparison.SequentialLow, comparison.SequentialHigh, comparison.Verdict));
    }

    [Fact]
    public void A_result_comes_back_from_json()
    {
        var result = Of(8, 2, 31);

        Assert.Equal(result.Comparisons, InterleavingResult.FromJson(result.ToJson()).Comparisons);
        Assert.Contains("\"verdict\": \"undecided\"", result.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_credit_is_told()
    {
        InterleavingTally tally = new(2);

        Assert.Contains("give it for all 2", Assert.Throws<ArgumentException>(() => tally.Add([1])).Message, StringComparison.Ordinal);
        Assert.Contains("team 1 is NaN", Assert.Throws<ArgumentException>(() => tally.Add([1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new InterleavingTally(2, control: 2));
        Assert.Equal(0, tally.Units);
    }

    private static InterleavingResult Of(int wins, int losses, int ties)
    {
        InterleavingTally tally = new(2);
        for (var unit = 0; unit < wins + losses + ties; unit++)
        {
            tally.Add([1, unit < wins ? 2 : unit < wins + losses ? 0 : 1]);
        }

        return tally.Result(planned: 200);
    }
}
