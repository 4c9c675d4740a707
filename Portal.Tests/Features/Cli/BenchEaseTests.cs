using Portal.Cli;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Cli;

public sealed class BenchEaseTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Made_up_data_are_measured_without_a_portal()
    {
        var code = await RunAsync("--users", "70", "--items", "50", "--density", "0.2", "--factors", "4");

        Assert.Equal((0, ""), (code, _error.ToString()));
        Assert.StartsWith("70 people, 50 items, ", _output.ToString(), StringComparison.Ordinal);
        Assert.All(
            ["ease: Gram matrix ", "GFLOP/s", "ease: scoring one new person p50 ", "s per epoch, 4 factors", "ials: scoring one new person p50 ", "memory: "],
            words => Assert.Contains(words, _output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_is_read_with_any_separator_and_a_header()
    {
        var file = _folder.File("train.csv");
        await File.WriteAllTextAsync(file, "user,item\n5\t100\t4\n5,7\n\n9 100 3\n5 100 1\n");

        Assert.Equal(0, await RunAsync("--train", file, "--factors", "2"));
        Assert.StartsWith("2 people, 2 items, 3 interactions", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var file = _folder.File("train.txt");
        await File.WriteAllTextAsync(file, "1 2\n1 two\n");

        Assert.Equal(2, await RunAsync("--items", "30000"));
        Assert.Contains("--items 30000", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("--train", file));
        Assert.Contains("line 2: '1 two'", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] args) =>
        CommandLine.RunAsync(["bench", "ease", .. args], _ => throw new InvalidOperationException("The portal must not be built."), _output, _error);
}
