using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Engine.Models;
using Portal.People;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class DraftListTrialTests : WeightScene
{
    private static readonly string[] Fans = ["of-drama", "of-dread", "of-jazz"];

    private DraftListTrial Trial => Services.GetRequiredService<DraftListTrial>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();

        // Many more than the places of a list: or every list holds them all.
        await AddItemsAsync([
            .. Enumerable.Range(0, 30).Select(i => Film($"more-drama{i:00}", 1980 + i)),
            .. Enumerable.Range(0, 30).Select(i => Film($"more-dread{i:00}", 1990 + i, genres: ["horror"], tags: ["dark"])),
            .. Enumerable.Range(0, 30).Select(i => Film($"more-jazz{i:00}", 1950 + i, genres: ["music"], tags: ["jazz"])),
        ]);
        foreach (var fan in Fans)
        {
            await AddPersonAsync(fan, fan);
            for (var i = 0; i < 6; i++)
            {
                await Feedback.RecordAsync(fan, $"more-{fan[3..]}{(2 * i) + Array.IndexOf(Fans, fan):00}", i % 2 == 0 ? InteractionKind.Like : InteractionKind.Save, new FeedbackOrigin("test"), default);
            }
        }

        // A crowd, so that something goes with something and some items are better known than others.
        for (var i = 0; i < 40; i++)
        {
            await AddPersonAsync($"p{i}", $"Person {i}");
            for (var step = 0; step < 5; step++)
            {
                var number = ((i / 3) + (step * step)) % 30;
                var kind = number % 4 == i % 4 ? InteractionKind.Dislike : InteractionKind.Like;
                await Feedback.RecordAsync($"p{i}", $"more-{Fans[i % 3][3..]}{number:00}", kind, new FeedbackOrigin("test"), default);
            }
        }

        await Engine.RefreshAsync(default);
        Assert.True((await Services.GetRequiredService<ModelTraining>().RunAsync(null, default)).Trained);
    }

    [Theory]
    [InlineData("interactions.like", -3)]
    [InlineData("signals.freshness", 6)]
    public async Task A_draft_moves_the_lists_by_whatever_it_changes(string path, double value)
    {
        var live = (await LiveAsync()).Weights;

        Assert.Equal(1, await Trial.OverlapAsync(Fans, live, null, default));
        Assert.InRange(await Trial.OverlapAsync(Fans, With(live, path, value), null, default), 0, 0.999);
    }

    [Fact]
    public async Task Popularity_is_counted_as_the_draft_has_it()
    {
        var popular = TunableWeight.All.Where(weight => weight.Sort == WeightSort.Signal).Aggregate((await LiveAsync()).Weights, (weights, weight) => weight.With(weights, weight.Key == "popularity" ? 10 : 0))
            with { Diversity = 0, Balance = 0, LongTail = 0, ExplorationShare = 0 };

        var (eager, patient) = (await Trial.OverlapAsync(Fans, popular with { PopularityPrior = 0 }, null, default), await Trial.OverlapAsync(Fans, popular with { PopularityPrior = 90 }, null, default));

        Assert.NotEqual(eager, patient, 0.01);
    }
}
