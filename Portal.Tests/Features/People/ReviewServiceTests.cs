using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Sentiment;
using Portal.Engine;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.People;

public sealed class ReviewServiceTests : PageScene
{
    private ReviewService Reviews => Services.GetRequiredService<ReviewService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("sea", title: "Lighthouse", tags: ["slow-burn", "grief"]), Film("hill", tags: ["fast-paced", "violence"]), Film("wood", tags: ["slow-burn"]));
    }

    [Fact]
    public async Task A_review_is_read_kept_and_found()
    {
        var review = await WriteAsync("sea", "  A wonderful film. Loved the grief, hated the slow pacing.  ");

        Assert.Equal("A wonderful film. Loved the grief, hated the slow pacing.", review.Text);
        Assert.Equal(SentimentClassifier.English.Read(review.Text).Score, review.Sentiment);
        Assert.Equal(["grief:grief", "pacing:slow-burn"], review.Reading.Aspects.Select(aspect => $"{aspect.Words}:{string.Join('|', aspect.Labels)}"));
        var found = await Reviews.FindAsync(Me, "sea", default);
        Assert.Equal((review.Id, review.Text, review.Sentiment, review.Revision), (found!.Id, found.Text, found.Sentiment, found.Revision));
        Assert.Equal(review.Reading.Aspects.Select(aspect => (aspect.Key, aspect.Score)), found.Reading.Aspects.Select(aspect => (aspect.Key, aspect.Score)));
        Assert.Null(await Reviews.FindAsync("somebody else", "sea", default));
        Assert.Null(await Reviews.FindAsync(Me, "nothing", default));
    }

    [Fact]
    public async Task There_is_one_review_of_an_item_and_the_other_tab_is_told()
    {
        var first = await WriteAsync("sea", "Lovely.");

        Assert.Equal(ReviewProblem.ChangedElsewhere, (await Reviews.SaveAsync(Me, "sea", new ReviewDraft("Mine.", null, []), null, default)).Problem);
        var edited = await Reviews.SaveAsync(Me, "sea", new ReviewDraft("Dreadful.", null, []), first.Revision, default);
        Assert.Equal(ReviewProblem.ChangedElsewhere, (await Reviews.SaveAsync(Me, "sea", new ReviewDraft("Late.", null, []), first.Revision, default)).Problem);

        Assert.Equal(first.Id, edited.Review!.Id);
        Assert.Equal(["Dreadful."], (await Reviews.ListAsync(Me, default)).Select(review => review.Text));
    }

    [Theory]
    [InlineData("sea", "   ", ReviewProblem.Empty)]
    [InlineData("nothing", "Lovely.", ReviewProblem.NotFound)]
    public async Task What_cannot_be_kept_is_refused(string item, string text, ReviewProblem problem) =>
        Assert.Equal(problem, (await Reviews.SaveAsync(Me, item, new ReviewDraft(text, null, []), null, default)).Problem);

    [Fact]
    public async Task Two_thousand_characters_fit_and_one_more_does_not()
    {
        Assert.Equal(ReviewProblem.TooLong, (await Reviews.SaveAsync(Me, "sea", new ReviewDraft(new string('a', 2001), null, []), null, default)).Problem);
        Assert.True((await Reviews.SaveAsync(Me, "sea", new ReviewDraft(new string('a', 2000), null, []), null, default)).Ok);
    }

    [Fact]
    public async Task Nobody_changes_a_review_of_somebody_else()
    {
        var review = await WriteAsync("sea", "Lovely.");

        Assert.Equal(ReviewProblem.NotFound, (await Reviews.SetSentimentAsync("other", review.Id, -1, default)).Problem);
        Assert.Equal(ReviewProblem.NotFound, (await Reviews.DeleteAsync("other", review.Id, default)).Problem);
        Assert.Equal(ReviewProblem.NotFound, (await Reviews.RestoreAsync("other", review.Id, default)).Problem);
    }

    [Fact]
    public async Task Its_sentiment_is_a_decision_like_a_rating()
    {
        await ActAsync("sea", InteractionKind.Like);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var review = await WriteAsync("sea", "A dreadful, boring mess.");

        var profile = await ProfileAsync();
        Assert.Equal([("sea", (float)-review.Sentiment!.Value)], profile.Disliked.Select(opinion => (Id(opinion), opinion.Strength)));
        Assert.Empty(profile.Liked);
        Assert.Equal(review.Sentiment.Value, profile.History.Single().Weight, 2);
        Assert.Equal(default, (await Feedback.OpinionsAsync(Me, ["sea"], default))["sea"]);

        Assert.True((await Reviews.SetSentimentAsync(Me, review.Id, 0.5, default)).Ok);
        profile = await ProfileAsync();
        Assert.Equal([("sea", 0.5f)], profile.Liked.Select(opinion => (Id(opinion), opinion.Strength)));
        Assert.True((await Feedback.OpinionsAsync(Me, ["sea"], default))["sea"].Liked);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await ActAsync("sea", InteractionKind.Dislike);
        Assert.Equal([("sea", 1f)], (await ProfileAsync()).Disliked.Select(opinion => (Id(opinion), opinion.Strength)));
    }

    [Fact]
    public async Task What_cannot_be_read_decides_nothing_until_the_person_says()
    {
        await ActAsync("sea", InteractionKind.Like);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var review = await WriteAsync("hill", "结局很美，我很喜欢。");

        Assert.Null(review.Sentiment);
        var profile = await ProfileAsync();
        Assert.Equal(["sea"], profile.Liked.Select(Id));
        Assert.Equal(2, profile.Withheld.Count);

        Assert.True((await Reviews.SetSentimentAsync(Me, review.Id, 1, default)).Ok);
        Assert.Equal([("hill", 1f), ("sea", 1f)], (await ProfileAsync()).Liked.Select(opinion => (Id(opinion), opinion.Strength)).Order());
    }

    [Fact]
    public async Task What_it_says_of_parts_is_a_weak_wish_that_names_its_source()
    {
        var review = await WriteAsync("sea", "Loved the grief, hated the slow pacing.");

        var statement = Assert.Single((await ProfileAsync()).Statements);

        Assert.Equal((review.Id, "Lighthouse", ""), (statement.Id, statement.ReviewOf, statement.Parsed.Wanted));
        Assert.Equal(["More/label:grief", "Less/label:slow-burn"], statement.Parsed.Clauses.Select(clause => clause.Key));
        Assert.Equal(["Loved the grief", "hated the slow pacing"], statement.Parsed.Clauses.Select(clause => clause.Phrase));
        Assert.All(statement.Parsed.Clauses, clause => Assert.InRange(clause.EffectiveStrength, 0.1, 0.4));
    }

    [Fact]
    public async Task What_the_person_said_wins()
    {
        await SayAsync("no violence");
        await SayAsync("slow-burn stories");

        await WriteAsync("hill", "I loved the violence and the grief, and I hated the slow pacing.");

        var profile = await ProfileAsync();
        Assert.Equal(["More/label:grief"], profile.Statements.Single(statement => statement.ReviewOf is not null).Parsed.Clauses.Select(clause => clause.Key));
        Assert.Contains(profile.Rules().Never, rule => rule.Clause.Subject is LabelSubject labels && labels.Labels.Contains("violence"));
    }

    [Fact]
    public async Task An_aspect_that_is_turned_or_taken_away_counts_so()
    {
        var review = await WriteAsync("sea", "Loved the grief, hated the slow pacing.");
        var (grief, pacing) = (review.Reading.Aspects[0], review.Reading.Aspects[1]);

        Assert.True((await Reviews.SetAspectAsync(Me, review.Id, grief.Key, turned: false, removed: true, default)).Ok);
        Assert.True((await Reviews.SetAspectAsync(Me, review.Id, pacing.Key, turned: true, removed: false, default)).Ok);
        Assert.Equal(["More/label:slow-burn"], (await ProfileAsync()).Statements.Single().Parsed.Clauses.Select(clause => clause.Key));

        var back = await Reviews.SetAspectAsync(Me, review.Id, pacing.Key, turned: false, removed: false, default);
        Assert.Equal(pacing.Score, back.Review!.Reading.Aspects[1].Score);
        Assert.Equal(["Less/label:slow-burn"], (await ProfileAsync()).Statements.Single().Parsed.Clauses.Select(clause => clause.Key));
    }

    [Fact]
    public async Task A_deleted_review_counts_for_nothing_until_it_comes_back_and_then_as_before()
    {
        await ActAsync("hill", InteractionKind.Like);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var review = await WriteAsync("hill", "Terrible. Hated the violence.");
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.True((await Reviews.DeleteAsync(Me, review.Id, default)).Ok);
        Assert.Empty(await Reviews.ListAsync(Me, default));
        var without = await ProfileAsync();
        Assert.Empty(without.Statements);
        Assert.Equal(["hill"], without.Liked.Select(Id));
        Assert.Equal(ReviewProblem.NotFound, (await Reviews.DeleteAsync(Me, review.Id, default)).Problem);

        var back = await Reviews.RestoreAsync(Me, review.Id, default);
        Assert.Equal((review.UpdatedUtc, review.Text), (back.Review!.UpdatedUtc, back.Review.Text));
        Assert.Equal(["hill"], (await ProfileAsync()).Disliked.Select(Id));

        await Reviews.DeleteAsync(Me, review.Id, default);
        await WriteAsync("hill", "On second thought, wonderful.");
        Assert.Equal(ReviewProblem.ChangedElsewhere, (await Reviews.RestoreAsync(Me, review.Id, default)).Problem);
    }

    [Fact]
    public async Task A_review_of_an_item_that_has_left_the_catalogue_does_no_harm()
    {
        await WriteAsync("wood", "Loved the grief.");
        await using (var db = Database.CreateDbContext())
        {
            await db.Items.Where(item => item.ExternalId == "wood").ExecuteUpdateAsync(update => update.SetProperty(item => item.Active, false));
        }

        await Services.GetRequiredService<EngineService>().RefreshAsync(default);

        Assert.Empty(await Reviews.ListAsync(Me, default));
        Assert.Empty((await ProfileAsync()).Statements);
    }

    [Fact]
    public async Task Aspects_that_cannot_be_read_back_are_left_out()
    {
        await WriteAsync("sea", "Loved the grief.");
        await using (var db = Database.CreateDbContext())
        {
            await db.Reviews.ExecuteUpdateAsync(update => update.SetProperty(row => row.Aspects, "not json"));
        }

        Assert.Empty((await Reviews.FindAsync(Me, "sea", default))!.Reading.Aspects);
        Assert.Empty((await ProfileAsync()).Statements);
    }

    private async Task<ReviewView> WriteAsync(string item, string text)
    {
        var result = await Reviews.SaveAsync(Me, item, new ReviewDraft(text, null, []), null, default);
        Assert.Equal(ReviewProblem.None, result.Problem);
        return result.Review!;
    }

    private async Task<PersonProfile> ProfileAsync() =>
        await Services.GetRequiredService<ProfileLoader>().LoadAsync(Me, await Services.GetRequiredService<EngineService>().GetAsync(default), default);

    // The catalogue's order is that of the ids.
    private static string Id(Opinion opinion) => new[] { "hill", "sea", "wood" }[opinion.Item.Value];
}
