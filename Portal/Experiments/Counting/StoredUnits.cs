using System.Runtime.CompilerServices;
using System.Threading.Channels;
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
    public async IAsyncEnumerable<StoredUnit[]> ReadAsync(int experimentId, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var parts = Channel.CreateBounded<StoredUnit[]>(Ahead);
        var reading = Task.Run(() => ReadAsync(experimentId, parts.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(ct))
            {
                yield return part;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>When the units were exposed.</summary>
    public async IAsyncEnumerable<DateTime> ExposuresAsync(int experimentId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await foreach (var at in db.ExperimentUnits.Where(row => row.ExperimentId == experimentId && row.Exclusion == UnitExclusion.None).Select(row => row.ExposedUtc).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return at;
        }
    }

    // Whatever goes wrong reaches whoever reads, through the channel.
    private async Task ReadAsync(int experimentId, ChannelWriter<StoredUnit[]> parts, CancellationToken ct)
    {
        Exception? error = null;
        try
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
                    await parts.WriteAsync([.. part], ct);
                    part.Clear();
                }
            }

            await parts.WriteAsync([.. part], ct);
        }
#pragma warning disable CA1031 // It is told to the reader.
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = e;
        }

        parts.Complete(error);
    }
}
