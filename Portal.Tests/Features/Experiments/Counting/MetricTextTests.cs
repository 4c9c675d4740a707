using System.Xml.Linq;
using Portal.Domain.Experiments.Analysis;
using Portal.Experiments.Metrics;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Experiments.Counting;

public sealed class MetricTextTests
{
    [Theory]
    [InlineData("MetricText.resx")]
    [InlineData("MetricText.zh-Hans.resx")]
    public void Every_metric_has_its_name_and_its_sentence_and_no_text_is_left_over(string file)
    {
        var known = XDocument.Load(Path.Combine(Repository.Root, "Portal", "Experiments", file)).Root!.Elements("data").Select(data => data.Attribute("name")!.Value);

        Assert.Equal(ExperimentMetrics.All.SelectMany(metric => new[] { ExperimentMetrics.NameKey(metric.Key), ExperimentMetrics.AboutKey(metric.Key) }).Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Metrics_are_numbers_of_a_tally()
    {
        UnitTally since = new() { Lists = 4, EmptyLists = 1, Places = 30, Violations = 3, Milliseconds = 200, MeasuredLists = 2, RepeatShares = 0.5, LongTailShares = 1.5, Diversities = 1, Returned = true, Looks = 25, Clicks = 5, Likes = 2, Against = 6, Ratings = 2, Stars = 7 };
        Dictionary<string, (double, double)> expected = new()
        {
            ["likes-per-unit"] = (2, 0), ["liked-any"] = (1, 0), ["click-rate"] = (5, 25), ["like-rate"] = (2, 25), ["rating"] = (7, 2), ["lists-per-unit"] = (4, 0), ["returned"] = (1, 0), ["against-rate"] = (6, 25),
            ["empty-lists"] = (1, 4), ["violations"] = (3, 30), ["latency"] = (200, 4), ["latency-p95"] = (50, 0), ["repeat-share"] = (0.5, 2), ["long-tail-share"] = (1.5, 2), ["diversity"] = (1, 2),
        };

        Assert.Equal(expected, ExperimentMetrics.All.ToDictionary(metric => metric.Key, metric => (metric.Of(since, new UnitTally()).Value, metric.Of(since, new UnitTally()).Denominator)));
        Assert.Equal(expected, ExperimentMetrics.All.Where(metric => metric.Key != "latency-p95").ToDictionary(metric => metric.Key, metric => (metric.Of(new UnitTally(), since).Pre, metric.Of(new UnitTally(), since).PreDenominator)).Append(new("latency-p95", (50, 0))).ToDictionary());
        Assert.True(double.IsNaN(ExperimentMetrics.Find("latency-p95")!.Of(new UnitTally(), since).Value));
        Assert.Equal(MetricGoal.Decrease, ExperimentMetrics.Find("against-rate")!.Goal);
        Assert.Null(ExperimentMetrics.Find("against"));
    }
}
