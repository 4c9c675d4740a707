using Portal.Cli;
using Portal.Tests.Support;

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
    public async Task OffPolicy_SmallRun_TellsBiasCoverageAndRefusals()
    {
        Assert.Equal(0, await RunAsync("bench", "off-policy", "--repetitions", "20"));

        var lines = _output.ToString().Split(Environment.NewLine);
        Assert.Contains("20 logs per draft", lines[0], StringComparison.Ordinal);
        Assert.Contains("covered", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("same    clicks robust", StringComparison.Ordinal) && line.EndsWith(" 0 %", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("far     clicks robust", StringComparison.Ordinal) && line.EndsWith("100 %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Experiments_SmallRun_KeepsItsBounds()
    {
        Assert.Equal((0, ""), (await RunAsync("bench", "experiments", "--repetitions", "100", "--people", "3000", "--units", "2000"), _output.ToString().Contains("MISSED", StringComparison.Ordinal) ? _output.ToString() : ""));

        Assert.All(["100 experiments of each kind, 2000 units with a look every 50", "false alarms, confidence sequence, any look", "coverage", "variance saved by CUPED", "times fewer by interleaving", "2,000 units of 12 metrics", "holds"], word => Assert.Contains(word, _output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Engine_SmallRun_TellsEveryPart()
    {
        Assert.Equal(0, await RunAsync("bench", "engine", "--items", "300", "--dimensions", "16", "--people", "3"));

        var output = _output.ToString();
        Assert.All(["300 items", "300 texts read", "3 texts read", "memory:", "match while typing", "fold-in", "walk of the graph", "feed, after a click", "feed, later"], word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feed_SmallInventedPortal_TellsEveryPartAndLeavesNothing()
    {
        var before = Directory.GetDirectories(Path.GetTempPath(), "portal-bench-*").ToHashSet();

        var code = await CommandLine.RunAsync(
            ["bench", "feed", "--items", "120", "--people", "6", "--interactions", "300", "--requests", "2", "--applicationName=Portal"], PortalFactories.OfProgram(), _output, _error);

        Assert.Equal(0, code);
        Assert.Equal("", _error.ToString());
        Assert.All(
            ["invented and stored:", "models trained:", "ease, popularity and transitions from", "engine built:", "6 people after 0 others, 2 requests each, 120 items, 120 with a vector, models 2", "first request", "later requests"],
            word => Assert.Contains(word, _output.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetDirectories(Path.GetTempPath(), "portal-bench-*"), path => !before.Contains(path));
    }

    [Fact]
    public async Task Tuner_OnTheDemo_TellsTimesOfThePanelAndPerPerson()
    {
        using TestFolder folder = new();
        DemoTemplate.CopyTo(folder);

        var code = await CommandLine.RunAsync(["bench", "tuner", "--rounds", "10", "--person", "amara", "--applicationName=Portal", $"--Portal:DataFolder={folder.FullName}"], PortalFactories.OfProgram(), _output, _error);

        Assert.True(code == 0, _error.ToString());
        Assert.All(
            ["5 people (Cold, Heavy, Niche, Rules, Chosen), 10 recomputations of 20 places", "recomputation", "of them, a signal", "of them, an action", "list of a person"],
            word => Assert.Contains(word, _output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feed_InventedPortalElsewhere_IsAWrongArgument()
    {
        using TestFolder folder = new();

        var error = await Assert.ThrowsAsync<VerbException>(() => CommandLine.RunAsync(
            ["bench", "feed", "--items", "100", $"--Portal:DataFolder={folder.FullName}", "--applicationName=Portal"], PortalFactories.OfProgram(), _output, _error));

        Assert.Equal(2, error.ExitCode);
        Assert.False(File.Exists(folder.File("portal.db")));
    }

    [Theory]
    [InlineData("--items", "99")]
    [InlineData("--items", "100", "--people", "0")]
    [InlineData("--items", "100", "--interactions", "-1")]
    [InlineData("--people", "10001")]
    public async Task Feed_NumberOutOfRange_IsAWrongArgument(params string[] options)
    {
        Assert.Equal(2, await CommandLine.RunAsync(["bench", "feed", .. options], _ => Microsoft.AspNetCore.Builder.WebApplication.Create(), _output, _error));
        Assert.Contains(": allowed are ", _error.ToString(), StringComparison.Ordinal);
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
