using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Engine.Models;
using Portal.Feed;
using Portal.People;
using Portal.Preferences;
using Portal.Startup;

namespace Portal.Cli;

/// <summary>How long a person waits from using a control to the list that follows it: storing the change, and ranking anew.</summary>
internal sealed class BenchControl : IBenchmark
{
    private static readonly string[] Sentences = ["less horror", "never gore", "more jazz and slow-burn stories", "only films", "under two hours", "no clowns, but a lot of rain"];

    public Command Create(PortalFactory portal)
    {
        Option<int> rounds = new("--rounds") { Description = "How many times each persona uses each control, 1 to 100.", DefaultValueFactory = _ => 3 };
        Command command = new("control", "Time from using a control to the list that follows it, and of the preview while typing, on the demo in a temporary folder.") { rounds };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            var count = BenchFormat.Checked(parse, rounds, 1, 100);
            var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
            try
            {
                await using var app = portal([$"--Portal:DataFolder={folder}", "--Portal:Demo=true", "--Database:Provider=Sqlite", "--Logging:LogLevel:Default=Error", "--Logging:Console:LogToStandardErrorThreshold=Trace"]);
                await PortalStartup.PrepareAsync(app.Services, ct);
                await app.Services.GetRequiredService<CatalogueEmbedder>().RunAsync(null, ct);
                await app.Services.GetRequiredService<ModelTraining>().RunAsync(null, ct);
                await MeasureAsync(app.Services, count, parse.InvocationConfiguration.Output, ct);
            }
            finally
            {
                SqliteFiles.Release();
                Directory.Delete(folder, recursive: true);
            }
        }, ct));
        return command;
    }

    private static async Task MeasureAsync(IServiceProvider services, int rounds, TextWriter output, CancellationToken token)
    {
        List<string> users;
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(token))
        {
            users = await db.Users.Where(row => row.Persona).OrderBy(row => row.UserName).Select(row => row.Id).ToListAsync(token);
        }

        var (feed, statements, feedback) = (services.GetRequiredService<FeedService>(), services.GetRequiredService<StatementService>(), services.GetRequiredService<FeedbackService>());
        Dictionary<string, List<double>> times = [];

        // The first round is the compiler's.
        for (var round = -1; round < rounds; round++)
        {
            foreach (var user in users)
            {
                var sentence = Sentences[(round + 1 + users.IndexOf(user)) % Sentences.Length];
                await TimeAsync(round, "chips while typing", async () => await statements.ReadAsync(sentence, null, null, TimeZoneInfo.Utc, token));
                await TimeAsync(round, "effect before saving", async () =>
                {
                    var draft = await statements.ReadAsync(sentence, null, null, TimeZoneInfo.Utc, token);
                    await (await services.GetRequiredService<ListTrials>().OpenAsync(user, Surroundings.Unknown, token)).OfAsync(ProfileChange.Of(null, draft.Parsed), token);
                });
                var id = Guid.Empty;
                await TimeAsync(round, "write a sentence", async () =>
                {
                    id = (await statements.AddAsync(user, sentence, null, token)).Id;
                    await feed.GetPageAsync(user, new FeedRequest(), token);
                });
                if ((await statements.ListAsync(user, token)).First(view => view.Id == id).Parsed.Clauses is [var clause, ..])
                {
                    await TimeAsync(round, "strength of a chip", async () => await ThenFeedAsync(user, services.GetRequiredService<ClauseService>().SetStrengthAsync(user, id, clause.Key, 0.3, token)));
                }

                await TimeAsync(round, "pause it", async () => await ThenFeedAsync(user, statements.SetPausedAsync(user, id, true, token)));
                await TimeAsync(round, "resume it", async () => await ThenFeedAsync(user, statements.SetPausedAsync(user, id, false, token)));
                await TimeAsync(round, "remove it", async () => await ThenFeedAsync(user, statements.DeleteAsync(user, id, token)));
                var settings = services.GetRequiredService<PersonSettingsService>();
                await TimeAsync(round, "slider to adventurous", async () => await ThenFeedAsync(user, settings.SetAsync(user, new PersonSettings(Adventure: 0.5), token)));
                await settings.SetAsync(user, PersonSettings.Default, token);
                var first = (await feed.GetPageAsync(user, new FeedRequest(), token)).Entries[0];
                await TimeAsync(round, "hide an item", async () => await ThenFeedAsync(user, feedback.RecordAsync(user, first.Item.Id, InteractionKind.Hide, first.Origin, token)));
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{users.Count} personas, {rounds} rounds"));
        await output.WriteLineAsync(BenchFormat.Header);
        foreach (var (name, list) in times)
        {
            await output.WriteLineAsync(BenchFormat.Row(name, list));
        }

        async Task ThenFeedAsync(string user, Task change)
        {
            await change;
            await feed.GetPageAsync(user, new FeedRequest(), token);
        }

        async Task TimeAsync(int round, string name, Func<Task> work)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            if (round >= 0)
            {
                (times.TryGetValue(name, out var list) ? list : times[name] = []).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
    }
}
