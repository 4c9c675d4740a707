using Portal.Cli;
using Portal.Domain.OffPolicy;

namespace Portal.Tests.Domain.OffPolicy;

public sealed class OffPolicyEstimatorTests
{
    private static readonly SimulatedLogs Logs = new();

    private static readonly double[] Better = SimulatedLogs.Taste, Worse = [-0.4, 0.4, 1, 0.4];

    [Fact]
    public void The_truth_lies_in_the_interval_as_often_as_promised()
    {
        const int Runs = 50;
        var truth = Logs.Truth(Better, 20_000, 5);
        var covered = new int[4];
        Parallel.For(0, Runs, run =>
        {
            var (log, overlap) = Logs.Draw(Better, 100 + (ulong)run);
            var estimate = new OffPolicyEstimator().Estimate(log, overlap, null, default)!;
            Count(0, estimate.Clicks.Robust, truth.Clicks);
            Count(1, estimate.Clicks.Weighted, truth.Clicks);
            Count(2, estimate.Likes.Robust, truth.Likes);
            Count(3, estimate.Likes.Weighted, truth.Likes);
        });

        // 95 % promised, give or take three standard errors of so few runs.
        Assert.All(covered, count => Assert.InRange(count / (double)Runs, 0.858, 1));

        void Count(int at, RateInterval? interval, double value) => Interlocked.Add(ref covered[at], interval!.Value.Low <= value && value <= interval.Value.High ? 1 : 0);
    }

    [Fact]
    public void A_better_draft_is_told_from_a_worse_one()
    {
        var many = Logs with { People = 400, RequestsEach = 5 };
        OffPolicyEstimate Of(double[] draft) => many.Draw(draft, 3) is var (log, overlap) ? new OffPolicyEstimator().Estimate(log, overlap, null, default)! : null!;

        var (better, worse) = (Of(Better), Of(Worse));

        Assert.Equal(better.Clicks.Logged, worse.Clicks.Logged);
        Assert.True(worse.Clicks.Change!.Value.High < 0, $"{worse.Clicks.Change}");
        Assert.True(better.Clicks.Change!.Value.Low > 0, $"{better.Clicks.Change}");
        Assert.True(Width(better.Clicks.Change) < Width(better.Clicks.Robust) + Width(better.Clicks.Logged), "What both rest on counts twice.");
        Assert.InRange(worse.EffectivePlaces, 1, worse.Places - 1);
        Assert.InRange(better.EffectivePlaces, 1, better.Places - 1);

        static double Width(RateInterval? interval) => interval!.Value.High - interval.Value.Low;
    }

    [Fact]
    public void The_ranking_itself_is_expected_to_do_what_it_did()
    {
        var (log, overlap) = Logs.Draw(SimulatedLogs.Present, 9);

        var estimate = new OffPolicyEstimator().Estimate(log, overlap, null, default)!;

        Assert.Equal(0, estimate.Moved);
        Assert.Equal(estimate.Places, estimate.EffectivePlaces, 6);
        Assert.Equal(estimate.Clicks.Logged.Value, estimate.Clicks.Weighted!.Value.Value, 9);
        Assert.Equal(estimate.Clicks.Logged.Value, estimate.Clicks.Robust!.Value.Value, 9);
        Assert.Equal(log.Sum(request => request.Places.Count(place => place.Clicked)), estimate.Clicks.Events);
    }

    [Theory]
    [InlineData(OffPolicyObstacle.Requests, 45, 2, 0.99)]
    [InlineData(OffPolicyObstacle.People, 25, 5, 0.99)]
    [InlineData(OffPolicyObstacle.Overlap, 45, 4, 0.6)]
    public void It_refuses_and_says_why(OffPolicyObstacle obstacle, int people, int each, double overlap)
    {
        var (log, _) = (Logs with { People = people, RequestsEach = each }).Draw(Better, 1);

        var estimate = new OffPolicyEstimator().Estimate(log, overlap, null, default)!;

        Assert.Equal((obstacle, obstacle), (estimate.Clicks.Refusal!.Obstacle, estimate.Likes.Refusal!.Obstacle));
        Assert.Null(estimate.Clicks.Robust);
        Assert.Null(estimate.Likes.Change);
        Assert.InRange(estimate.Clicks.Logged.Value, 0.1, 0.5);
    }

    [Fact]
    public void Too_few_likes_refuse_the_likes_alone()
    {
        var (log, overlap) = Logs.Draw(Better, 1);
        var few = log.Select((request, i) => request with { Places = [.. request.Places.Select(place => place with { Liked = place.Liked && i < 12 })] }).ToList();

        var estimate = new OffPolicyEstimator().Estimate(few, overlap, null, default)!;

        Assert.NotNull(estimate.Clicks.Robust);
        Assert.Equal(new OffPolicyRefusal(OffPolicyObstacle.Events, estimate.Likes.Events, 50), estimate.Likes.Refusal);
    }

    [Fact]
    public void A_draft_that_rests_on_few_places_is_refused()
    {
        var (log, overlap) = Logs.Draw(Worse, 1);

        var estimate = new OffPolicyEstimator { LeastEffectivePlaces = 4000 }.Estimate(log, overlap, null, default)!;

        Assert.Equal(OffPolicyObstacle.EffectiveSize, estimate.Clicks.Refusal!.Obstacle);
        Assert.Equal(estimate.EffectivePlaces, estimate.Clicks.Refusal.Value);
    }

    [Fact]
    public void Nothing_logged_is_no_estimate_and_nonsense_is_refused()
    {
        Assert.Null(new OffPolicyEstimator().Estimate([new LoggedRequest("a", [], [1], [1])], 1, null, default));
        var error = Assert.Throws<ArgumentException>(() => new OffPolicyEstimator().Estimate([new LoggedRequest("ada", [new ServedPlace(0, [1, 2], 1)], [1], [1])], 1, null, default));
        Assert.Contains("ada", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new OffPolicyEstimator().Estimate([new LoggedRequest("ada", [new ServedPlace(0, [1], 1) { Propensity = 0 }], [1], [1])], 1, null, default));
    }
}
