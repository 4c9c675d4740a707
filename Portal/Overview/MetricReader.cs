using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Overview;

/// <summary>Counts what happened in a span of time from the rows themselves: for the roll-up, and for the hour that is not rolled up yet.</summary>
internal sealed class MetricReader(IDbContextFactory<PortalDbContext> contexts)
{
    /// <param name="from">Inclusive, UTC.</param>
    /// <param name="to">Exclusive, UTC.</param>
    /// <param name="feeds">Whether lists are counted; where they have been cleaned up, only what people did can be.</param>
    public async Task<MetricTally> ReadAsync(DateTime from, DateTime to, bool feeds, CancellationToken ct)
    {
        MetricTally tally = new();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var acts = db.Interactions.AsNoTracking().Where(row => row.AtUtc >= from && row.AtUtc < to && row.RetractedUtc == null)
            .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new { row.AtUtc, row.UserId, user.Simulated, row.Kind, row.ItemId, FromList = row.RequestId != null });
        await foreach (var row in acts.AsAsyncEnumerable().WithCancellation(ct))
        {
            tally.Act(row.AtUtc, row.UserId, row.Simulated, row.Kind, row.ItemId, row.FromList);
        }

        if (feeds)
        {
            var lists = db.FeedRequests.AsNoTracking().Where(row => row.AtUtc >= from && row.AtUtc < to)
                .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new
                {
                    row.AtUtc, row.UserId, user.Simulated, row.DurationMs, Empty = !db.ServedPositions.Any(place => place.RequestId == row.Id),
                });
            await foreach (var row in lists.AsAsyncEnumerable().WithCancellation(ct))
            {
                tally.Feed(row.AtUtc, row.UserId, row.Simulated, row.DurationMs, row.Empty);
            }
        }

        return tally;
    }
}
