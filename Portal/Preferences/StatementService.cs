using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Engine;
using Portal.People;

namespace Portal.Preferences;

/// <summary>A person's statements: what they are, what they bring up, and every change they went through.</summary>
public sealed class StatementService(
    IDbContextFactory<PortalDbContext> contexts, StatementStore store, EngineService engine, EncoderHost encoder, StatementReader reader, PhraseVectors phrases, TimeProvider time) : IStatementWriter
{
    public const int LongestText = 2000, MostStatements = 100, HistoryEntries = 100;

    /// <summary>Statements that are not deleted, newest first.</summary>
    public async Task<IReadOnlyList<StatementView>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Statements.AsNoTracking()
            .Where(row => row.UserId == userId && row.State != StatementState.Deleted)
            .OrderByDescending(row => row.CreatedUtc)
            .ToListAsync(cancellationToken);
        List<StatementView> views = [];
        foreach (var row in rows)
        {
            var parsed = StatementReader.Read(row.Parsed) ?? await reader.ReadStoredAsync(db, row, await engine.GetAsync(cancellationToken), cancellationToken);
            views.Add(new StatementView(row.Id, row.Text, row.State, row.Source, row.CreatedUtc, row.UpdatedUtc, row.ExpiresUtc, row.ExpiresUtc <= now, parsed, row.Revision));
        }

        return [.. views.Select(view => view with { Lifted = LiftedBy(views.Where(other => Counts(other) && other.UpdatedUtc > view.UpdatedUtc)) })];
    }

    /// <summary>The latest changes, newest first.</summary>
    public async Task<IReadOnlyList<StatementChangeView>> HistoryAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.StatementChanges.AsNoTracking()
            .Where(row => row.UserId == userId)
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Take(HistoryEntries)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new StatementChangeView(
            row.Id, row.StatementId, row.AtUtc, row.Action, row.TextBefore, row.TextAfter, row.ExpiresUtc,
            StatementDiff.Between(StatementReader.Read(row.ParsedBefore ?? ""), StatementReader.Read(row.ParsedAfter ?? ""))))];
    }

    /// <summary>What is understood of a text; also while it is being written.</summary>
    /// <param name="text">The text.</param>
    /// <param name="answers">What the person chose where its words may mean several things; null for nothing.</param>
    /// <param name="former">The statement that it is to replace, whose clauses' settings it keeps; null for a new one.</param>
    /// <param name="zone">The person's clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Draft> ReadAsync(string text, IReadOnlyDictionary<string, Subject>? answers, ParsedStatement? former, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var parsed = await reader.ReadAsync((text.Length > LongestText ? text[..LongestText] : text).Trim(), answers ?? former?.Answers, state, cancellationToken);
        var by = string.IsNullOrWhiteSpace(parsed.Wanted) ? MatchedBy.Nothing
            : await phrases.OfTextAsync(parsed.Wanted, state, cancellationToken) is not null ? MatchedBy.Meaning
            : encoder.EncoderId is { } id && id == state.Snapshot.Vectors?.EncoderId ? MatchedBy.WordsUnreadable
            : MatchedBy.WordsNoEncoder;
        return new Draft(ClauseSettings.Settled(parsed, former, time.GetUtcNow(), zone), by);
    }

    public async Task<StatementResult> AddAsync(string userId, string text, DateTime? expiresUtc, CancellationToken cancellationToken, StatementSource source = StatementSource.Written, Circumstances? said = null)
    {
        if (Check(text, expiresUtc) is var problem and not StatementProblem.None)
        {
            return new StatementResult(problem);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Statements.CountAsync(row => row.UserId == userId && row.State != StatementState.Deleted, cancellationToken) >= MostStatements)
        {
            return new StatementResult(StatementProblem.TooMany);
        }

        var now = time.GetUtcNow();
        StatementEntity statement = new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Text = "",
            Parsed = "",
            Source = source,
            CreatedUtc = now.UtcDateTime,
            ExpiresUtc = expiresUtc,
        };
        await WriteAsync(statement, text, said, cancellationToken);
        db.Statements.Add(statement);
        var change = store.Change(statement, StatementAction.Added, null, null);
        db.StatementChanges.Add(change);
        await db.SaveChangesAsync(cancellationToken);
        return new StatementResult(StatementProblem.None, statement.Id, change.Id);
    }

    /// <param name="userId">The owner.</param>
    /// <param name="id">The statement.</param>
    /// <param name="text">The new text.</param>
    /// <param name="revision">The revision that was on the screen: another one means somebody changed it meanwhile.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="said">What else the words rest on; null for nothing.</param>
    public Task<StatementResult> EditAsync(string userId, Guid id, string text, int revision, CancellationToken cancellationToken, Circumstances? said = null) =>
        Check(text, null) is var problem and not StatementProblem.None
            ? Task.FromResult(new StatementResult(problem))
            : ChangeAsync(userId, id, revision, StatementAction.Edited, statement => WriteAsync(statement, text, said, cancellationToken), cancellationToken);

    /// <summary>Says which of several things words of a statement mean.</summary>
    public Task<StatementResult> AnswerAsync(string userId, Guid id, Question question, Subject answer, CancellationToken cancellationToken) =>
        ChangeAsync(userId, id, null, StatementAction.Answered, statement =>
        {
            var answers = new Dictionary<string, Subject>(StatementStore.ParsedOf(statement).Answers) { [Draft.AnswerKey(question)] = answer };
            return WriteAsync(statement, statement.Text, new Circumstances(null, answers), cancellationToken);
        }, cancellationToken);

    public Task<StatementResult> SetPausedAsync(string userId, Guid id, bool paused, CancellationToken cancellationToken) =>
        ChangeAsync(userId, id, null, paused ? StatementAction.Paused : StatementAction.Resumed, statement =>
        {
            statement.State = paused ? StatementState.Paused : StatementState.Active;
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<StatementResult> SetExpiryAsync(string userId, Guid id, DateTime? expiresUtc, CancellationToken cancellationToken) =>
        expiresUtc <= time.GetUtcNow().UtcDateTime
            ? Task.FromResult(new StatementResult(StatementProblem.ExpiryInThePast))
            : ChangeAsync(userId, id, null, StatementAction.ExpiryChanged, statement =>
            {
                statement.ExpiresUtc = expiresUtc;
                return Task.CompletedTask;
            }, cancellationToken);

    public Task<StatementResult> DeleteAsync(string userId, Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(userId, id, null, StatementAction.Deleted, statement =>
        {
            statement.State = StatementState.Deleted;
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Brings a statement back as it was before a change: its words and what was understood of them, its time, whether it was paused.</summary>
    public async Task<StatementResult> RestoreAsync(string userId, long changeId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var change = await db.StatementChanges.AsNoTracking().FirstOrDefaultAsync(row => row.Id == changeId && row.UserId == userId, cancellationToken);
        if (change?.TextBefore is not { } text)
        {
            return new StatementResult(StatementProblem.NotFound);
        }

        var earlier = db.StatementChanges.AsNoTracking().Where(row => row.StatementId == change.StatementId && row.Id < changeId).OrderByDescending(row => row.Id);
        var expires = await earlier.Select(row => row.ExpiresUtc).FirstOrDefaultAsync(cancellationToken);
        var pause = await earlier.Where(row => row.Action == StatementAction.Paused || row.Action == StatementAction.Resumed)
            .Select(row => (StatementAction?)row.Action).FirstOrDefaultAsync(cancellationToken);
        return await store.ChangeAsync(userId, change.StatementId, null, StatementAction.Restored, async statement =>
        {
            var (former, wasDeleted) = (statement.Parsed, statement.State == StatementState.Deleted);
            var state = pause == StatementAction.Paused ? StatementState.Paused : StatementState.Active;
            var turned = statement.State != state;
            (statement.State, statement.ExpiresUtc) = (state, expires);
            await (StatementReader.Read(change.ParsedBefore ?? "") is { } parsed
                ? WriteAsync(statement, text, parsed, cancellationToken)
                : WriteAsync(statement, text, said: null, cancellationToken));

            // Told as what it is, so that an earlier state can be told from the history again.
            return turned && !wasDeleted && statement.Parsed == former ? state == StatementState.Paused ? StatementAction.Paused : StatementAction.Resumed : StatementAction.Restored;
        }, cancellationToken);
    }

    async Task<Guid?> IStatementWriter.AddAsync(string userId, string text, StatementSource source, CancellationToken cancellationToken) =>
        await AddAsync(userId, text, expiresUtc: null, cancellationToken, source) is { Ok: true } added ? added.Id : null;

    async Task<bool> IStatementWriter.TakeBackAsync(string userId, Guid id, CancellationToken cancellationToken) => (await DeleteAsync(userId, id, cancellationToken)).Ok;

    private static bool Counts(StatementView view) => view.State == StatementState.Active && !view.Expired;

    private static HashSet<string> LiftedBy(IEnumerable<StatementView> later) => [.. later.SelectMany(view => view.Parsed.WantedLabels)];

    private Task<StatementResult> ChangeAsync(
        string userId, Guid id, int? revision, StatementAction action, Func<StatementEntity, Task> apply, CancellationToken cancellationToken) =>
        store.ChangeAsync(userId, id, revision, action, async statement =>
        {
            await apply(statement);
            return action;
        }, cancellationToken);

    private async Task WriteAsync(StatementEntity statement, string text, Circumstances? said, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var former = StatementReader.Read(statement.Parsed);
        var parsed = await reader.ReadThoroughlyAsync(text.Trim(), said?.Answers ?? former?.Answers, state, cancellationToken);
        await WriteAsync(statement, text, ClauseSettings.Settled(parsed, former, time.GetUtcNow(), said?.Zone ?? time.LocalTimeZone), cancellationToken);
    }

    private async Task WriteAsync(StatementEntity statement, string text, ParsedStatement parsed, CancellationToken cancellationToken)
    {
        // The latest word is told by when the words were written: what is merely brought back keeps its place.
        if (statement.Text != text.Trim())
        {
            (statement.Text, statement.UpdatedUtc) = (text.Trim(), time.GetUtcNow().UtcDateTime);
        }

        statement.Parsed = StatementReader.Write(parsed);
        var vector = await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken);
        (statement.EncoderId, statement.Vector) = (encoder.EncoderId, vector is null ? null : VectorCodec.Encode(vector));
    }

    private StatementProblem Check(string text, DateTime? expiresUtc) =>
        string.IsNullOrWhiteSpace(text) ? StatementProblem.Empty
        : text.Trim().Length > LongestText ? StatementProblem.TooLong
        : expiresUtc <= time.GetUtcNow().UtcDateTime ? StatementProblem.ExpiryInThePast
        : StatementProblem.None;
}
