using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Demo.Browsing;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class SimulateVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Option<int> requests = new("--requests") { Description = $"How many feeds are opened, 1 to {BrowsingSimulator.MostRequests}.", DefaultValueFactory = _ => BrowsingSimulator.DefaultRequests };
        Command command = new("simulate", "Let the simulated readers of a demo portal open their feeds and react, so that there is a log to learn and estimate from.") { requests };
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            var count = BenchFormat.Checked(parse, requests, 1, BrowsingSimulator.MostRequests);
            if (!services.GetRequiredService<IOptions<PortalOptions>>().Value.Demo)
            {
                throw new VerbException("Browsing is only simulated on a demo portal; Portal:Demo is false.", ExitCode.BadArguments);
            }

            await PortalStartup.PrepareSharedAsync(services, token);
            var simulator = services.GetRequiredService<BrowsingSimulator>();
            var (output, time) = (parse.InvocationConfiguration.Output, services.GetRequiredService<TimeProvider>());
            var started = time.GetTimestamp();
            BrowsingResult? result = null;
            await ConsoleProgress.RunAsync(output, "Browsing", async progress => result = await simulator.RunAsync(count, progress, token), time);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{result} in {time.GetElapsedTime(started).TotalSeconds:F1} s."));
        }, ct));
        return command;
    }
}
