using Portal.Domain.Evaluation.Metrics;

namespace Portal.Tests.Domain.Evaluation;

public sealed class KendallTauTests
{
    // Of the 6 pairs of abcd, "acbd" turns one round: (5 − 1) / 6.
    [Theory]
    [InlineData("abcd", "abcd", 1)]
    [InlineData("abcd", "dcba", -1)]
    [InlineData("abcd", "acbd", 4 / 6.0)]
    [InlineData("abxcd", "yacbd", 4 / 6.0)]
    [InlineData("abc", "cab", -1 / 3.0)]
    public void Of_TwoLists_CountsPairsOfWhatBothHold(string first, string second, double tau) =>
        Assert.Equal(tau, KendallTau.Of(first.ToCharArray(), second.ToCharArray()), 12);

    [Fact]
    public void Of_FewerThanTwoInCommon_IsUnknown() => Assert.True(double.IsNaN(KendallTau.Of<char>(['a', 'b'], ['b', 'c'])));
}
