using System.CommandLine;
using System.Globalization;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Engine.Models;
using Portal.Importing;
using Portal.Importing.Formats;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class ImportVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Argument<string> format = new("format") { Description = $"{ImportFormats.Auto}, {string.Join(", ", ImportFormats.Keys)}." };
        Argument<string> path = new("path") { Description = "The file, folder or ZIP archive." };
        Option<bool> dryRun = new("--dry-run") { Description = "Everything but the writing: the same counts and rejected rows." };
        Option<bool> alone = new("--no-follow-up") { Description = "Do not embed and train afterwards." };
        Option<ImportSubject?> subject = new("--subject") { Description = "What a table holds: items, people or interactions; else its columns tell." };
        Option<string[]> map = new("--map") { Description = "FIELD=COLUMN, as often as needed: which column holds which field; else their names tell.", AllowMultipleArgumentsPerToken = true };
        Option<string> kind = new("--kind") { Description = "Kind of items whose row tells none.", DefaultValueFactory = _ => new ImportOptions().ItemKind };
        Option<InteractionKind?> action = new("--action") { Description = "What was done where a row does not tell; else a rating where there is a value, and a click where not." };
        Option<double> scale = new("--scale") { Description = "The best rating of the file; ratings are brought to five stars.", DefaultValueFactory = _ => new ImportOptions().RatingScale };
        Option<int> tags = new("--tag-people") { Description = "Tags of a data set that fewer people gave an item are left out.", DefaultValueFactory = _ => new ImportOptions().TagPeople };
        Command command = new("import", "Bring in items, people and interactions. Run again, it goes on where it was stopped; what is there already is not added twice.")
        {
            format, path, dryRun, alone, subject, map, kind, action, scale, tags,
        };
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            ImportOptions options = new()
            {
                Subject = parse.GetValue(subject),
                Columns = Columns(parse.GetValue(map) ?? []),
                ItemKind = parse.GetRequiredValue(kind),
                Action = parse.GetValue(action),
                RatingScale = parse.GetValue(scale),
                TagPeople = parse.GetValue(tags),
            };
            ImportRequest request = new(parse.GetRequiredValue(path), parse.GetRequiredValue(format), options);
            await PortalStartup.PrepareAsync(services, token);
            try
            {
                await (parse.GetValue(dryRun) ? TryAsync(services, request, parse.InvocationConfiguration.Output, token) : RunAsync(services, request, parse.InvocationConfiguration.Output, !parse.GetValue(alone), token));
            }
            catch (ImportException e)
            {
                throw new VerbException(e.Message);
            }
        }, ct));
        return command;
    }

    private static Dictionary<string, string>? Columns(string[] map)
    {
        Dictionary<string, string> columns = new(StringComparer.Ordinal);
        foreach (var pair in map)
        {
            var parts = pair.Split('=', 2);
            columns[parts[0]] = parts.Length == 2 && parts[1].Length > 0 ? parts[1] : throw new VerbException($"--map {pair}: write FIELD=COLUMN, e.g. --map item=movieId.", ExitCode.BadArguments);
        }

        return columns.Count == 0 ? null : columns;
    }

    private static async Task TryAsync(IServiceProvider services, ImportRequest request, TextWriter output, CancellationToken token)
    {
        (Guid Id, ImportResult? Result) tried = default;
        await ConsoleProgress.RunAsync(
            output, "Trying", async progress => tried = await services.GetRequiredService<ImportRunner>().TryAsync(request, Actor.CommandLine, new Relay(progress), token), services.GetRequiredService<TimeProvider>());
        await TellAsync(output, "Dry run, nothing was written", tried.Result ?? throw new VerbException("The dry run was cancelled."), services.GetRequiredService<ImportFiles>().Rejected(tried.Id));
    }

    private static async Task RunAsync(IServiceProvider services, ImportRequest request, TextWriter output, bool follow, CancellationToken token)
    {
        var (runner, time) = (services.GetRequiredService<ImportRunner>(), services.GetRequiredService<TimeProvider>());
        var id = await runner.AddAsync(request, Actor.CommandLine, token);
        var started = time.GetTimestamp();
        ImportResult? result = null;
        await ConsoleProgress.RunAsync(output, "Importing", async progress => result = await runner.RunAsync(id, progress, token), time);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        var tally = result ?? throw new VerbException("The import was cancelled.");
        await TellAsync(output, string.Create(CultureInfo.InvariantCulture, $"Imported in {seconds:F1} s"), tally, services.GetRequiredService<ImportFiles>().Rejected(id));
        if (follow && tally.Tally.Added + tally.Tally.Changed > 0)
        {
            await FollowUpAsync(services, output, time, token);
        }
    }

    private static async Task FollowUpAsync(IServiceProvider services, TextWriter output, TimeProvider time, CancellationToken token)
    {
        var started = time.GetTimestamp();
        EmbeddingResult? embedded = null;
        await ConsoleProgress.RunAsync(output, "Embedding", async progress => embedded = await services.GetRequiredService<CatalogueEmbedder>().RunAsync(progress, token), time);
        await output.WriteLineAsync(embedded?.EncoderId is null
            ? $"No text encoder, items are found by their words: {services.GetRequiredService<EncoderHost>().Status.Reason}"
            : string.Create(CultureInfo.InvariantCulture, $"{embedded.Embedded} items embedded in {time.GetElapsedTime(started).TotalSeconds:F1} s."));
        await services.GetRequiredService<EngineService>().RefreshAsync(token);
        ModelTrainingResult? trained = null;
        await ConsoleProgress.RunAsync(output, "Training", async progress => trained = await services.GetRequiredService<ModelTraining>().RunAsync(progress, token), time);
        await output.WriteLineAsync(trained!.Message);
    }

    private static async Task TellAsync(TextWriter output, string what, ImportResult result, string rejected)
    {
        var culture = CultureInfo.InvariantCulture;
        var tally = result.Tally;
        await output.WriteLineAsync(string.Create(culture, $"{what}: {tally.Rows:N0} rows, {tally.Added:N0} added, {tally.Changed:N0} changed, {tally.Unchanged:N0} unchanged, {tally.Rejected:N0} rejected."));
        foreach (var warning in result.Warnings)
        {
            await output.WriteLineAsync(warning);
        }

        if (tally.Rejected > 0)
        {
            await output.WriteLineAsync($"Rejected: {string.Join(", ", result.Reasons.Select(pair => string.Create(culture, $"{pair.Key} {pair.Value:N0}")))}. The rows: {rejected}");
        }
    }

    private sealed class Relay(IProgress<WorkProgress> to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => to.Report(new WorkProgress(
            (int)(value.BytesDone >> 10), (int)Math.Max(1, value.Bytes >> 10), string.Create(CultureInfo.InvariantCulture, $"{value.File}: {value.Tally.Rows:N0} rows")));
    }
}
