using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Engine;
using Portal.Feed;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class EmbeddingBannerTests : FeedScene
{
    private EmbeddingMonitor Monitor => Services.GetRequiredService<EmbeddingMonitor>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("arrival"));
    }

    [Fact]
    public async Task It_tells_how_far_the_reading_is_and_offers_a_new_list_when_it_has_done_good()
    {
        var refreshed = false;
        var banner = Render<EmbeddingBanner>(parameters => parameters.Add(p => p.ByWordsAlone, true).Add(p => p.OnRefresh, () => refreshed = true));
        Assert.Contains("by words and likes until", banner.Find(".banner").TextContent, StringComparison.Ordinal);

        using (var run = Monitor.Begin(null))
        {
            run.Report(new WorkProgress(128, 660));
            banner.WaitForAssertion(() => Assert.Equal("128", banner.Find("progress").GetAttribute("value")));
            run.Report(new WorkProgress(660, 660));
            await GiveVectorAsync();
            await Engine.RefreshAsync(CancellationToken.None);
        }

        banner.WaitForAssertion(() => Assert.Contains("has become smarter", banner.Find(".banner").TextContent, StringComparison.Ordinal));
        Act(() => banner.Find("button").Click());
        Assert.True(refreshed);
    }

    [Fact]
    public void A_run_that_was_broken_off_promises_nothing()
    {
        var banner = Render<EmbeddingBanner>(parameters => parameters.Add(p => p.ByWordsAlone, true));
        using (var run = Monitor.Begin(null))
        {
            run.Report(new WorkProgress(1, 660));
            banner.WaitForElement("progress");
        }

        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll("progress")));
        Assert.DoesNotContain("smarter", banner.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void With_nothing_to_say_there_is_no_banner() =>
        Assert.Empty(Render<EmbeddingBanner>(parameters => parameters.Add(p => p.ByWordsAlone, false)).FindAll(".banner"));

    private async Task GiveVectorAsync()
    {
        await using var db = Database.CreateDbContext();
        db.ItemVectors.Add(new ItemVectorEntity { ItemId = db.Items.Single().Id, EncoderId = "test", Precision = "f32", Dimensions = 2, Data = VectorCodec.Encode([0.6f, 0.8f]), TextHash = "x" });
        await db.SaveChangesAsync();
    }
}
