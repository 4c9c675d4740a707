using Bunit;
using Portal.Domain.Ranking;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class EstimatePanelTests : EstimateScene
{
    [Fact]
    public void Before_anything_was_logged_it_says_so()
    {
        var panel = Open(Better);
        Act(() => panel.Find("button").Click());

        panel.WaitForAssertion(() => Assert.Equal("Nothing to estimate from yet", panel.Find(".estimate__strong").TextContent));
    }

    [Fact]
    public async Task The_estimate_is_told_in_words_and_numbers_and_marked_when_the_draft_changes()
    {
        await LogAsync(45, 3);
        var panel = Open(Better);
        Assert.Empty(panel.FindAll("svg.rate-chart"));
        Act(() => panel.Find("button").Click());

        panel.WaitForAssertion(() => Assert.Equal("The draft is expected to be opened more often.", panel.Find(".estimate__verdict").TextContent), TimeSpan.FromSeconds(20));
        Assert.Equal(2, panel.FindAll("svg.rate-chart").Count);
        Assert.Contains("135 lists with 1,080 places, served to 45 people", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("simulated people’s", panel.Find(".badge").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("The draft has changed since", panel.Markup, StringComparison.Ordinal);

        panel.Render(parameters => parameters.Add(one => one.Weights, Live));
        Assert.Contains("The draft has changed since", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_short_a_log_is_refused_in_words()
    {
        await LogAsync(4, 2);
        var panel = Open(Better);
        Act(() => panel.Find("button").Click());

        panel.WaitForAssertion(() => Assert.Contains("8 lists were logged; at least 100 are needed.", panel.Find(".estimate__refusal").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Empty(panel.FindAll(".estimate__rates"));
    }

    private IRenderedComponent<EstimatePanel> Open(RankingWeights draft) => Render<EstimatePanel>(parameters => parameters.Add(panel => panel.Weights, draft));
}
