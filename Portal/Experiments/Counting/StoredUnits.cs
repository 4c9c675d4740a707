using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Experiments.Counting;

/// <summary>A counted unit, as it is analysed.</summary>
public readonly record struct StoredUnit(int Variant, DateTime ExposedUtc, UnitExclusion Exclusion, string Segments, byte[]? Values);

/// <summary>Reads the units of an experiment in parts, the next while one is worked on: memory does not grow with their number.</summary>
public sealed class StoredUnits(IDbContextFactory<PortalDbContext> contexts)
{
    private const int AtOnce = 2048, Ahead = 2;

    /// <summary>All units, in any order.</summary>
    public IAsyncEnumerable<StoredUnit[]> ReadAsync(int experimentId, CancellationToken ct) => ReadAhead.Of(token => PartsAsync(experimentId, token), Ahead, ct);

    /// <summary>When the units were exposed.</summary>
    public async IAsyncEnumerable<DateTime> ExposuresAsync(int experimentId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await foreach (var at in db.ExperimentUnits.Where(row => row.ExperimentId == experimentId && row.Exclusion == UnitExclusion.None).Select(row => row.ExposedUtc).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return at;
        }
    }

    private async IAsyncEnumerable<StoredUnit[]> PartsAsync(int experimentId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        List<StoredUnit> part = new(AtOnce);
        var asked = db.ExperimentUnits.AsNoTracking().Where(row => row.ExperimentId == experimentId).Select(row => new { row.Variant, row.ExposedUtc, row.Exclusion, row.Segments, row.Values });
        await using var rows = await RowReader.OpenAsync(db, asked, ct);
        var (variant, exposed, exclusion) = (rows.Column(nameof(StoredUnit.Variant)), rows.Column(nameof(StoredUnit.ExposedUtc)), rows.Column(nameof(StoredUnit.Exclusion)));
        var (segments, values) = (rows.Column(nameof(StoredUnit.Segments)), rows.Column(nameof(StoredUnit.Values)));
        while (await rows.ReadAsync(ct))
        {
            part.Add(new StoredUnit((int)rows.Long(variant), rows.Instant(exposed), rows.Named<UnitExclusion>(exclusion)!.Value, rows.Text(segments)!, rows.Bytes(values)));
            if (part.Count == AtOnce)
            {
                yield return [.. part];
                part.Clear();
            }
        }

        yield return [.. part];
    }
}
