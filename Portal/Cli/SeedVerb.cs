using System.CommandLine;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class SeedVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Command command = new("seed", "Migrate, and add the roles and the demo data that are missing.");
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            PortalStartup.Own(services);
            await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(token);
            var seeded = await services.GetRequiredService<SeederRunner>().RunAsync(token);
            await parse.InvocationConfiguration.Output.WriteLineAsync(
                seeded.Count == 0 ? "There is nothing to seed." : $"Seeded {string.Join(", ", seeded)}.");
        }, ct));
        return command;
    }
}
