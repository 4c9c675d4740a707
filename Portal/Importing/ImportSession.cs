using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Importing.Files;
using Portal.Importing.Writing;

namespace Portal.Importing;

/// <summary>
/// One run through the files of an import. Rows go batch by batch: what is wrong is told apart, the rest is written in one transaction
/// with the checkpoint, so that a run that was cut off at any point goes on as if it had not been.
/// </summary>
internal sealed class ImportSession : IAsyncDisposable
{
    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly IImportSource _source;
    private readonly ImportPlan _plan;
    private readonly ImportRunEntity _run;
    private readonly bool _trial;
    private readonly int _batch;
    private readonly RejectedFile _rejected;
    private readonly IReadOnlyDictionary<string, string> _aliases;
    private readonly PeopleWriter _people;
    private readonly InteractionWriter _interactions;
    private readonly ScratchSet _triedItems = new();
    private readonly IProgress<ImportProgress>? _progress;
    private ImportCheckpoint _at;
    private ImportTally _tally;

    public ImportSession(
        IDbContextFactory<PortalDbContext> contexts, IImportSource source, ImportPlan plan, ImportRunEntity run, ImportFiles files, ImportStart start, IProgress<ImportProgress>? progress)
    {
        (_contexts, _source, _plan, _run, _trial, _batch, _aliases, _progress) = (contexts, source, plan, run, start.Trial, start.Batch, start.Aliases, progress);
        _at = start.Trial ? new ImportCheckpoint() : ImportCheckpoint.FromJson(run.Checkpoint);
        _tally = start.Trial ? default : new ImportTally(run.Added, run.Changed, run.Unchanged, run.Rejected);
        _rejected = new RejectedFile(files.Rejected(run.Id), _at.RejectedBytes, _at.RejectedRows);
        _people = new PeopleWriter(run.StartedUtc);
        _interactions = new InteractionWriter(_people, start.UndatedUtc);
    }

    /// <summary>What has become of the rows so far.</summary>
    public ImportResult Result => new(_tally, _at.Reasons, _at.Warnings);

    public async Task RunAsync(CancellationToken ct)
    {
        while (_at.Step < _plan.Steps.Count)
        {
            await RunAsync(_plan.Steps[_at.Step], ct);
            _at = _at with { Step = _at.Step + 1, Rows = 0, Offset = null, Line = 1 };
        }

        await CommitAsync((_, _) => Task.FromResult(default(ImportTally)), _at, default, ct);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        await db.EndBulkAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        _interactions.Dispose();
        _triedItems.Dispose();
        await _rejected.DisposeAsync();
    }

    private async Task RunAsync(ImportStep step, CancellationToken ct)
    {
        if (step.Prepare is { } prepare)
        {
            await prepare(ct);
        }

        using ScratchSet? seen = step.Subject == ImportSubject.Interactions ? null : new ScratchSet();
        await using var file = await OpenAsync(step, ct);
        RowReader reader = new(step, file);
        if (file.Warning is { } warning && !_at.Warnings.Contains(warning))
        {
            _at = _at with { Warnings = [.. _at.Warnings, warning] };
        }

        // What began in its middle has nothing before it.
        var done = _at.Offset is not null && file.Offset == _at.Offset ? 0 : _at.Rows;
        List<Row> rows = [];
        while (await file.ReadAsync(rows, done > 0 ? (int)Math.Min(done, _batch) : _batch, ct) is > 0 and var records)
        {
            ct.ThrowIfCancellationRequested();
            if (done > 0)
            {
                // Done by an earlier run; only which ids there were has to be known again.
                Judge(step, reader, rows, seen, reject: false);
                done -= records;
            }
            else
            {
                await WriteAsync(step, file, reader, (rows, records), seen, ct);
            }
        }
    }

    private async Task<TableFile> OpenAsync(ImportStep step, CancellationToken ct)
    {
        if (step.Subject == ImportSubject.Interactions && _at.Offset is { } offset && TableFile.CanBeginAt(_source))
        {
            var file = await TableFile.OpenAsync(_source, step.File, step.Shape, (offset, _at.Line), ct);
            if (file.CanResume(_source))
            {
                return file;
            }

            await file.DisposeAsync();
        }

        return await TableFile.OpenAsync(_source, step.File, step.Shape, null, ct);
    }

    private async Task WriteAsync(ImportStep step, TableFile file, RowReader reader, (List<Row> Rows, int Records) batch, ScratchSet? seen, CancellationToken ct)
    {
        var (sound, rejected) = Judge(step, reader, batch.Rows, seen, reject: true);
        if (step.Subject == ImportSubject.Interactions)
        {
            await SiftUnknownAsync(step, sound, rejected, ct);
        }

        rejected.Sort((a, b) => a.Line.CompareTo(b.Line));
        rejected.ForEach(_rejected.Add);
        await _rejected.FlushAsync(ct);
        SortedDictionary<RejectReason, long> reasons = new(_at.Reasons);
        rejected.ForEach(row => reasons[row.Reason] = reasons.GetValueOrDefault(row.Reason) + 1);
        var next = _at with
        {
            Rows = _at.Rows + batch.Records,
            Offset = file.Offset,
            Line = file.Line,
            RejectedBytes = _rejected.Length,
            RejectedRows = _rejected.Rows,
            Reasons = reasons,
        };
        await CommitAsync((db, token) => WriteAsync(db, step, sound, token), next, new ImportTally(0, 0, 0, rejected.Count), ct);
        _progress?.Report(new ImportProgress(step.File.Name, BytesOf(_at), _plan.Bytes, _tally));
    }

    private Task<ImportTally> WriteAsync(PortalDbContext db, ImportStep step, List<(Row Row, object Value)> sound, CancellationToken ct) => step.Subject switch
    {
        ImportSubject.Items => new ItemWriter(step, _aliases, _run.StartedUtc).WriteAsync(db, [.. sound.Select(pair => (ItemRow)pair.Value)], _trial, ct),
        ImportSubject.People => _people.WriteAsync(db, [.. sound.Select(pair => (PersonRow)pair.Value)], _trial, ct),
        _ => _interactions.WriteAsync(db, [.. sound.Select(pair => (InteractionRow)pair.Value)], _trial, ct),
    };

    // Reads the rows and tells the sound from those that are none.
    private (List<(Row Row, object Value)> Sound, List<RejectedRow> Rejected) Judge(ImportStep step, RowReader reader, List<Row> rows, ScratchSet? seen, bool reject)
    {
        List<(Row, object)> sound = new(rows.Count);
        List<RejectedRow> rejected = [];
        foreach (var row in rows)
        {
            try
            {
                sound.Add((row, row.Broken is { } broken ? throw new RejectedException(broken, row.Detail) : Value(step, reader, row, seen)));
            }
            catch (RejectedException e)
            {
                if (reject)
                {
                    rejected.Add(Rejected(step, row, e.Reason, e.Message));
                }
            }
        }

        return (sound, rejected);
    }

    private object Value(ImportStep step, RowReader reader, Row row, ScratchSet? seen)
    {
        switch (step.Subject)
        {
            case ImportSubject.Items:
                var item = reader.Item(row);
                Once(item.Id, seen);
                if (_trial)
                {
                    _triedItems.Add(item.Id);
                }

                return item;
            case ImportSubject.People:
                var person = reader.Person(row);
                Once(person.Id, seen);
                return person;
            default:
                return reader.Interaction(row);
        }
    }

    private static void Once(string id, ScratchSet? seen)
    {
        if (seen?.Add(id) == false)
        {
            throw new RejectedException(RejectReason.DuplicateId, $"An earlier row has the id '{RowValues.Short(id)}'.");
        }
    }

    private async Task SiftUnknownAsync(ImportStep step, List<(Row Row, object Value)> sound, List<RejectedRow> rejected, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var items = await _interactions.ItemsAsync(db, sound.Select(pair => ((InteractionRow)pair.Value).Item).ToHashSet(StringComparer.Ordinal), ct);
        sound.RemoveAll(pair =>
        {
            var item = ((InteractionRow)pair.Value).Item;
            if (items.ContainsKey(item) || (_trial && _triedItems.Contains(item)))
            {
                return false;
            }

            rejected.Add(Rejected(step, pair.Row, RejectReason.UnknownItem, $"The catalogue has no item '{RowValues.Short(item)}'."));
            return true;
        });
    }

    private static RejectedRow Rejected(ImportStep step, Row row, RejectReason reason, string detail) => new(step.File.Name, row.Line, reason, detail, RejectedFile.Excerpt(row.Raw));

    // A retrying connection wants to repeat the whole transaction.
    private async Task CommitAsync(Func<PortalDbContext, CancellationToken, Task<ImportTally>> write, ImportCheckpoint next, ImportTally rejected, CancellationToken ct)
    {
        await using var outer = await _contexts.CreateDbContextAsync(ct);
        var tally = await outer.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var db = await _contexts.CreateDbContextAsync(token);
                if (_trial)
                {
                    return await write(db, token);
                }

                try
                {
                    await db.Database.OpenConnectionAsync(token);
                    await db.BeginBulkAsync(token);
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    var written = _tally + rejected + await write(db, token);
                    await SaveAsync(db, next, written, token);
                    await transaction.CommitAsync(token);
                    return written;
                }
                catch
                {
                    _people.Forget();
                    throw;
                }
            },
            ct);
        _tally = _trial ? _tally + rejected + tally : tally;
        _at = next;
    }

    private Task<int> SaveAsync(PortalDbContext db, ImportCheckpoint next, ImportTally tally, CancellationToken ct)
    {
        var (text, bytes, total) = (next.ToJson(), BytesOf(next), _plan.Bytes);
        return db.ImportRuns.Where(run => run.Id == _run.Id).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.Checkpoint, text)
            .SetProperty(run => run.Bytes, total)
            .SetProperty(run => run.BytesDone, bytes)
            .SetProperty(run => run.Rows, tally.Rows)
            .SetProperty(run => run.Added, tally.Added)
            .SetProperty(run => run.Changed, tally.Changed)
            .SetProperty(run => run.Unchanged, tally.Unchanged)
            .SetProperty(run => run.Rejected, tally.Rejected), ct);
    }

    private long BytesOf(ImportCheckpoint at) => _plan.Steps.Take(at.Step).Sum(step => step.File.Length)
        + (at.Step < _plan.Steps.Count ? Math.Min(at.Offset ?? 0, _plan.Steps[at.Step].File.Length) : 0);
}

/// <summary>What an import begins with.</summary>
/// <param name="Trial">Everything but the writing.</param>
/// <param name="Aliases">Labels by the other words for them.</param>
/// <param name="UndatedUtc">The time of interactions that tell none.</param>
/// <param name="Batch">Most rows of a transaction.</param>
internal sealed record ImportStart(bool Trial, IReadOnlyDictionary<string, string> Aliases, DateTime UndatedUtc, int Batch);
