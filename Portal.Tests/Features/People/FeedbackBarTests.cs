using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.People;

public sealed class FeedbackBarTests : PersonScene
{
    private static readonly FeedbackOrigin Origin = new("search", null, 5);

    private readonly List<FeedbackChange> _changes = [];

    private ToastService Toasts => Services.GetRequiredService<ToastService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("arrival"), Film("contact"));
    }

    [Fact]
    public async Task A_press_is_recorded_where_it_happened_and_told()
    {
        var bar = Bar();

        Press(bar, "Like The arrival");

        bar.WaitForAssertion(() => Assert.Single(_changes));
        Assert.Equal([("arrival", InteractionKind.Like, 5)], await ActionsAsync());
        Assert.Equal(new FeedbackChange("arrival", new ItemOpinion(true, false, false, false), InteractionKind.Like, Added: true), _changes[0]);
        Assert.Equal("More like “The arrival” from now on.", Assert.Single(Toasts.Visible).Message);
        Assert.Equal("true", Pressed(bar, "Like The arrival"));
    }

    [Fact]
    public async Task A_second_press_takes_it_back()
    {
        var bar = Bar();
        Press(bar, "Save The arrival");
        bar.WaitForAssertion(() => Assert.Single(_changes));

        Press(bar, "Save The arrival");

        bar.WaitForAssertion(() => Assert.Equal(2, _changes.Count));
        Assert.Empty(await ActionsAsync());
        Assert.False(_changes[1].Added);
        Assert.Equal("false", Pressed(bar, "Save The arrival"));
    }

    [Fact]
    public async Task Undo_restores_what_was_before_even_when_the_opposite_was_replaced()
    {
        var bar = Bar();
        Press(bar, "Dislike The arrival");
        bar.WaitForAssertion(() => Assert.Single(_changes));
        Press(bar, "Like The arrival");
        bar.WaitForAssertion(() => Assert.Equal(2, _changes.Count));
        Assert.Equal([("arrival", InteractionKind.Like, 5)], await ActionsAsync());
        Assert.Equal("false", Pressed(bar, "Dislike The arrival"));

        await bar.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[^1]));

        Assert.Equal([("arrival", InteractionKind.Dislike, 5)], await ActionsAsync());
        Assert.Equal("true", Pressed(bar, "Dislike The arrival"));
        Assert.Equal("false", Pressed(bar, "Like The arrival"));
        Assert.Equal((InteractionKind.Like, false), (_changes[2].Kind, _changes[2].Added));
    }

    [Fact]
    public async Task Undo_leaves_alone_what_was_pressed_since()
    {
        var bar = Bar();
        Press(bar, "Like The arrival");
        bar.WaitForAssertion(() => Assert.Single(_changes));
        Press(bar, "Save The arrival");
        bar.WaitForAssertion(() => Assert.Equal(2, _changes.Count));

        await bar.InvokeAsync(() => Toasts.UndoAsync(Toasts.Visible[0]));

        Assert.Equal([("arrival", InteractionKind.Save, 5)], await ActionsAsync());
        Assert.Equal("true", Pressed(bar, "Save The arrival"));
    }

    [Fact]
    public void An_item_that_is_gone_says_so_and_stays_unpressed()
    {
        var bar = Render<FeedbackBar>(parameters => parameters.Add(p => p.ItemId, "nowhere").Add(p => p.Title, "Nowhere").Add(p => p.Origin, Origin));

        Press(bar, "Hide Nowhere");

        bar.WaitForAssertion(() => Assert.Equal("“Nowhere” is no longer in the catalogue.", Assert.Single(Toasts.Visible).Message));
        Assert.Equal("false", Pressed(bar, "Hide Nowhere"));
    }

    [Fact]
    public void Only_the_kinds_asked_for_are_offered_and_a_known_opinion_is_pressed()
    {
        Speak("zh-Hans");

        var bar = Render<FeedbackBar>(parameters => parameters
            .Add(p => p.ItemId, "arrival").Add(p => p.Title, "降临").Add(p => p.Origin, Origin)
            .Add(p => p.Opinion, new ItemOpinion(Liked: false, Disliked: true, Saved: false, Hidden: false))
            .Add(p => p.Kinds, [InteractionKind.Like, InteractionKind.Dislike]));

        Assert.Equal(["喜欢《降临》", "不喜欢《降临》"], bar.FindAll("button").Select(button => button.GetAttribute("aria-label")));
        Assert.Equal(["false", "true"], bar.FindAll("button").Select(button => button.GetAttribute("aria-pressed")));
    }

    private IRenderedComponent<FeedbackBar> Bar() => Render<FeedbackBar>(parameters => parameters
        .Add(p => p.ItemId, "arrival").Add(p => p.Title, "The arrival").Add(p => p.Origin, Origin).Add(p => p.OnChanged, _changes.Add));

    private void Press(IRenderedComponent<FeedbackBar> bar, string label) => Act(() => bar.Find($"button[aria-label='{label}']").Click());

    private static string? Pressed(IRenderedComponent<FeedbackBar> bar, string label) => bar.Find($"button[aria-label='{label}']").GetAttribute("aria-pressed");
}
