using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Engine;
using Portal.Feed;
using Portal.Startup;

namespace Portal.Cli;

/// <summary>Feed requests end to end, as a page makes them: profile, ranking, and the record of what was served.</summary>
internal sealed class BenchFeed : IBenchmark
{
    public Command Create(PortalFactory portal)
    {
        Option<int> people = new("--people") { Description = "How many people, 1 to 10000.", DefaultValueFactory = _ => 100 };
        Option<int> requests = new("--requests") { Description = "Requests each, 1 to 1000.", DefaultValueFactory = _ => 5 };
        Command command = new("feed", "Latency of feed requests, with p50, p95 and p99. Leaves nothing behind.") { people, requests };
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            var (n, each) = (BenchFormat.Checked(parse, people, 1, 10_000), BenchFormat.Checked(parse, requests, 1, 1000));
            await PortalStartup.PrepareSharedAsync(services, token);
            await MeasureAsync(services, n, each, parse.InvocationConfiguration.Output, token);
        }, ct));
        return command;
    }

    private static async Task MeasureAsync(IServiceProvider services, int people, int each, TextWriter output, CancellationToken token)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        var feed = services.GetRequiredService<FeedService>();
        await services.GetRequiredService<EncoderHost>().LoadAsync(token);
        var state = await services.GetRequiredService<EngineService>().GetAsync(token);
        List<string> users;
        await using (var db = await contexts.CreateDbContextAsync(token))
        {
            users = await db.Users.OrderByDescending(row => row.Persona).ThenBy(row => row.UserName).Select(row => row.Id).Take(people).ToListAsync(token);
        }

        List<Guid> served = [];
        List<double> first = [], later = [];
        try
        {
            for (var round = 0; round < each; round++)
            {
                foreach (var user in users)
                {
                    var started = Stopwatch.GetTimestamp();
                    served.Add((await feed.GetPageAsync(user, new FeedRequest(), token)).RequestId);
                    (round == 0 ? first : later).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }
        }
        finally
        {
            await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
            foreach (var ids in served.Chunk(500))
            {
                await db.FeedRequests.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(CancellationToken.None);
            }
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{users.Count} people, {each} requests each, {state.Snapshot.Catalogue.Count} items, {state.Snapshot.Vectors?.Count ?? 0} with a vector"));
        await output.WriteLineAsync(BenchFormat.Header);
        await output.WriteLineAsync(BenchFormat.Row("first request", first));
        if (later.Count > 0)
        {
            await output.WriteLineAsync(BenchFormat.Row("later requests", later));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"memory: {Environment.WorkingSet / 1048576.0:F0} MiB resident, {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:F0} MiB managed"));
    }
}
