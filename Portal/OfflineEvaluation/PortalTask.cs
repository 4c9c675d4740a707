using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Loading;
using Portal.Domain.Profiles;

namespace Portal.OfflineEvaluation;

/// <summary>The portal's own data as a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Kinds">The kind of each item.</param>
public sealed record OwnData(EvaluationTask Task, IReadOnlyList<string?> Kinds);

/// <summary>Makes a task of the portal's own catalogue and of what people opened, liked, saved or rated well, split by time.</summary>
public sealed class PortalTask(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The newest actions that are read.</summary>
    public const int MostActions = 2_000_000;

    // From here on a rating is in favour, up to there it is against.
    private const double Good = 4, Bad = 2;

    private const int Batch = 50_000;

    /// <exception cref="ArgumentException">There is too little to split.</exception>
    public async Task<OwnData> LoadAsync(int seed, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var items = await db.Items.AsNoTracking().Where(item => item.Active)
            .Select(item => new { item.Id, item.ExternalId, item.Kind, item.Title, item.Description, item.Creators, item.Genres, item.Tags })
            .ToListAsync(cancellationToken);
        var names = items.ToDictionary(item => item.Id, item => item.ExternalId);
        var taken = await TakenAsync(db, names, cancellationToken);
        var task = TemporalSplit.Of(
            taken,
            [.. items.Select(item => new EvaluatedItem(item.ExternalId, item.Title, string.Join('\n', [item.Description, .. item.Creators]), [.. item.Genres.Concat(item.Tags).Distinct(StringComparer.OrdinalIgnoreCase)]) { Creators = item.Creators })],
            new LoadOptions { Seed = seed });
        var kinds = items.ToDictionary(item => item.ExternalId, item => item.Kind, StringComparer.Ordinal);
        return new OwnData(task, [.. task.Data.Items!.Select(item => item is null ? null : kinds[item.Id])]);
    }

    private static async Task<List<TakenItem>> TakenAsync(PortalDbContext db, Dictionary<int, string> names, CancellationToken cancellationToken)
    {
        Dictionary<(string User, int Item), (double Time, bool Against)> taken = [];
        var read = 0;
        for (var before = long.MaxValue; read < MostActions;)
        {
            var last = before;
            var rows = await db.Interactions.AsNoTracking()
                .Where(row => row.Id < last && row.RetractedUtc == null && row.LeftOutUtc == null
                    && (row.Kind == InteractionKind.Click || row.Kind == InteractionKind.Like || row.Kind == InteractionKind.Save || row.Kind == InteractionKind.Dislike
                        || (row.Kind == InteractionKind.Rating && (row.Value >= Good || row.Value <= Bad))))
                .OrderByDescending(row => row.Id)
                .Take(Batch)
                .Select(row => new { row.Id, row.UserId, row.ItemId, row.Kind, row.Value, row.AtUtc })
                .ToListAsync(cancellationToken);
            foreach (var row in rows.Where(row => names.ContainsKey(row.ItemId)))
            {
                // The first time somebody took to it is when they did; whoever was against it once did not take to it.
                var against = row.Kind == InteractionKind.Dislike || (row.Kind == InteractionKind.Rating && row.Value <= Bad);
                var time = (row.AtUtc - DateTime.UnixEpoch).TotalSeconds;
                var key = (row.UserId, row.ItemId);
                taken[key] = taken.TryGetValue(key, out var known) ? (Math.Min(known.Time, time), known.Against || against) : (time, against);
            }

            read += rows.Count;
            if (rows.Count < Batch)
            {
                break;
            }

            before = rows[^1].Id;
        }

        return [.. taken.Where(one => !one.Value.Against).Select(one => new TakenItem(one.Key.User, names[one.Key.Item], one.Value.Time))];
    }
}
