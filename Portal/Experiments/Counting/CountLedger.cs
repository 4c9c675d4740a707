using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Experiments.Counting;

/// <summary>
/// Keeps how far everything is counted, and writes units with it. Of two processes that count at once, the second to write finds that the mark is no longer what it
/// began with, and nothing of what it wrote stays.
/// </summary>
public sealed class CountLedger(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Where the mark stands among the settings; that of each experiment under it, after a point.</summary>
    public const string Setting = "experiments.counted";

    private const string Prefix = Setting + ".";

    private static readonly string[] Columns =
    [
        nameof(ExperimentUnitEntity.ExperimentId), nameof(ExperimentUnitEntity.Unit), nameof(ExperimentUnitEntity.Variant), nameof(ExperimentUnitEntity.ExposedUtc), nameof(ExperimentUnitEntity.RequestId),
        nameof(ExperimentUnitEntity.Exclusion), nameof(ExperimentUnitEntity.Segments), nameof(ExperimentUnitEntity.Values), nameof(ExperimentUnitEntity.UpdatedUtc),
    ];

    /// <summary>Reads the mark.</summary>
    public async Task<KnownMark> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Settings.AsNoTracking().Where(row => row.Key == Setting || row.Key.StartsWith(Prefix)).ToListAsync(ct);
        if (rows.Find(row => row.Key == Setting) is not { } all)
        {
            return new KnownMark(new CountMark(), null);
        }

        var experiments = rows.Where(row => row != all).ToImmutableSortedDictionary(row => int.Parse(row.Key[Prefix.Length..], CultureInfo.InvariantCulture), row => JsonSerializer.Deserialize<ExperimentMark>(row.Value)!);
        return new KnownMark(JsonSerializer.Deserialize<CountMark>(all.Value)! with { Experiments = experiments }, all.Revision);
    }

    /// <summary>Stores units and how far they bring it, or neither.</summary>
    /// <param name="known">As it was read or written last.</param>
    /// <param name="mark">What it becomes.</param>
    /// <param name="units">Units of one experiment that are new or have changed.</param>
    /// <param name="replaced">Ids of those of them that are stored.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="CountedElsewhereException">Another process counts.</exception>
    public async Task<KnownMark> WriteAsync(KnownMark known, CountMark mark, IReadOnlyList<ExperimentUnitEntity> units, IReadOnlyList<string> replaced, CancellationToken ct)
    {
        try
        {
            await using var outer = await contexts.CreateDbContextAsync(ct);
            return await outer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var db = await contexts.CreateDbContextAsync(ct);
                await db.Database.OpenConnectionAsync(ct);
                await db.BeginBulkAsync(ct);
                try
                {
                    return await WriteAsync(db, known, mark, units, replaced, ct);
                }
                finally
                {
                    await db.EndBulkAsync(CancellationToken.None);
                }
            });
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException || DbErrors.IsUniqueViolation(e))
        {
            throw new CountedElsewhereException(e);
        }
    }

    private async Task<KnownMark> WriteAsync(PortalDbContext db, KnownMark known, CountMark mark, IReadOnlyList<ExperimentUnitEntity> units, IReadOnlyList<string> replaced, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var revision = await SaveAsync(db, known, mark, ct);
        await ReplaceAsync(db, units, replaced, ct);
        await transaction.CommitAsync(ct);
        return new KnownMark(mark, revision);
    }

    // The row of all comes first: whoever cannot change it changes nothing.
    private async Task<int> SaveAsync(PortalDbContext db, KnownMark known, CountMark mark, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        SettingEntity row = new() { Key = Setting, Value = JsonSerializer.Serialize(mark), UpdatedUtc = now, Revision = known.Revision ?? 0 };
        db.Entry(row).State = known.Revision is null ? EntityState.Added : EntityState.Modified;
        await db.SaveChangesAsync(ct);
        string[] gone = [.. known.Mark.Experiments.Keys.Except(mark.Experiments.Keys).Select(KeyOf)];
        await db.Settings.Where(other => gone.Contains(other.Key)).ExecuteDeleteAsync(ct);
        foreach (var (id, of) in mark.Experiments.Where(entry => known.Mark.Experiments.GetValueOrDefault(entry.Key) != entry.Value))
        {
            var (key, value) = (KeyOf(id), JsonSerializer.Serialize(of));
            if (await db.Settings.Where(other => other.Key == key).ExecuteUpdateAsync(set => set.SetProperty(other => other.Value, value).SetProperty(other => other.UpdatedUtc, now), ct) == 0)
            {
                db.Settings.Add(new SettingEntity { Key = key, Value = value, UpdatedUtc = now });
                await db.SaveChangesAsync(ct);
            }
        }

        return row.Revision;
    }

    private static string KeyOf(int experiment) => Prefix + experiment.ToString(CultureInfo.InvariantCulture);

    private static async Task ReplaceAsync(PortalDbContext db, IReadOnlyList<ExperimentUnitEntity> units, IReadOnlyList<string> replaced, CancellationToken ct)
    {
        foreach (var ids in replaced.Chunk(UnitLogReader.IdsAtOnce))
        {
            var experiment = units[0].ExperimentId;
            await db.ExperimentUnits.Where(row => row.ExperimentId == experiment && ids.Contains(row.Unit)).ExecuteDeleteAsync(ct);
        }

        // In the order of their index, which then grows at its end.
        await db.InsertPreparedAsync([.. units.OrderBy(unit => unit.Unit, StringComparer.Ordinal)], Columns, ct);
    }
}

/// <summary>A mark, and the revision of the row that holds it; null before there was one.</summary>
public sealed record KnownMark(CountMark Mark, int? Revision);

/// <summary>Another process counts the same: it goes on, this one has nothing to do.</summary>
public sealed class CountedElsewhereException(Exception inner) : Exception("Another process counts the experiments at the same time; this count stops, and loses nothing.", inner);
