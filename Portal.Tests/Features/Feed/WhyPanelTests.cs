using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Feed;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class WhyPanelTests : FeedScene
{
    private static readonly Guid Said = Guid.NewGuid();

    private static readonly Contribution[] Contributions =
    [
        new("statements", 0.7312f, 1, 1, 0.7312f, new StatementEvidence(Said, "Slow-burn <b>science</b> fiction, no gore", ["slow-burn"], "Slow-burn <b>science</b> fiction")),
        new("interests", 0.4101f, 0.6f, 1, 0.24606f, new InterestEvidence("film-contact", "Contact", ["first contact"], "aliens")),
        new("popularity", 0.5f, 0.3f, 0.5f, 0.075f, new CountEvidence(17)),
        new("graph", 0.2f, 0.3f, 1, 0.06f, new PathEvidence("film-dune-2021", "Dune", [], "director", "Denis Villeneuve")),
        new("repetition", -0.2f, 0.25f, 1, -0.05f, new CountEvidence(1)),
        new("variety", -1, 0.12f, 1, -0.12f, new ItemEvidence("film-dune", "Dune", [])),
    ];

    private static readonly FeedEntry Entry = new()
    {
        Item = new ItemCard("film-arrival", "film", "Arrival", 2016, ["Denis Villeneuve"], ["drama"], ["grief"], "", "/c.svg", new Dictionary<string, string>()),
        Origin = new FeedbackOrigin("feed", Guid.NewGuid(), 3),
        Score = Contributions.Sum(contribution => contribution.Amount),
        Contributions = Contributions,
        Reason = Contributions[0],
        Telling = ["grief"],
        Traits = [new Trait(TraitKind.Topic, "grief")],
        Served = new ServedQuery(Me, new FeedRequest(), new FeedQuery { Person = PersonProfile.Unknown, Weights = RankingWeights.Default, Now = EngineFixtures.Now, Count = 24 }, "", null),
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await AddItemsAsync(Film("film-arrival"));
    }

    [Fact]
    public void The_bars_add_up_to_the_score_that_is_shown()
    {
        var panel = Render<WhyPanel>(parameters => parameters.Add(p => p.Entry, Entry));

        var amounts = panel.FindAll(".why__amount").Select(element => decimal.Parse(element.TextContent.Replace('−', '-'), CultureInfo.InvariantCulture)).ToList();
        var score = panel.Find("[data-testid=score]").TextContent;
        Assert.Equal([0.731m, 0.246m, 0.075m, 0.060m, -0.050m, -0.120m], amounts);
        Assert.Equal("= 0.942", score);
        Assert.Equal(0.942m, amounts.Sum());
    }

    [Theory]
    [InlineData(new[] { 0.3554f, 0.2003f, 0.0802f, 0.0041f, -0.0182f }, new[] { 0.356, 0.200, 0.080, 0.004, -0.018 })]
    [InlineData(new[] { 0.0005f, 0.0005f, 0.0005f }, new[] { 0.001, 0.001, 0.0 })]
    [InlineData(new[] { -0.3336f, -0.3336f }, new[] { -0.333, -0.334 })]
    public void Rounded_amounts_still_add_up(float[] amounts, double[] shown)
    {
        var score = amounts.Sum();

        var rounded = ShownAmounts.Of([.. amounts.Select((amount, i) => Contribution.Of($"s{i}", amount, 1, 1, null))], score);

        Assert.Equal(shown.Select(amount => (decimal)amount), rounded);
        Assert.Equal(ShownAmounts.Of(score), rounded.Sum());
    }

    [Fact]
    public void The_bars_are_to_scale_and_lie_on_both_sides_of_zero()
    {
        var panel = Render<WhyPanel>(parameters => parameters.Add(p => p.Entry, Entry));

        var bars = panel.FindAll("[data-testid=bar]").Select(bar => (Left: Percent(bar, "left"), Width: Percent(bar, "width"))).ToList();
        var zero = Percent(panel.Find(".why__zero"), "left");
        Assert.Equal(100 * 0.12 / (0.7312 + 0.12), zero, 0.1);
        Assert.Equal(0.7312 / 0.12, bars[0].Width / bars[5].Width, 0.05);
        Assert.All(bars[..4], bar => Assert.Equal(zero, bar.Left, 0.1));
        Assert.All(bars[4..], bar => Assert.Equal(zero, bar.Left + bar.Width, 0.1));
    }

    [Fact]
    public void A_gate_that_is_not_open_is_part_of_the_sum()
    {
        var panel = Render<WhyPanel>(parameters => parameters.Add(p => p.Entry, Entry));

        var times = panel.FindAll(".why__times").Select(element => element.TextContent.Replace(" %", "%", StringComparison.Ordinal)).ToList();
        Assert.Equal("0.410 × weight 0.6", times[1]);
        Assert.Equal("0.500 × weight 0.3 × evidence 50%", times[2]);
    }

    [Fact]
    public void Each_bar_has_its_evidence()
    {
        var panel = Render<WhyPanel>(parameters => parameters.Add(p => p.Entry, Entry));

        var rows = panel.FindAll(".why__row");
        Assert.Contains("You wrote: Slow-burn <b>science</b> fiction, no gore", rows[0].TextContent.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Equal("Slow-burn <b>science</b> fiction", rows[0].QuerySelector("mark")!.TextContent);
        Assert.Equal($"/preferences#statement-{Said:N}", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("slow-burn", rows[0].QuerySelector(".evidence__word")!.TextContent);
        Assert.Equal("from your long-term taste", rows[1].QuerySelector(".why__horizon")!.TextContent);
        Assert.Null(rows[2].QuerySelector(".why__horizon"));
        Assert.StartsWith("Fits your interest in aliens, like Contact", rows[1].QuerySelector(".evidence")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("/item/film-contact", rows[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("0.410 × weight 0.6", rows[1].QuerySelector(".why__times")!.TextContent);
        Assert.Contains("17 people like it", rows[2].TextContent, StringComparison.Ordinal);
        Assert.Equal("Dune → director → Denis Villeneuve → Arrival", string.Join(' ', rows[3].QuerySelector(".evidence__path")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("Similar to Dune, further up", rows[5].QuerySelector(".evidence")!.TextContent.Trim());
    }

    private static double Percent(IElement element, string property)
    {
        var style = element.GetAttribute("style")!.Split(';').Single(part => part.StartsWith(property, StringComparison.Ordinal));
        return double.Parse(style.Split(':')[1].TrimEnd('%'), CultureInfo.InvariantCulture);
    }
}
