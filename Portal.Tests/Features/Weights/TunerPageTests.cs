using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.People;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class TunerPageTests : WeightScene
{
    [Fact]
    public async Task Every_number_has_a_slider_a_box_a_name_and_its_live_value()
    {
        await DraftAsync();
        var page = await PageAsync(2);

        var knobs = page.FindAll("[data-weight]");
        Assert.Equal(Portal.Domain.Ranking.TunableWeight.All.Select(weight => weight.Path).Order(), knobs.Select(knob => knob.GetAttribute("data-weight")!).Order());
        Assert.All(knobs, knob =>
        {
            var box = knob.QuerySelector("input[type=number]")!;
            Assert.Equal(box.Id, knob.QuerySelector("label")!.GetAttribute("for"));
            Assert.NotNull(knob.QuerySelector("input[type=range]")!.GetAttribute("aria-label"));
            Assert.NotEqual("", knob.QuerySelector(".knob__about")!.TextContent);
        });
        Assert.Equal("Live: 0.05", Knob(page, "signals.freshness").QuerySelector(".knob__live .numbers")!.TextContent);
        Assert.Equal(2, page.FindAll(".panel__acts").Select(text => text.TextContent).Distinct().Count());
    }

    [Fact]
    public async Task A_slider_moves_the_box_the_preview_and_back()
    {
        await Feedback.RecordAsync(Me, "jazz2", InteractionKind.Like, new FeedbackOrigin("test"), default);
        var draft = await DraftAsync(change: weights => weights);
        var page = await PageAsync(2);
        await PassTimeAsync(PanelView.Rest, () => Assert.Equal("100%", Overlap(page)));

        Act(() => Slider(page, "signals.freshness").Input("199"));
        Assert.NotEqual("0.05", Box(page, "signals.freshness").GetAttribute("value"));
        Act(() => Slider(page, "signals.freshness").Input("200"));
        Act(() => Slider(page, "signals.freshness").Change("200"));

        Assert.Equal("10", Box(page, "signals.freshness").GetAttribute("value"));
        Assert.Contains("Unsaved changes", page.Find(".tuner__state").TextContent, StringComparison.Ordinal);
        await PassTimeAsync(PanelView.Rest, () => Assert.NotEqual("100%", Overlap(page)));
        var tried = Draft(page, Me);

        Act(() => Button(page, "Undo").Click());
        Assert.Equal("0.05", Box(page, "signals.freshness").GetAttribute("value"));
        await PassTimeAsync(PanelView.Rest, () => Assert.Equal("100%", Overlap(page)));
        Act(() => Button(page, "Redo").Click());
        Assert.Equal("10", Box(page, "signals.freshness").GetAttribute("value"));
        Act(() => Button(page, "Save").Click());

        page.WaitForAssertion(() => Assert.Contains(Toasts.Visible, toast => toast.Message == "Calmer v2 is saved."));
        var saved = (await Profiles.FindAsync(2, default))!;
        Assert.Equal((10.0, 1), (Of(saved.Weights, "signals.freshness"), saved.Revision));
        Assert.True((await Releases.PublishAsync(Ann, 2, saved.Revision, 1, default)).Ok);
        Assert.Equal(tried, (await ServedAsync(Me)).Take(10));
    }

    [Fact]
    public async Task A_number_that_is_not_allowed_is_named_with_its_range_and_changes_nothing()
    {
        await DraftAsync(change: weights => weights);
        var page = await PageAsync(2);

        Act(() => Box(page, "signals.mood").Change("11"));

        Assert.Equal("Mood cannot be “11”; allowed is 0 to 10.", Knob(page, "signals.mood").QuerySelector(".field__error")!.TextContent);
        Assert.Equal("11", Box(page, "signals.mood").GetAttribute("value"));
        Assert.True(Button(page, "Save").HasAttribute("disabled"));
        Act(() => Box(page, "mostPerCreator").Change("2.5"));
        Assert.EndsWith("0 to 24, whole numbers only.", Knob(page, "mostPerCreator").QuerySelector(".field__error")!.TextContent, StringComparison.Ordinal);
        Act(() => Box(page, "signals.mood").Change("2.25"));
        Assert.Null(Knob(page, "signals.mood").QuerySelector(".field__error"));
        Assert.False(Button(page, "Save").HasAttribute("disabled"));
        Act(() => Knob(page, "signals.mood").QuerySelector("button")!.Click());
        Assert.True(Button(page, "Save").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Normalised_signals_add_up_to_one()
    {
        await DraftAsync(change: weights => weights);
        var page = await PageAsync(2);

        Act(() => Button(page, "Normalise signals").Click());

        Assert.Equal("Sum of the signals: 1", page.Find("[data-testid=signal-sum]").TextContent);
        Act(() => Button(page, "Undo").Click());
        Assert.NotEqual("Sum of the signals: 1", page.Find("[data-testid=signal-sum]").TextContent);
    }

    [Fact]
    public async Task Two_who_edit_one_draft_are_merged_and_nothing_is_lost()
    {
        var draft = await DraftAsync(change: weights => weights);
        var page = await PageAsync(2);
        Act(() => Box(page, "diversity").Change("0.5"));
        Act(() => Box(page, "balance").Change("2"));
        Assert.True((await Profiles.SaveAsync(Bob, 2, With(With(draft.Weights, "diversity", 0.8), "longTail", 0.4), draft.Revision, default)).Ok);

        Act(() => Button(page, "Save").Click());

        page.WaitForAssertion(() => Assert.Equal(["balance", "diversity", "longTail"], page.FindAll(".merge__table tbody tr").Select(row => row.GetAttribute("data-weight")!).Order(StringComparer.Ordinal)));
        Assert.Equal(["0.12", "0.5", "0.8"], page.Find(".merge__table tr[data-weight=diversity]").QuerySelectorAll("td .numbers, td.numbers").Select(cell => cell.TextContent));
        Assert.True(Button(page, "Save the merged draft").HasAttribute("disabled"));
        Act(() => page.Find(".merge__table tr[data-weight=diversity]").QuerySelectorAll("input")[0].Change(true));
        Act(() => Button(page, "Save the merged draft").Click());

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".merge")));
        var saved = (await Profiles.FindAsync(2, default))!;
        Assert.Equal((0.5, 2.0, 0.4), (Of(saved.Weights, "diversity"), Of(saved.Weights, "balance"), Of(saved.Weights, "longTail")));
    }

    [Fact]
    public async Task What_was_set_on_a_draft_that_is_gone_becomes_a_draft_of_its_own()
    {
        var draft = await DraftAsync();
        var page = await PageAsync(2);
        Act(() => Box(page, "diversity").Change("0.5"));
        await Profiles.DeleteAsync(Bob, 2, draft.Revision, default);

        Act(() => Button(page, "Save").Click());
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".tuner__orphaned")));
        Act(() => page.Find(".tuner__orphaned button").Click());
        Act(() => page.Find("#weight-name").Input("Rescued"));
        Act(() => page.Find("#weight-name-form").Submit());

        page.WaitForAssertion(() => Assert.EndsWith("/admin/weights/3", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Equal(("Rescued", 0.5), ((await Profiles.FindAsync(3, default))! is var rescued ? (rescued.Name, Of(rescued.Weights, "diversity")) : default));
    }

    [Fact]
    public async Task What_can_be_begun_with_a_draft_is_offered_when_there_is_such()
    {
        Services.AddSingleton<IDraftTarget>(new Target());
        await DraftAsync();

        var page = await PageAsync(2);

        Assert.Equal("/somewhere?weights=2", page.Find(".tuner__bar a").GetAttribute("href"));
    }

    [Fact]
    public async Task Without_such_nothing_is_offered_and_a_missing_version_is_said()
    {
        await DraftAsync();
        Assert.Empty((await PageAsync(2)).FindAll(".tuner__bar a"));

        var page = Render<TunerPage>(parameters => parameters.Add(page => page.Version, 9));
        page.WaitForAssertion(() => Assert.Equal("There is no version 9", page.Find(".empty__title").TextContent));
    }

    private async Task<IRenderedComponent<TunerPage>> PageAsync(int version)
    {
        var page = Render<TunerPage>(parameters => parameters.Add(page => page.Version, version));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-weight]")));
        await PassTimeAsync(PanelView.Rest, () => Assert.NotEmpty(page.FindAll(".strip")));
        return page;
    }

    private static IElement Knob(IRenderedComponent<TunerPage> page, string path) => page.Find($".knob[data-weight='{path}']");

    private static IElement Box(IRenderedComponent<TunerPage> page, string path) => Knob(page, path).QuerySelector("input[type=number]")!;

    private static IElement Slider(IRenderedComponent<TunerPage> page, string path) => Knob(page, path).QuerySelector("input[type=range]")!;

    private static IElement Button(IRenderedComponent<TunerPage> page, string name) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == name || button.GetAttribute("aria-label") == name);

    private static string Overlap(IRenderedComponent<TunerPage> page) => page.Find("[data-measure=Overlap] strong").TextContent.Replace(" ", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static IReadOnlyList<string> Draft(IRenderedComponent<TunerPage> page, string person) =>
        [.. page.FindAll($"[data-person={person}] [data-list=draft] li").Select(entry => entry.GetAttribute("data-item")!)];

    private sealed class Target : IDraftTarget
    {
        public string Label => "Start somewhere";

        public string Icon => "flask";

        public string AddressOf(int version) => $"/somewhere?weights={version}";
    }
}
