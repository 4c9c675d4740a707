using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class ServeVerb : IVerb
{
    public const string Name = "serve";

    public Command Create(PortalFactory portal)
    {
        Command command = new(Name, "Prepare the data folder and run the portal (the default).");
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, () => ServeAsync(portal, parse, ct), ct));
        return command;
    }

    private static async Task ServeAsync(PortalFactory portal, ParseResult parse, CancellationToken ct)
    {
        var verbose = VerbHost.IsVerbose(parse);
        await using var app = portal(verbose ? [] : ["--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning"]);
        await StartAsync(app, verbose, ct);
        await parse.InvocationConfiguration.Output.WriteLineAsync(Greeting(app.Services));
        await app.WaitForShutdownAsync(ct);
    }

    private static async Task StartAsync(WebApplication app, bool verbose, CancellationToken ct)
    {
        var gate = app.Services.GetRequiredService<StartupLogGate>();
        if (!verbose)
        {
            gate.Close();
        }

        await app.StartAsync(ct);
        gate.Open();
    }

    private static string Greeting(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var demo = services.GetRequiredService<IOptions<PortalOptions>>().Value.Demo;
        return $"Portal listens on {string.Join(", ", addresses)}{(demo ? " (demo: sign in with one click)" : "")}";
    }
}
