using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Context;
using Portal.Domain.Profiles;

namespace Portal.Engine.Models;

/// <summary>Everybody's actions, with positions for people and items.</summary>
/// <param name="ItemIds">External ids of the active items, in the order of a catalogue index.</param>
/// <param name="People">Number of people who did anything.</param>
/// <param name="Interactions">The actions in the order in which they were stored.</param>
/// <param name="Moments">When and on what each was done, as far as known, packed by <see cref="MomentCounts.Pack"/>.</param>
public sealed record TrainingSet(IReadOnlyList<string> ItemIds, int People, IReadOnlyList<RawInteraction> Interactions, IReadOnlyList<ushort> Moments);

/// <summary>Reads everybody's actions, in batches.</summary>
public sealed class InteractionReader(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Batch = 50_000;

    /// <summary>How many actions there are to learn from, without reading them.</summary>
    /// <returns>Their number, the highest id, and how many were taken back or left out: together they change when there is something to learn anew.</returns>
    public async Task<(int Count, long LastId, int Retracted)> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var acts = db.Interactions.Where(row => row.Kind != InteractionKind.Impression);
        return (
            await acts.CountAsync(row => row.RetractedUtc == null && row.LeftOutUtc == null, cancellationToken),
            await acts.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0,
            await acts.CountAsync(row => row.RetractedUtc != null || row.LeftOutUtc != null, cancellationToken));
    }

    /// <summary>Reads the actions on active items that were neither taken back nor left out of the person's taste; impressions only where they count.</summary>
    /// <param name="impressions">Whether impressions are read.</param>
    /// <param name="progress">Receives the number of actions read.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task<TrainingSet> ReadAsync(bool impressions, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var items = await db.Items.Where(item => item.Active).Select(item => new { item.Id, item.ExternalId }).ToListAsync(cancellationToken);
        items.Sort((a, b) => string.CompareOrdinal(a.ExternalId, b.ExternalId));
        var places = items.Index().ToDictionary(item => item.Item.Id, item => new ItemIndex(item.Index));
        Dictionary<string, UserIndex> people = new(StringComparer.Ordinal);
        List<RawInteraction> interactions = [];
        List<ushort> moments = [];
        List<int?> clocks = [];
        for (long last = 0; ;)
        {
            var after = last;
            var rows = await db.Interactions.AsNoTracking()
                .Where(row => row.Id > after && row.RetractedUtc == null && row.LeftOutUtc == null && (impressions || row.Kind != InteractionKind.Impression))
                .LeftJoin(db.FeedRequests, row => row.RequestId, request => request.Id, (row, request) => new
                {
                    row.Id, row.UserId, row.ItemId, row.Kind, row.Value, row.AtUtc, OffsetMinutes = (int?)request!.OffsetMinutes, Device = (DeviceClass?)request.Device,
                })
                .OrderBy(row => row.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                if (places.TryGetValue(row.ItemId, out var item))
                {
                    if (!people.TryGetValue(row.UserId, out var person))
                    {
                        people[row.UserId] = person = new UserIndex(people.Count);
                        clocks.Add(null);
                    }

                    // Where an action came from no list, the person's clock is taken to be what it last was.
                    clocks[person.Value] = row.OffsetMinutes ?? clocks[person.Value];
                    moments.Add(MomentCounts.Pack(MomentOf(row.AtUtc, clocks[person.Value], row.Device)));
                    interactions.Add(new RawInteraction(person, item, row.Kind, row.Value, new DateTimeOffset(row.AtUtc)));
                }
            }

            progress?.Report(interactions.Count);
            if (rows.Count < Batch)
            {
                return new TrainingSet([.. items.Select(item => item.ExternalId)], people.Count, interactions, moments);
            }

            last = rows[^1].Id;
        }
    }

    private static Moment MomentOf(DateTime utc, int? offsetMinutes, DeviceClass? device)
    {
        DateTimeOffset at = new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
        return offsetMinutes is { } minutes
            ? Moment.Of(at.ToOffset(TimeSpan.FromMinutes(minutes)), device)
            : Moment.Of(at, device) with { DayPart = null, DayKind = null };
    }
}
