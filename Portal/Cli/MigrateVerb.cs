using System.CommandLine;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class MigrateVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Command command = new("migrate", "Create the database, or bring it to this version's schema.");
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            PortalStartup.Own(services);
            var applied = await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(token);
            await parse.InvocationConfiguration.Output.WriteLineAsync(
                applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.");
        }, ct));
        return command;
    }
}
