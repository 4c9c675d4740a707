using System.CommandLine;
using System.Globalization;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Importing;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class ExportVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Argument<ImportSubject> subject = new("subject") { Description = "items, people or interactions." };
        Argument<string> path = new("path") { Description = "The file to write; one that is there is replaced when the new one is complete." };
        Option<ExportFormat?> format = new("--format") { Description = "csv or jsonl; else the file's ending tells, and without one it is jsonl." };
        Command command = new("export", "Write all items, people or interactions into a file that import reads back.") { subject, path, format };
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            var what = parse.GetRequiredValue(subject);
            if (what == ImportSubject.Dataset)
            {
                throw new VerbException("Export items, people or interactions, each into a file of its own.", ExitCode.BadArguments);
            }

            await PortalStartup.PrepareSharedAsync(services, token);
            var file = Path.GetFullPath(parse.GetRequiredValue(path));
            var how = parse.GetValue(format) ?? (file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? ExportFormat.Csv : ExportFormat.Jsonl);
            var output = parse.InvocationConfiguration.Output;
            var rows = await WriteAsync(services, what, how, file, output, token);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {what.ToString().ToLowerInvariant()} written to {file}."));
        }, ct));
        return command;
    }

    private static async Task<long> WriteAsync(IServiceProvider services, ImportSubject what, ExportFormat how, string file, TextWriter output, CancellationToken token)
    {
        var partial = file + ".partial";
        long rows = 0;
        try
        {
            await using (FileStream stream = new(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true))
            {
                await ConsoleProgress.RunAsync(
                    output, "Exporting", async progress => rows = await services.GetRequiredService<ExportService>().WriteAsync(what, how, stream, new Relay(progress), token), services.GetRequiredService<TimeProvider>());
            }

            await services.GetRequiredService<ImportStore>().AuditExportAsync(Actor.CommandLine, $"{what} to {file}"[..Math.Min(250, $"{what} to {file}".Length)], token);
            File.Move(partial, file, overwrite: true);
            return rows;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private sealed class Relay(IProgress<WorkProgress> to) : IProgress<long>
    {
        public void Report(long value) => to.Report(new WorkProgress((int)Math.Min(int.MaxValue, value), 0));
    }
}
