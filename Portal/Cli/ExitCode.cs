namespace Portal.Cli;

internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int BadArguments = 2;
}
