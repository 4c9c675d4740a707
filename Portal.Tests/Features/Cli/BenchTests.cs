using Portal.Cli;

namespace Portal.Tests.Features.Cli;

public sealed class BenchTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Vectors_SmallRun_TellsTimesMemoryAndRecallWithoutAPortal()
    {
        Assert.Equal(0, await RunAsync("bench", "vectors", "--items", "700", "--dimensions", "24", "--queries", "7"));

        var output = _output.ToString();
        Assert.All(["700 vectors of 24 dimensions, 7 queries, k 10, seed 1", "build:", "memory:", "p99", "plain scan", "recall@10 1.0000"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Vectors_NumberOutOfRange_IsAWrongArgument()
    {
        Assert.Equal(2, await RunAsync("bench", "vectors", "--items", "0"));
        Assert.Equal($"--items 0: allowed are 1 to 4000000.{Environment.NewLine}", _error.ToString());
    }

    [Fact]
    public async Task Engine_SmallRun_TellsEveryPart()
    {
        Assert.Equal(0, await RunAsync("bench", "engine", "--items", "300", "--dimensions", "16", "--people", "3"));

        var output = _output.ToString();
        Assert.All(["300 items", "300 texts read", "3 texts read", "memory:", "match while typing", "fold-in", "walk of the graph", "feed, after a click", "feed, later"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public void SyntheticVectors_SameSeed_SameUnitVectors()
    {
        SyntheticVectors one = new(11, 5, seed: 3), other = new(11, 5, seed: 3), third = new(11, 5, seed: 4);

        var vector = one.Next();

        Assert.Equal(vector, other.Next());
        Assert.NotEqual(vector, third.Next());
        Assert.Equal(1, vector.Sum(number => number * number), 5);
    }

    private Task<int> RunAsync(params string[] args) =>
        CommandLine.RunAsync(args, _ => throw new InvalidOperationException("the portal is not needed"), _output, _error);
}
