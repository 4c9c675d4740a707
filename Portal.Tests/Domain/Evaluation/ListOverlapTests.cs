using Portal.Domain.Evaluation.Metrics;

namespace Portal.Tests.Domain.Evaluation;

public sealed class ListOverlapTests
{
    [Theory]
    [InlineData("abcd", "dcba", 4, 1.0)]
    [InlineData("abcd", "dcba", 1, 0.0)]
    [InlineData("abcde", "abxyz", 5, 0.4)]
    [InlineData("abcde", "ab", 5, 0.4)]
    [InlineData("ab", "", 10, 0.0)]
    [InlineData("", "", 10, 1.0)]
    public void At_HandComputed(string first, string second, int k, double expected) => Assert.Equal(expected, ListOverlap.At([.. first], [.. second], k), 12);
}
