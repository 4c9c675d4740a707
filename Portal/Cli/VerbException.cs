namespace Portal.Cli;

/// <summary>Ends a verb with one sentence.</summary>
internal sealed class VerbException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
