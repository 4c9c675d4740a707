using System.CommandLine;
using Portal.Cli;

namespace Portal.Tests.Features.Cli;

public sealed class VerbHostTests
{
    [Fact]
    public async Task GuardAsync_Cancelled_SaysSoAndFails()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        var (code, error) = await GuardAsync(() => throw new OperationCanceledException(cancelled.Token), cancelled.Token);

        Assert.Equal((1, $"Cancelled.{Environment.NewLine}"), (code, error));
    }

    [Fact]
    public async Task GuardAsync_CancelledByItself_IsAFailure()
    {
        var (code, error) = await GuardAsync(() => throw new OperationCanceledException("the server hung up"), CancellationToken.None);

        Assert.Equal(1, code);
        Assert.StartsWith("Failed: the server hung up", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GuardAsync_Done_IsSilent()
    {
        Assert.Equal((0, ""), await GuardAsync(() => Task.CompletedTask, CancellationToken.None));
    }

    private static async Task<(int Code, string Error)> GuardAsync(Func<Task> work, CancellationToken ct)
    {
        using StringWriter error = new();
        var code = 0;
        RootCommand root = new() { new Option<bool>(CommandLine.Verbose) { Recursive = true } };
        root.SetAction(async (parse, _) => code = await VerbHost.GuardAsync(parse, work, ct));
        await root.Parse([]).InvokeAsync(new InvocationConfiguration { Error = error, EnableDefaultExceptionHandler = false }, CancellationToken.None);
        return (code, error.ToString());
    }
}
