using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Engine;
using Portal.Engine.Experiments;
using Portal.Feed;
using Portal.Startup;

namespace Portal.Cli;

/// <summary>Feed requests end to end, as a page makes them: profile, ranking, and the record of what was served.</summary>
internal sealed class BenchFeed : IBenchmark
{
    private const int MeasuredOfInvented = 300, MostWarmingUp = 40, RoundsOfWarmUp = 2;

    public Command Create(PortalFactory portal)
    {
        Option<int?> people = new("--people") { Description = "How many people ask, 1 to 10000 (100); with --items, how many the invented portal has, 1 to 100000 (10000), of whom 300 ask." };
        Option<int> requests = new("--requests") { Description = "Requests each, 1 to 1000.", DefaultValueFactory = _ => 5 };
        Option<int?> items = new("--items") { Description = "Measure on an invented portal with so many items, 100 to 1000000, made in a temporary folder, instead of the portal's own data." };
        Option<int> interactions = new("--interactions") { Description = "What people of the invented portal did, 0 to 20000000.", DefaultValueFactory = _ => 1_000_000 };
        Option<int> experiments = new("--experiments") { Description = "With --items: the same requests also while so many experiments run, 0 to 25, by turns with those without.", DefaultValueFactory = _ => 0 };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same invented portal.", DefaultValueFactory = _ => 1 };
        Command command = new("feed", "Latency of feed requests, with p50, p95 and p99. Leaves nothing behind.") { people, requests, items, interactions, experiments, seed };
        command.SetAction((parse, ct) =>
        {
            var output = parse.InvocationConfiguration.Output;
            return parse.GetValue(items) is null
                ? VerbHost.RunAsync(portal, parse, async (services, token) =>
                {
                    var (n, each) = (BenchFormat.Checked("--people", parse.GetValue(people) ?? 100, 1, 10_000), BenchFormat.Checked(parse, requests, 1, 1000));
                    if (BenchFormat.Checked(parse, experiments, 0, VariantMarks.Most) > 0)
                    {
                        throw new VerbException("--experiments needs --items: on the portal's own data, people would take part in them.", ExitCode.BadArguments);
                    }

                    await PortalStartup.PrepareSharedAsync(services, token);
                    await MeasureAsync(services, n, each, output, token);
                }, ct)
                : VerbHost.GuardAsync(parse, async () =>
                {
                    SyntheticSize size = new(
                        BenchFormat.Checked("--items", parse.GetValue(items) ?? 0, 100, 1_000_000),
                        BenchFormat.Checked("--people", parse.GetValue(people) ?? 10_000, 1, 100_000),
                        BenchFormat.Checked(parse, interactions, 0, 20_000_000),
                        parse.GetValue(seed));
                    var (each, running) = (BenchFormat.Checked(parse, requests, 1, 1000), BenchFormat.Checked(parse, experiments, 0, VariantMarks.Most));
                    await using var invented = await InventedPortal.CreateAsync(portal, size, VerbHost.IsVerbose(parse), output, ct);
                    await MeasureAsync(invented.Services, Math.Min(size.People, MeasuredOfInvented), each, output, ct);
                    if (running > 0)
                    {
                        await BenchTreatedFeed.MeasureAsync(invented.Services, running, Math.Min(size.People, MeasuredOfInvented), each, output, ct);
                    }
                }, ct);
        });
        return command;
    }

    private static async Task MeasureAsync(IServiceProvider services, int people, int each, TextWriter output, CancellationToken token)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        var feed = services.GetRequiredService<FeedService>();
        await services.GetRequiredService<EncoderHost>().LoadAsync(token);
        var state = await services.GetRequiredService<EngineService>().GetAsync(token);
        List<string> users, others;
        await using (var db = await contexts.CreateDbContextAsync(token))
        {
            users = await db.Users.OrderByDescending(row => row.Persona).ThenBy(row => row.UserName).Select(row => row.Id).Take(people + MostWarmingUp).ToListAsync(token);
            others = [.. users.Skip(people)];
            users.RemoveRange(users.Count - others.Count, others.Count);
        }

        List<Guid> served = [];
        List<double> first = [], later = [];
        try
        {
            // Other people's requests first, so that the compiler is done and "first" means a person's first.
            for (var round = 0; round < RoundsOfWarmUp; round++)
            {
                foreach (var user in others)
                {
                    served.Add((await feed.GetPageAsync(user, new FeedRequest(), token)).RequestId);
                }
            }

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

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{users.Count} people after {others.Count} others, {each} requests each, {state.Snapshot.Catalogue.Count} items, {state.Snapshot.Vectors?.Count ?? 0} with a vector, models {state.Models.Version ?? "none"}"));
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
