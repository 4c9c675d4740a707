using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Portal.Startup;

namespace Portal.Cli;

/// <summary>Runs a verb's work with the portal's services, and turns what goes wrong into a sentence and an exit code.</summary>
internal static class VerbHost
{
    // Results go to the standard output, logs to the standard error.
    private static readonly string[] QuietLogs =
    [
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning",
        "--Logging:Console:LogToStandardErrorThreshold=Trace",
    ];

    /// <summary>Builds the portal without starting it, runs the work, and disposes of the portal.</summary>
    public static Task<int> RunAsync(
        PortalFactory portal, ParseResult parse, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct) =>
        GuardAsync(parse, async () =>
        {
            await using var app = portal(IsVerbose(parse) ? [QuietLogs[^1]] : QuietLogs);
            await work(app.Services, ct);
        }, ct);

    public static bool IsVerbose(ParseResult parse) => parse.GetValue<bool>(CommandLine.Verbose);

    public static async Task<int> GuardAsync(ParseResult parse, Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync("Cancelled.");
            return ExitCode.Failed;
        }
        catch (Exception e) when (parse.InvocationConfiguration is not HostedInvocation)
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(IsVerbose(parse) ? e.ToString() : Explain(e));
            return e is VerbException failure ? failure.ExitCode : ExitCode.Failed;
        }
    }

    private static string Explain(Exception error) =>
        StartupErrors.Explain(error) ?? error switch
        {
            VerbException => error.Message,
            DbUpdateException => $"The database refused a change: {error.GetBaseException().Message}",
            IOException or UnauthorizedAccessException => error.Message,
            _ => $"Failed: {error.Message} ({error.GetType().Name}; {CommandLine.Verbose} shows where)",
        };
}

/// <summary>The program is run by a tool, a test host or dotnet-ef, that wants the exception itself.</summary>
internal sealed class HostedInvocation : InvocationConfiguration;
