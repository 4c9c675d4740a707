using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Feed;
using Portal.Startup;

namespace Portal.Cli;

internal sealed class RecommendVerb : IVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Command Create(PortalFactory portal)
    {
        Option<string> user = new("--user") { Description = "The person's user name, or what another system calls them; of imported people the number is enough.", Required = true };
        Option<int> count = new("--k") { Description = "How many items, 1 to 100.", DefaultValueFactory = _ => 10 };
        Option<string?> mood = new("--mood") { Description = "What the person is in the mood for." };
        Option<bool> json = new("--json") { Description = "Print everything as JSON." };
        Command command = new("recommend", "Print what a person's feed would show now, and why.") { user, count, mood, json };
        command.SetAction((parse, ct) => VerbHost.RunAsync(portal, parse, async (services, token) =>
        {
            var k = parse.GetValue(count);
            if (k is < 1 or > FeedService.MostCards)
            {
                throw new VerbException($"--k is {k}; allowed are 1 to {FeedService.MostCards}.", ExitCode.BadArguments);
            }

            await PortalStartup.PrepareSharedAsync(services, token);
            var name = parse.GetRequiredValue(user);
            var userId = await FindAsync(services, name, token);
            var moodText = parse.GetValue(mood);
            if (!string.IsNullOrWhiteSpace(moodText))
            {
                // Only a mood needs the encoder: the vectors of statements are stored with them.
                await services.GetRequiredService<EncoderHost>().LoadAsync(token);
            }

            var state = await services.GetRequiredService<EngineService>().GetAsync(token);
            var ranked = await services.GetRequiredService<FeedService>().RankAsync(userId, new FeedRequest { Count = k, Mood = moodText }, state, token);
            var reasons = services.GetRequiredService<ReasonWriter>();
            var output = parse.InvocationConfiguration.Output;
            await output.WriteLineAsync(parse.GetValue(json) ? ToJson(name, state, ranked, reasons) : ToText(state, ranked, reasons));
        }, ct));
        return command;
    }

    private static async Task<string> FindAsync(IServiceProvider services, string name, CancellationToken token)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(token);
        var normalised = name.ToUpperInvariant();
        if (await db.Users.Where(row => row.NormalizedUserName == normalised || row.ExternalId == name).Select(row => row.Id).FirstOrDefaultAsync(token) is { } id)
        {
            return id;
        }

        // A data set's people are numbered, after the name of the set.
        var numbered = await db.Users.Where(row => row.ExternalId!.EndsWith("-" + name)).OrderBy(row => row.ExternalId).Select(row => new { row.Id, row.ExternalId }).Take(5).ToListAsync(token);
        return numbered.Count switch
        {
            1 => numbered[0].Id,
            0 => throw new VerbException($"There is nobody with the user name or external id '{name}'; the demo has {string.Join(", ", await PersonasAsync(db, token))}."),
            _ => throw new VerbException($"'{name}' may be {string.Join(", ", numbered.Select(row => row.ExternalId))}; write which.", ExitCode.BadArguments),
        };
    }

    private static async Task<List<string?>> PersonasAsync(PortalDbContext db, CancellationToken token) =>
        await db.Users.Where(row => row.Persona).OrderBy(row => row.UserName).Select(row => row.UserName).Take(20).ToListAsync(token);

    private static string ToJson(string user, EngineState state, IReadOnlyList<RankedItem> ranked, ReasonWriter reasons) => JsonSerializer.Serialize(
        new
        {
            user,
            engine = state.Snapshot.Version,
            encoder = state.Snapshot.Vectors?.EncoderId,
            weights = state.Weights.Fingerprint,
            items = ranked.Select(item => new
            {
                id = state.Snapshot.Catalogue[item.Item].Id,
                title = state.Snapshot.Catalogue[item.Item].Title,
                kind = state.Snapshot.Catalogue[item.Item].Kind,
                genres = state.Snapshot.Catalogue[item.Item].Genres,
                tags = state.Snapshot.Catalogue[item.Item].Tags,
                score = item.Score,
                exploration = item.IsExploration,
                contributions = item.Contributions,
                reason = item.TopReason is { } top ? reasons.Write(top) : null,
            }),
        },
        Json);

    private static string ToText(EngineState state, IReadOnlyList<RankedItem> ranked, ReasonWriter reasons) =>
        ranked.Count == 0
            ? "Nothing fits: the person's own rules leave no item, or the catalogue is empty."
            : string.Join(Environment.NewLine, ranked.Select((item, i) => string.Create(
                CultureInfo.InvariantCulture,
                $"{i + 1,3}. {item.Score:F3}  {state.Snapshot.Catalogue[item.Item].Title} ({state.Snapshot.Catalogue[item.Item].Kind}, {state.Snapshot.Catalogue[item.Item].Year})  {(item.TopReason is { } top ? reasons.Write(top) : "")}")));
}
