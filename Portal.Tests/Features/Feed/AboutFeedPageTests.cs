using Bunit;
using Portal.Domain.Ranking;
using Portal.Feed;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class AboutFeedPageTests : FeedScene
{
    [Fact]
    public async Task Every_number_comes_from_what_ranks()
    {
        await AddItemsAsync(Film("heat", genres: ["crime"]), Film("dune"), Film("chess"));
        await SayAsync("quiet films, no crime");

        var page = Render<AboutFeedPage>();
        page.WaitForElement(".about");

        var signals = page.FindAll(".about__signal");
        Assert.Equal(RankingSignals.All.Count, signals.Count);
        Assert.Equal("Your mood", signals[0].QuerySelector("h3")!.TextContent);
        Assert.Equal("weight 1.5, 33% of all", signals[0].QuerySelector(".about__weight")!.TextContent.Replace(" %", "%", StringComparison.Ordinal));
        Assert.Contains(RankingWeights.Default.Fingerprint[..12], page.Markup, StringComparison.Ordinal);
        Assert.Equal(["1", "1", "0", "0", "3", "0"], page.FindAll("dd.numbers").Select(fact => fact.TextContent));
        Assert.Contains("never: crime", page.Markup, StringComparison.Ordinal);
        Assert.Contains("up to 0.12", page.Markup, StringComparison.Ordinal);
    }
}
