using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.OffPolicy;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Engine.Learning;

namespace Portal.Weights;

/// <summary>What the log holds for an estimate.</summary>
/// <param name="Requests">The lists, oldest first.</param>
/// <param name="Simulated">How many of them went to simulated people.</param>
/// <param name="LeftOut">Lists of which the weights that ranked them are no longer known.</param>
/// <param name="FromUtc">When the first was served; null when there is none.</param>
/// <param name="ToUtc">When the last was served; null likewise.</param>
public sealed record LoggedServing(IReadOnlyList<LoggedRequest> Requests, int Simulated, int LeftOut, DateTime? FromUtc, DateTime? ToUtc);

/// <summary>Reads the feeds of the last days with all that is needed to put them in another order: at most so many, batch by batch.</summary>
public sealed class LoggedServings(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>The newest lists that are read.</summary>
    public const int MostLists = 10_000;

    /// <summary>How far back.</summary>
    public const int Days = 30;

    private const int Batch = 500;

    // A chance that was too small for the integration: it came about all the same.
    private const double LeastPropensity = 1e-4;

    /// <summary>The lists that were logged with every signal and every chance.</summary>
    /// <param name="draft">The weights to be judged.</param>
    /// <param name="progress">Receives the share that is read, 0..1.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task<LoggedServing> ReadAsync(RankingWeights draft, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().UtcDateTime.AddDays(-Days);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var requests = await db.FeedRequests.AsNoTracking()
            .Where(row => row.AtUtc >= since && row.SignalKeys != null)
            .OrderByDescending(row => row.AtUtc).ThenBy(row => row.Id)
            .Take(MostLists)
            .Select(row => new Request(row.Id, row.UserId, row.AtUtc, row.WeightsFingerprint, row.SignalKeys!))
            .ToListAsync(cancellationToken);
        requests.Reverse();
        var people = await db.Users.Where(user => user.Simulated).Select(user => user.Id).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        Pairs pairs = new(await ProfilesAsync(db, cancellationToken), draft, await AdventuresAsync(db, cancellationToken));
        List<LoggedRequest> read = [];
        List<Request> used = [];
        var (done, leftOut) = (0, 0);
        foreach (var batch in requests.Chunk(Batch))
        {
            var known = batch.Where(request => pairs.Knows(request.Fingerprint)).ToArray();
            leftOut += batch.Length - known.Length;
            foreach (var (request, places) in await PlacesAsync(db, known, cancellationToken))
            {
                var (present, next) = pairs.Of(request.Fingerprint, request.UserId);
                read.Add(new LoggedRequest(request.UserId, places, present, next));
                used.Add(request);
            }

            progress?.Report((double)(done += batch.Length) / requests.Count);
        }

        return new LoggedServing(read, used.Count(request => people.Contains(request.UserId)), leftOut, used.Count > 0 ? used[0].AtUtc : null, used.Count > 0 ? used[^1].AtUtc : null);
    }

    // By the fingerprint that was logged, and by the present one: a number that was added since changes it.
    private static async Task<Dictionary<string, RankingWeights>> ProfilesAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        Dictionary<string, RankingWeights> profiles = new(StringComparer.Ordinal);
        foreach (var row in await db.WeightProfiles.AsNoTracking().Select(row => new { row.Fingerprint, row.Weights }).ToListAsync(cancellationToken))
        {
            if (JsonSerializer.Deserialize<RankingWeights>(row.Weights, JsonSerializerOptions.Web) is { } weights)
            {
                profiles[row.Fingerprint] = profiles[weights.Fingerprint] = weights;
            }
        }

        return profiles;
    }

    private static Task<Dictionary<string, double>> AdventuresAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        db.PersonSettings.AsNoTracking().Where(row => row.Adventure != 0).ToDictionaryAsync(row => row.UserId, row => row.Adventure, StringComparer.Ordinal, cancellationToken);

    private static async Task<IEnumerable<(Request Request, IReadOnlyList<ServedPlace> Places)>> PlacesAsync(PortalDbContext db, Request[] requests, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. requests.Select(request => request.Id)];
        string[] signals = [.. RankingSignals.All.Select(signal => signal.Key)];
        var actions = await AttributedActions.ReadAsync(db, ids, cancellationToken);
        var places = (await db.ServedPositions.AsNoTracking()
                .Where(row => ids.Contains(row.RequestId) && row.Signals != null && row.Propensity != null)
                .OrderBy(row => row.RequestId).ThenBy(row => row.Position)
                .Select(row => new { row.RequestId, row.Position, row.ItemId, row.Score, row.Signals, row.Exploration, row.Propensity })
                .ToListAsync(cancellationToken))
            .ToLookup(row => row.RequestId);
        return requests.Where(request => places.Contains(request.Id)).Select(request => (
            request,
            (IReadOnlyList<ServedPlace>)[.. places[request.Id].Select(place =>
            {
                var done = actions[(place.RequestId, place.ItemId)];
                return new ServedPlace(place.Position, ReactionLog.Features(request.SignalKeys, place.Signals!, signals), place.Score)
                {
                    IsExploration = place.Exploration,
                    Propensity = Math.Clamp(place.Propensity!.Value, LeastPropensity, 1),
                    Clicked = done.Any(action => action.Kind == InteractionKind.Click),
                    Liked = done.Any(action => action.Kind != InteractionKind.Dwell && ReactionLog.ReactionOf(action.Kind, action.Value) >= 1),
                };
            })]));
    }

    private sealed record Request(Guid Id, string UserId, DateTime AtUtc, string Fingerprint, string SignalKeys);

    /// <summary>The weights that ranked a list and those of the draft for the same person, one array for all lists that share them.</summary>
    private sealed class Pairs(Dictionary<string, RankingWeights> profiles, RankingWeights draft, Dictionary<string, double> adventures)
    {
        private readonly Dictionary<(string, double), double[]> _known = [];

        public bool Knows(string fingerprint) => profiles.ContainsKey(fingerprint);

        public (double[] Present, double[] Draft) Of(string fingerprint, string userId)
        {
            var adventure = adventures.GetValueOrDefault(userId);
            return (Of(fingerprint, profiles[fingerprint], adventure), Of("", draft, adventure));
        }

        private double[] Of(string key, RankingWeights weights, double adventure) => _known.TryGetValue((key, adventure), out var known)
            ? known
            : _known[(key, adventure)] = ValuesOf(weights.Towards(adventure));

        private static double[] ValuesOf(RankingWeights weights) => [.. RankingSignals.All.Select(signal => (double)weights.Of(signal))];
    }
}
