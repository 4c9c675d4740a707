using Portal.Cli;
using Portal.Diagnostics;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Cli;

public sealed class ConsoleProgressTests
{
    [Fact]
    public async Task RunAsync_NoTerminal_WritesALineEveryFiveSecondsAndTheEnd()
    {
        TestClock clock = new();
        using StringWriter output = new();

        await ConsoleProgress.RunAsync(output, "Embedding", progress =>
        {
            for (var second = 0; second <= 12; second++)
            {
                progress.Report(new WorkProgress(second * 100, 1200, second == 12 ? "done" : ""));
                clock.Advance(TimeSpan.FromSeconds(1));
            }

            return Task.CompletedTask;
        }, clock);

        Assert.Equal(
            ["Embedding: 500 of 1,200 (42 %), 100.0/s, 0:07 left", "Embedding: 1,000 of 1,200 (83 %), 100.0/s, 0:02 left", "Embedding: 1,200 of 1,200 (100 %), 100.0/s, done"],
            output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task RunAsync_UnknownTotal_CountsOnly()
    {
        using StringWriter output = new();

        await ConsoleProgress.RunAsync(output, "Reading", progress =>
        {
            progress.Report(new WorkProgress(3, 0, "films.jsonl"));
            return Task.CompletedTask;
        }, new TestClock());

        Assert.Equal($"Reading: 3, films.jsonl{Environment.NewLine}", output.ToString());
    }
}
