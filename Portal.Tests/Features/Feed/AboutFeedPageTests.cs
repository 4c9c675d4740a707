using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Engine.Models;
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
        var total = RankingSignals.All.Sum(signal => signal.DefaultWeight);
        var mood = signals.Single(signal => signal.QuerySelector("h3")!.TextContent == "Your mood");
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"weight 1.5, {1.5 / total:P0} of all").Replace(" %", "%", StringComparison.Ordinal), mood.QuerySelector(".about__weight")!.TextContent.Replace(" %", "%", StringComparison.Ordinal));
        Assert.Same(mood, signals[0]);
        Assert.Contains(signals, signal => signal.QuerySelector("h3")!.TextContent == "Wanted less");
        Assert.Contains(RankingWeights.Default.Fingerprint[..12], page.Markup, StringComparison.Ordinal);
        Assert.Equal(["1", "1", "0", "0", "0", "3", "0"], page.FindAll("dd.numbers").Select(fact => fact.TextContent));
        Assert.Contains("never: crime", page.Markup, StringComparison.Ordinal);
        Assert.Contains("up to 0.12", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing yet: as soon as people like", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_person_has_set_is_in_the_numbers()
    {
        await AddItemsAsync(Film("heat"));
        await using (var db = Database.CreateDbContext())
        {
            db.PersonSettings.Add(new PersonSettingsEntity { UserId = Me, Adventure = 0.5 });
            await db.SaveChangesAsync();
        }

        var page = Render<AboutFeedPage>();

        page.WaitForAssertion(() => Assert.Contains("more that is new to you (50%)", page.Markup.Replace(" %", "%", StringComparison.Ordinal), StringComparison.Ordinal));
        var popularity = RankingWeights.Default.Towards(0.5).Of(RankingSignals.All.Single(signal => signal.Key == "popularity"));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"weight {popularity:0.###},"), page.Markup, StringComparison.Ordinal);

        // The portal's own profile is named, not the person's turn of it.
        Assert.Contains(RankingWeights.Default.Fingerprint[..12], page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_is_not_made_for_the_person_says_so()
    {
        await AddItemsAsync(Film("heat"));
        await using (var db = Database.CreateDbContext())
        {
            db.PersonSettings.Add(new PersonSettingsEntity { UserId = Me, Unpersonalised = true });
            await db.SaveChangesAsync();
        }

        var page = Render<AboutFeedPage>();

        page.WaitForAssertion(() => Assert.Contains("Your feed is not made for you", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Your feed is made for you.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_models_are_named_with_what_they_were_learned_from()
    {
        await AddItemsAsync(Film("heat"), Film("dune"), Film("chess"));
        await ActAsync("heat", InteractionKind.Like);
        await ActAsync("dune", InteractionKind.Save);
        await Services.GetRequiredService<ModelTraining>().RunAsync(null, CancellationToken.None);
        var models = Services.GetRequiredService<ModelStore>();

        var page = Render<AboutFeedPage>();

        page.WaitForAssertion(() => Assert.Contains(models.Status.InForce!.Version, page.Markup, StringComparison.Ordinal));
        Assert.Equal("2", page.Find(".about__actions").TextContent);
        Assert.Contains("EASE, exact", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role='status']"));
    }

    [Fact]
    public async Task A_failed_attempt_to_learn_is_told()
    {
        await AddItemsAsync(Film("heat"));
        Services.GetRequiredService<ModelStore>().Failed("The disk is full.", Clock.GetUtcNow());

        var page = Render<AboutFeedPage>();

        page.WaitForAssertion(() => Assert.Contains("The disk is full.", page.Find(".about [role='status']").TextContent, StringComparison.Ordinal));
    }
}
