using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Preferences;

/// <summary>A person's statements: what they are, what they bring up, and every change they went through.</summary>
public sealed class StatementService(IDbContextFactory<PortalDbContext> contexts, EngineService engine, EncoderHost encoder, StatementReader reader, PhraseVectors phrases, TimeProvider time) : IStatementWriter
{
    public const int LongestText = 2000, MostStatements = 100, PreviewItems = 10, HistoryEntries = 100;

    /// <summary>Statements that are not deleted, newest first.</summary>
    public async Task<IReadOnlyList<StatementView>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Statements.AsNoTracking()
            .Where(row => row.UserId == userId && row.State != StatementState.Deleted)
            .OrderByDescending(row => row.CreatedUtc)
            .ToListAsync(cancellationToken);
        List<StatementView> views = [.. rows.Select(row => new StatementView(
            row.Id, row.Text, row.State, row.CreatedUtc, row.UpdatedUtc, row.ExpiresUtc, row.ExpiresUtc <= now, Parsed(row), row.Revision))];
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
            row.Id, row.StatementId, row.AtUtc, row.Action, row.TextBefore, row.TextAfter, row.ExpiresUtc, row.Action is StatementAction.Deleted or StatementAction.Edited))];
    }

    /// <summary>What a text would bring up; also while it is being written.</summary>
    public async Task<StatementPreview> PreviewAsync(string text, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var parsed = await reader.ReadAsync(text.Length > LongestText ? text[..LongestText] : text, null, state, cancellationToken);
        var vector = await VectorAsync(parsed, state, cancellationToken);
        var rules = RuleSet.Of(parsed, await phrases.OfConceptsAsync([parsed], state, cancellationToken));
        var found = await Task.Run(
            () => Recommender.Search(state.Snapshot, state.Snapshot.Matcher.Match(parsed.Wanted, vector), rules, PreviewItems), cancellationToken);
        var by = string.IsNullOrWhiteSpace(parsed.Wanted) ? MatchedBy.Nothing
            : vector is not null ? MatchedBy.Meaning
            : encoder.EncoderId is { } id && id == state.Snapshot.Vectors?.EncoderId ? MatchedBy.WordsUnreadable
            : MatchedBy.WordsNoEncoder;
        return new StatementPreview(parsed, [.. found.Select(entry => ItemCard.Of(state, entry.Item))], by);
    }

    public async Task<StatementResult> AddAsync(string userId, string text, DateTime? expiresUtc, CancellationToken cancellationToken, StatementSource source = StatementSource.Written)
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
        await WriteAsync(statement, text, cancellationToken);
        db.Statements.Add(statement);
        var change = Change(statement, StatementAction.Added, null);
        db.StatementChanges.Add(change);
        await db.SaveChangesAsync(cancellationToken);
        return new StatementResult(StatementProblem.None, statement.Id, change.Id);
    }

    /// <param name="userId">The owner.</param>
    /// <param name="id">The statement.</param>
    /// <param name="text">The new text.</param>
    /// <param name="revision">The revision that was on the screen: another one means somebody changed it meanwhile.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<StatementResult> EditAsync(string userId, Guid id, string text, int revision, CancellationToken cancellationToken) =>
        Check(text, null) is var problem and not StatementProblem.None
            ? Task.FromResult(new StatementResult(problem))
            : ChangeAsync(userId, id, revision, StatementAction.Edited, statement => WriteAsync(statement, text, cancellationToken), cancellationToken);

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

    /// <summary>Brings back what a change took away: a deleted statement, or the text before an edit.</summary>
    public async Task<StatementResult> RestoreAsync(string userId, long changeId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var change = await db.StatementChanges.AsNoTracking().FirstOrDefaultAsync(row => row.Id == changeId && row.UserId == userId, cancellationToken);
        if (change?.TextBefore is not { } text)
        {
            return new StatementResult(StatementProblem.NotFound);
        }

        // What was paused when it was deleted comes back paused.
        var last = await db.StatementChanges.AsNoTracking()
            .Where(row => row.StatementId == change.StatementId && (row.Action == StatementAction.Paused || row.Action == StatementAction.Resumed))
            .OrderByDescending(row => row.AtUtc).ThenByDescending(row => row.Id)
            .Select(row => (StatementAction?)row.Action)
            .FirstOrDefaultAsync(cancellationToken);
        return await ChangeAsync(userId, change.StatementId, null, StatementAction.Restored, async statement =>
        {
            if (statement.State == StatementState.Deleted)
            {
                statement.State = last == StatementAction.Paused ? StatementState.Paused : StatementState.Active;
            }

            await WriteAsync(statement, text, cancellationToken);
        }, cancellationToken);
    }

    async Task<Guid?> IStatementWriter.AddAsync(string userId, string text, StatementSource source, CancellationToken cancellationToken) =>
        await AddAsync(userId, text, expiresUtc: null, cancellationToken, source) is { Ok: true } added ? added.Id : null;

    async Task<bool> IStatementWriter.TakeBackAsync(string userId, Guid id, CancellationToken cancellationToken) => (await DeleteAsync(userId, id, cancellationToken)).Ok;

    private static bool Counts(StatementView view) => view.State == StatementState.Active && !view.Expired;

    private static HashSet<string> LiftedBy(IEnumerable<StatementView> later) => [.. later.SelectMany(view => view.Parsed.WantedLabels)];

    private static ParsedStatement Parsed(StatementEntity row) => StatementReader.Read(row.Parsed) ?? new ParsedStatement { Text = row.Text, Wanted = row.Text };

    private async Task<StatementResult> ChangeAsync(
        string userId, Guid id, int? revision, StatementAction action, Func<StatementEntity, Task> apply, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var statement = await db.Statements.FirstOrDefaultAsync(row => row.Id == id && row.UserId == userId, cancellationToken);
        if (statement is null || (statement.State == StatementState.Deleted && action != StatementAction.Restored))
        {
            return new StatementResult(StatementProblem.NotFound);
        }

        if (revision is { } expected && expected != statement.Revision)
        {
            return new StatementResult(StatementProblem.ChangedElsewhere);
        }

        var before = statement.Text;
        await apply(statement);
        var change = Change(statement, action, before);
        db.StatementChanges.Add(change);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new StatementResult(StatementProblem.ChangedElsewhere);
        }

        return new StatementResult(StatementProblem.None, id, change.Id);
    }

    private async Task WriteAsync(StatementEntity statement, string text, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        statement.Text = text.Trim();
        var parsed = await reader.ReadThoroughlyAsync(statement.Text, null, state, cancellationToken);
        statement.Parsed = StatementReader.Write(parsed);
        statement.UpdatedUtc = time.GetUtcNow().UtcDateTime;
        var vector = await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken);
        (statement.EncoderId, statement.Vector) = (encoder.EncoderId, vector is null ? null : VectorCodec.Encode(vector));
    }

    private async Task<float[]?> VectorAsync(ParsedStatement parsed, EngineState state, CancellationToken cancellationToken) =>
        encoder.EncoderId == state.Snapshot.Vectors?.EncoderId ? await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken) : null;

    private StatementProblem Check(string text, DateTime? expiresUtc) =>
        string.IsNullOrWhiteSpace(text) ? StatementProblem.Empty
        : text.Trim().Length > LongestText ? StatementProblem.TooLong
        : expiresUtc <= time.GetUtcNow().UtcDateTime ? StatementProblem.ExpiryInThePast
        : StatementProblem.None;

    private StatementChangeEntity Change(StatementEntity statement, StatementAction action, string? before) => new()
    {
        StatementId = statement.Id,
        UserId = statement.UserId,
        AtUtc = time.GetUtcNow().UtcDateTime,
        Action = action,
        TextBefore = before,
        TextAfter = action == StatementAction.Deleted ? null : statement.Text,
        ExpiresUtc = statement.ExpiresUtc,
    };
}
