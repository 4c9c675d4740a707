using System.CommandLine;
using System.Globalization;
using Portal.Diagnostics;
using Portal.Engine;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class EmbedVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Command command = new("embed", "Give every item that lacks one the vector of its text. Goes on where it was stopped.");
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            await PortalStartup.PrepareAsync(services, token);
            var time = services.GetRequiredService<TimeProvider>();
            var output = parse.InvocationConfiguration.Output;
            var started = time.GetTimestamp();
            EmbeddingResult? result = null;
            await ConsoleProgress.RunAsync(output, "Embedding", async progress => result = await EmbedAsync(services, progress, token), time);
            if (result?.EncoderId is null)
            {
                throw new VerbException($"There is no text encoder: {services.GetRequiredService<EncoderHost>().Status.Reason}");
            }

            var seconds = time.GetElapsedTime(started).TotalSeconds;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Embedded} items embedded with {result.EncoderId} in {seconds:F1} s; {result.WithoutVector} texts have no vector."));
        }, ct));
        return command;
    }

    private static Task<EmbeddingResult> EmbedAsync(IServiceProvider services, IProgress<WorkProgress> progress, CancellationToken token) =>
        services.GetRequiredService<CatalogueEmbedder>().RunAsync(progress, token);
}
