using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking.Learning;

namespace Portal.Engine.Learning;

/// <summary>Reads what was served and what people did with it, in the form from which weights are learned.</summary>
public sealed class ReactionLog(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The newest lists that are read.</summary>
    public const int MostLists = 20_000;

    /// <summary>Seconds on an item's page that say it was worth opening.</summary>
    public const double LongDwell = 60;

    private const int Batch = 500;

    /// <summary>The newest lists, of each the places that were on the screen or reacted to, oldest first.</summary>
    /// <param name="signals">Keys of the signals, in the order that the features shall have; one that a list was not logged with is unknown there.</param>
    /// <param name="progress">Receives the share that is read, 0..1.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task<IReadOnlyList<LoggedList>> ReadAsync(IReadOnlyList<string> signals, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var requests = await db.FeedRequests.AsNoTracking()
            .Where(row => row.SignalKeys != null)
            .OrderByDescending(row => row.AtUtc).ThenBy(row => row.Id)
            .Take(MostLists)
            .Select(row => new Request(row.Id, row.AtUtc, row.SignalKeys!))
            .ToListAsync(cancellationToken);
        requests.Reverse();
        List<LoggedList> lists = [];
        var read = 0;
        foreach (var batch in requests.Chunk(Batch))
        {
            lists.AddRange(await ReadAsync(db, batch, signals, cancellationToken));
            progress?.Report((double)(read += batch.Length) / requests.Count);
        }

        return lists;
    }

    /// <summary>What an action says about the place it was done at, −1..1; 0 for nothing.</summary>
    internal static float ReactionOf(InteractionKind kind, double? value) => (kind, value) switch
    {
        (InteractionKind.Like or InteractionKind.Save, _) => 1,
        (InteractionKind.Rating, >= 4) => 1,
        (InteractionKind.Dwell, >= LongDwell) => 0.7f,
        (InteractionKind.Click, _) => 0.4f,
        (InteractionKind.Hide or InteractionKind.Dismiss, _) => -0.5f,
        (InteractionKind.Dislike, _) or (InteractionKind.Rating, <= 2) => -1,
        _ => 0,
    };

    private static async Task<IEnumerable<LoggedList>> ReadAsync(PortalDbContext db, Request[] requests, IReadOnlyList<string> signals, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. requests.Select(request => request.Id)];
        var actions = await AttributedActions.ReadAsync(db, ids, cancellationToken);
        var places = (await db.ServedPositions.AsNoTracking()
                .Where(row => ids.Contains(row.RequestId) && row.Signals != null)
                .OrderBy(row => row.RequestId).ThenBy(row => row.Position)
                .Select(row => new { row.RequestId, row.Position, row.ItemId, row.Signals })
                .ToListAsync(cancellationToken))
            .ToLookup(row => row.RequestId);
        return requests.Select(request => new LoggedList(
            new DateTimeOffset(request.AtUtc),
            [.. places[request.Id].Where(place => actions.Contains((place.RequestId, place.ItemId))).Select(place =>
                new LoggedPlace(place.Position, Features(request.SignalKeys, place.Signals!, signals), Reaction(actions[(place.RequestId, place.ItemId)].Select(action => ReactionOf(action.Kind, action.Value)))))]));
    }

    // Whoever disliked what they opened did not like it.
    private static float Reaction(IEnumerable<float> reactions)
    {
        var all = reactions.ToList();
        return all.Min() is < 0 and var against ? against : all.Max();
    }

    /// <summary>The logged values in the order of these signals; one that was not logged is unknown.</summary>
    internal static float[] Features(string keys, byte[] packed, IReadOnlyList<string> signals)
    {
        var logged = keys.Split(' ');
        var values = new float[logged.Length];
        SignalCodec.Decode(packed, values);
        return [.. signals.Select(signal => Array.IndexOf(logged, signal) is >= 0 and var at ? values[at] : float.NaN)];
    }

    private sealed record Request(Guid Id, DateTime AtUtc, string SignalKeys);
}
