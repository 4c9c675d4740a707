using System.CommandLine;

namespace Portal.Cli;

internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, PortalFactory portal)
    {
        await using var app = portal(args);
        await app.RunAsync();
        return 0;
    }
}
