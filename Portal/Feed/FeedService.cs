using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Feed;

/// <summary>From a person to a page of their feed, and the record of what was served.</summary>
public sealed class FeedService(
    EngineService engine, EncoderHost encoder, ProfileLoader profiles, IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public const int MostCards = 100, LongestMood = 500;

    /// <summary>Ranks a page and writes down what was served.</summary>
    /// <exception cref="ArgumentException">The count or the mood is out of bounds.</exception>
    public async Task<FeedPage> GetPageAsync(string userId, FeedRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var state = await engine.GetAsync(cancellationToken);
        var ranked = await RankAsync(userId, request, state, cancellationToken);
        var requestId = Guid.CreateVersion7(time.GetUtcNow());
        var first = request.Placed.Count;
        List<FeedCard> cards = [.. ranked.Select((item, i) => new FeedCard
        {
            Item = ItemCard.Of(state, item.Item),
            Origin = new FeedbackOrigin("feed", requestId, first + i),
            Score = item.Score,
            Contributions = item.Contributions,
            Reason = item.TopReason,
        })];
        await LogAsync(userId, request, requestId, state, ranked, Stopwatch.GetElapsedTime(started), cancellationToken);
        return new FeedPage(requestId, cards, cards.Count == request.Count, state.Snapshot.Vectors is null);
    }

    /// <summary>Ranks without writing anything down: for the command line and for tests.</summary>
    public async Task<IReadOnlyList<RankedItem>> RankAsync(string userId, FeedRequest request, EngineState state, CancellationToken cancellationToken)
    {
        if (request.Count is < 1 or > MostCards)
        {
            throw new ArgumentException($"Count is {request.Count}; allowed is 1 to {MostCards}.", nameof(request));
        }

        if (request.Mood?.Length > LongestMood)
        {
            throw new ArgumentException($"The mood has {request.Mood.Length} characters; allowed are {LongestMood}.", nameof(request));
        }

        var person = await profiles.LoadAsync(userId, state, cancellationToken);
        FeedQuery query = new()
        {
            Person = person,
            Weights = state.Weights,
            Now = time.GetUtcNow(),
            Count = request.Count,
            Mood = await MoodAsync(request.Mood, state, cancellationToken),
            Kind = request.Kind,
            Placed = [.. request.Placed.Select(id => state.Snapshot.Catalogue.TryFind(id, out var item) ? item : (ItemIndex?)null).OfType<ItemIndex>()],
        };

        // Ranking is arithmetic over the catalogue: off the caller's context, so that no circuit waits for it.
        return await Task.Run(() => Recommender.Recommend(state.Snapshot, query), cancellationToken);
    }

    private async Task<Mood?> MoodAsync(string? text, EngineState state, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var parsed = state.Snapshot.Parser.Parse(text.Trim());
        var vector = await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken);
        return new Mood(parsed, encoder.EncoderId == state.Snapshot.Vectors?.EncoderId ? vector : null);
    }

    private async Task LogAsync(
        string userId, FeedRequest request, Guid requestId, EngineState state, IReadOnlyList<RankedItem> ranked, TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.FeedRequests.Add(new FeedRequestEntity
        {
            Id = requestId,
            UserId = userId,
            AtUtc = now,
            WeightsFingerprint = state.Weights.Fingerprint,
            EngineVersion = state.Snapshot.Version,
            Mood = string.IsNullOrWhiteSpace(request.Mood) ? null : request.Mood.Trim(),
            Kind = request.Kind,
            DurationMs = duration.TotalMilliseconds,
        });
        for (var i = 0; i < ranked.Count; i++)
        {
            db.ServedPositions.Add(new ServedPositionEntity
            {
                RequestId = requestId,
                Position = request.Placed.Count + i,
                ItemId = state.RowIdOf(ranked[i].Item),
                UserId = userId,
                AtUtc = now,
                Score = ranked[i].Score,
                TopSignal = ranked[i].Contributions is [var top, ..] ? top.Signal : "",
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
