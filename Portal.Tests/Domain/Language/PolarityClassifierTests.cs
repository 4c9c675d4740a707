using System.Diagnostics;
using Portal.Domain.Language.Classification;
using Xunit.Abstractions;

namespace Portal.Tests.Domain.Language;

public sealed class PolarityClassifierTests(ITestOutputHelper output)
{
    private static readonly ClauseExample[] Examples = [.. ClauseExample.All];

    [Fact]
    public void The_parts_share_no_family_and_every_polarity_is_in_both()
    {
        Assert.True(Examples.Length >= 700, $"{Examples.Length} clauses");
        Assert.Empty(Examples.Where(one => one.IsTest).Select(one => one.Family).Intersect(Examples.Where(one => !one.IsTest).Select(one => one.Family)));
        Assert.Equal(5, Examples.Where(one => one.IsTest).Select(one => one.Polarity).Distinct().Count());
        Assert.Equal(5, Examples.Where(one => !one.IsTest).Select(one => one.Polarity).Distinct().Count());
    }

    [Fact]
    public void Unseen_families_are_told_far_better_than_by_chance()
    {
        var test = Examples.Where(one => one.IsTest).ToList();
        var start = Stopwatch.GetTimestamp();
        var classifier = PolarityClassifier.Train(Examples.Where(one => !one.IsTest));
        var took = Stopwatch.GetElapsedTime(start);

        var accuracy = test.Count(one => classifier.Classify(one.Features).Polarity == one.Polarity) / (double)test.Count;

        output.WriteLine($"{accuracy:P1} of {test.Count} clauses of unseen families; trained in {took.TotalMilliseconds:F0} ms");
        Assert.True(accuracy >= 0.7, $"{accuracy:P1} are right");
    }

    [Fact]
    public void Training_is_deterministic()
    {
        var (a, b) = (PolarityClassifier.Train(Examples.Take(200)), PolarityClassifier.Train(Examples.Take(200)));

        Assert.All(Examples.Skip(200).Take(50), one => Assert.Equal(a.Classify(one.Features), b.Classify(one.Features)));
    }
}
