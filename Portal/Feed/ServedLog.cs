using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.Engine.Experiments;

namespace Portal.Feed;

/// <summary>A list as it was served.</summary>
/// <param name="RequestId">Names it in the log.</param>
/// <param name="UserId">For whom.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Items">The items, best first.</param>
/// <param name="Duration">How long it took.</param>
public sealed record ServedList(Guid RequestId, string UserId, FeedRequest Request, IReadOnlyList<RankedItem> Items, TimeSpan Duration)
{
    /// <summary>The variants whose effect it shows, as <see cref="VariantMarks"/> writes them; null for none.</summary>
    public string? Variants { get; init; }

    /// <summary>Which of two variants put each item there, null for both; empty where none took turns.</summary>
    public IReadOnlyList<int?> Teams { get; init; } = [];

    /// <summary>How many items break a rule of the person.</summary>
    public int Violations { get; init; }

    /// <summary>What it looks like.</summary>
    public ListMeasures Measures { get; init; }
}

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
            Variants = list.Variants,
            Visitor = list.Request.Surroundings.Visitor,
            Session = list.Request.Surroundings.Session,
            Items = list.Items.Count,
            Violations = list.Violations,
            LongTailShare = list.Measures.LongTailShare,
            RepeatShare = list.Measures.RepeatShare,
            Diversity = list.Measures.Diversity,
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
                Team = list.Teams.Count > 0 ? list.Teams[i] : null,
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
