using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;

namespace Portal.Feed;

/// <summary>A list as it was served.</summary>
/// <param name="RequestId">Names it in the log.</param>
/// <param name="UserId">For whom.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Items">The items, best first.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ServedList(Guid RequestId, string UserId, FeedRequest Request, IReadOnlyList<RankedItem> Items, TimeSpan Duration);

/// <summary>Writes down what was served: so that every later action can be attributed, and weights learned from both.</summary>
public sealed class ServedLog(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private static readonly string SignalKeys = string.Join(' ', RankingSignals.All.Select(signal => signal.Key));

    public async Task WriteAsync(ServedList list, EngineState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // All rows are new: there is nothing to compare them with.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.FeedRequests.Add(new FeedRequestEntity
        {
            Id = list.RequestId,
            UserId = list.UserId,
            AtUtc = now,
            WeightsFingerprint = state.Weights.Fingerprint,
            EngineVersion = state.Snapshot.Version,
            ModelVersion = state.Models.Version,
            SignalKeys = SignalKeys,
            Mood = string.IsNullOrWhiteSpace(list.Request.Mood) ? null : list.Request.Mood.Trim(),
            Kind = list.Request.Kind,
            OffsetMinutes = (int?)list.Request.Surroundings.Zone?.GetUtcOffset(now).TotalMinutes,
            Device = list.Request.Surroundings.Device,
            DurationMs = list.Duration.TotalMilliseconds,
        });
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            db.ServedPositions.Add(new ServedPositionEntity
            {
                RequestId = list.RequestId,
                Position = list.Request.Placed.Count + i,
                ItemId = state.RowIdOf(item.Item),
                UserId = list.UserId,
                AtUtc = now,
                Score = item.Score,
                TopSignal = item.Contributions is [var top, ..] ? top.Signal : "",
                Signals = SignalCodec.Encode(item.Features),
                Exploration = item.IsExploration,
                Propensity = (float)item.Propensity,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
