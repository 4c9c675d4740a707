using Microsoft.Extensions.DependencyInjection;
using Portal.Diagnostics;
using Portal.Domain.OffPolicy;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.People;

namespace Portal.Tests.Features.Weights;

public sealed class EstimatesTests : EstimateScene
{
    [Fact]
    public async Task A_draft_that_goes_by_what_people_go_by_is_expected_to_do_better()
    {
        await LogAsync(45, 3);

        var result = await Estimates.RunAsync(Better, null, default);

        var estimate = result.Estimate!;
        Assert.Equal((135, 45, 1080, 1.0, 1.0), (estimate.Requests, estimate.People, estimate.Places, result.SimulatedShare, estimate.Overlap));
        Assert.True(estimate.Clicks.Change!.Value.Low > 0, $"{estimate.Clicks}");
        Assert.True(estimate.Likes.Change!.Value.Value > 0 && estimate.Likes.Events > 50, $"{estimate.Likes}");
        Assert.True(estimate.Moved > 0.5 && estimate.EffectivePlaces < 1080);
        Assert.Equal((Better.Fingerprint, 0), (result.Draft, result.Log.LeftOut));
    }

    [Fact]
    public async Task Old_lists_and_those_of_forgotten_weights_do_not_count()
    {
        await LogAsync(3, 2);
        await LogAsync(4, 1, daysAgo: 31);
        await LogAsync(5, 1, "forgotten", daysAgo: 2);

        var result = await Estimates.RunAsync(Better, null, default);

        Assert.Equal((6, 5), (result.Estimate!.Requests, result.Log.LeftOut));
        Assert.Equal(OffPolicyObstacle.Requests, result.Estimate.Clicks.Refusal!.Obstacle);
    }

    [Fact]
    public async Task What_the_person_has_set_changes_both_weights_alike()
    {
        await LogAsync(2, 1);
        await Services.GetRequiredService<PersonSettingsService>().SetAsync("p1-1", new PersonSettings(0.5), default);

        var read = (await Estimates.RunAsync(Better, null, default)).Log.Requests;

        var at = RankingSignals.All.Index().Single(signal => signal.Item.Key == "popularity").Index;
        var (first, second) = (read.Single(request => request.Person == "p1-0"), read.Single(request => request.Person == "p1-1"));
        Assert.Equal((0.2, 1), (first.Present[at], first.Draft[at]), Near);
        Assert.Equal((0.2 * 0.6, 0.6), (second.Present[at], second.Draft[at]), Near);
    }

    [Fact]
    public async Task It_tells_how_far_it_is_and_can_be_stopped()
    {
        await LogAsync(3, 1);
        List<WorkProgress> told = [];
        using CancellationTokenSource stop = new();
        Relay relay = new(progress =>
        {
            told.Add(progress);
            if (progress.Message == "ranking")
            {
                stop.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Estimates.RunAsync(Better, relay, stop.Token));

        Assert.Equal(["reading", "ranking"], told.Select(progress => progress.Message).Distinct());
    }

    private static bool Near((double A, double B) one, (double A, double B) other) => Math.Abs(one.A - other.A) < 1e-6 && Math.Abs(one.B - other.B) < 1e-6;

    private sealed class Relay(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
