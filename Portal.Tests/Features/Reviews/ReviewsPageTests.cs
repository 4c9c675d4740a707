using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.People;
using Portal.Reviews;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Reviews;

public sealed class ReviewsPageTests : PageScene
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        await AddItemsAsync(Film("sea", title: "Lighthouse", tags: ["slow-burn", "grief"]), Film("hill", title: "Summit"));
    }

    [Fact]
    public void Without_reviews_the_page_says_where_to_begin()
    {
        var page = Render<ReviewsPage>();

        page.WaitForAssertion(() => Assert.Equal("No reviews yet", page.Find(".empty__title").TextContent));
        Assert.NotNull(page.Find(".empty__action a[href='/history']"));
    }

    [Fact]
    public async Task A_review_stands_with_its_item_its_sentiment_and_its_parts()
    {
        await WriteAsync("sea", "A wonderful film. Loved the grief, hated the slow pacing.");

        var page = Render<ReviewsPage>();

        page.WaitForAssertion(() => Assert.Equal("Lighthouse", page.Find(".tile__title").TextContent));
        Assert.Equal("1 review", page.Find(".reviews__count").TextContent);
        Assert.Equal(["grief", "pacing"], page.FindAll(".aspect__turn span:first-of-type").Select(span => span.TextContent));
        Assert.Contains("read from your words", page.Find(".scale__word").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".scale__input[checked]"));
    }

    [Fact]
    public async Task The_own_word_takes_the_place_of_what_was_read_and_gives_it_back()
    {
        await WriteAsync("sea", "A wonderful film.");
        var page = Render<ReviewsPage>();
        page.WaitForElement(".reviews__row");

        Act(() => page.Find(".scale__input[value=Disliked]").Change("Disliked"));
        page.WaitForAssertion(() => Assert.Equal("Did not like it", page.Find(".scale__word strong").TextContent));
        Assert.Equal(-0.5, (await OneAsync()).OwnSentiment);

        Act(() => page.FindAll(".scale button").Single().Click());
        page.WaitForAssertion(() => Assert.Contains("read from your words", page.Find(".scale__word").TextContent, StringComparison.Ordinal));
        Assert.Null((await OneAsync()).OwnSentiment);
    }

    [Fact]
    public async Task Parts_are_turned_and_taken_away()
    {
        await WriteAsync("sea", "Loved the grief, hated the slow pacing.");
        var page = Render<ReviewsPage>();
        page.WaitForElement(".aspect--blamed");

        Act(() => page.Find("button[aria-label='Take away: grief']").Click());
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".aspect")));
        Act(() => page.Find("button[aria-label='Criticised: pacing. Turn it']").Click());
        page.WaitForElement("button[aria-label='Praised: pacing. Turn it']");

        Assert.Equal([(true, false), (false, true)], (await OneAsync()).Reading.Aspects.Select(aspect => (aspect.Removed, aspect.Turned)));
    }

    [Fact]
    public async Task A_deleted_review_comes_back_by_the_toast()
    {
        await WriteAsync("sea", "Lovely.");
        await WriteAsync("hill", "Dreadful.");
        var page = Render<ReviewsPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".reviews__row").Count));

        Act(() => page.Find("button[aria-label='Delete your review of Summit']").Click());
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".reviews__row")));
        var toast = Services.GetRequiredService<ToastService>().Visible.Single();
        Assert.Equal("Your review of “Summit” is deleted and no longer counts.", toast.Message);
        await page.InvokeAsync(() => toast.Undo!());

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".reviews__row").Count));
        Assert.Equal(2, (await Reviews.ListAsync(Me, default)).Count);
    }

    [Fact]
    public async Task Words_are_changed_in_place()
    {
        await WriteAsync("sea", "Lovely.");
        var page = Render<ReviewsPage>();
        page.WaitForElement(".reviews__row");

        Act(() => page.Find("button[aria-label='Edit your review of Lighthouse']").Click());
        Act(() => page.Find("textarea").Input("A dreadful, boring mess."));
        Act(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Equal("A dreadful, boring mess.", page.Find(".review__text").TextContent));
        Assert.InRange((await OneAsync()).Sentiment!.Value, -1, -0.5);
    }

    [Fact]
    public async Task While_it_is_written_it_is_read_after_a_pause()
    {
        var item = (await Items.GetAsync(Me, "sea", default))!.Item;
        var box = Render<ReviewBox>(parameters => parameters.Add(one => one.Item, item));
        Assert.Empty(box.FindAll("button[type=submit], .scale"));

        Act(() => box.Find("textarea").Input("Loved the grief."));
        Assert.Empty(box.FindAll(".aspect"));
        await PassTimeAsync(ReviewEditor.Debounce, () => Assert.Single(box.FindAll(".aspect--praised")));
        Assert.Equal("1,984 characters left", box.Find(".field__hint .numbers").TextContent);
        Act(() => box.Find(".scale__input[value=SoSo]").Change("SoSo"));
        Act(() => box.Find("form").Submit());

        box.WaitForAssertion(() => Assert.Equal("So-so", box.Find(".review .scale__word strong").TextContent));
        Assert.Equal(0, (await OneAsync()).OwnSentiment);
    }

    [Fact]
    public async Task What_is_not_English_is_for_the_person_to_judge()
    {
        var item = (await Items.GetAsync(Me, "sea", default))!.Item;
        var box = Render<ReviewBox>(parameters => parameters.Add(one => one.Item, item));

        Act(() => box.Find("textarea").Input("结局很美，我很喜欢。"));
        await PassTimeAsync(ReviewEditor.Debounce, () => Assert.Equal("Only English can be read here. Choose how you liked it.", box.Find(".scale__word").TextContent.Trim()));
        Assert.Empty(box.FindAll(".scale__input[checked]"));
    }

    [Fact]
    public async Task What_was_changed_in_another_tab_is_told()
    {
        var item = (await Items.GetAsync(Me, "sea", default))!.Item;
        var box = Render<ReviewBox>(parameters => parameters.Add(one => one.Item, item));
        Act(() => box.Find("textarea").Input("Mine."));
        await WriteAsync("sea", "Theirs.");

        Act(() => box.Find("form").Submit());

        box.WaitForAssertion(() => Assert.StartsWith("It was changed in another tab", box.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Theirs.", (await OneAsync()).Text);
    }

    [Fact]
    public async Task A_failure_is_told_and_can_be_tried_again()
    {
        await using (var db = Database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Reviews RENAME TO Away");
        }

        var page = Render<ReviewsPage>();
        page.WaitForElement("[role=alert]");
        await using (var db = Database.CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Away RENAME TO Reviews");
        }

        Act(() => page.Find("[role=alert] button").Click());

        page.WaitForAssertion(() => Assert.NotNull(page.Find(".empty")));
    }

    private ReviewService Reviews => Services.GetRequiredService<ReviewService>();

    private async Task WriteAsync(string item, string text) => Assert.True((await Reviews.SaveAsync(Me, item, new ReviewDraft(text, null, []), null, default)).Ok);

    private async Task<ReviewView> OneAsync() => (await Reviews.ListAsync(Me, default)).Single();
}
