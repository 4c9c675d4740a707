using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Engine;

namespace Portal.Preferences;

/// <summary>Changes a statement and writes the change into its history, both or neither.</summary>
public sealed class StatementStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>What was understood of a stored statement; where it was stored by an earlier version, the whole text is a wish until it is read again.</summary>
    public static ParsedStatement ParsedOf(StatementEntity row) => StatementReader.Read(row.Parsed) ?? new ParsedStatement { Text = row.Text, Wanted = row.Text };

    /// <param name="userId">The owner.</param>
    /// <param name="id">The statement.</param>
    /// <param name="revision">The revision that was on the screen, where another one means that somebody changed it meanwhile; null for any.</param>
    /// <param name="action">What is done, as the history tells it.</param>
    /// <param name="apply">Does it; gives another action where it came to that, or null to leave everything as it was.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<StatementResult> ChangeAsync(
        string userId, Guid id, int? revision, StatementAction action, Func<StatementEntity, Task<StatementAction?>> apply, CancellationToken cancellationToken)
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

        var (text, parsed) = (statement.Text, statement.Parsed);
        if (await apply(statement) is not { } done)
        {
            return new StatementResult(StatementProblem.NotFound);
        }

        var change = Change(statement, done, text, parsed);
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

    /// <summary>An entry of the history.</summary>
    /// <param name="statement">The statement as it is since.</param>
    /// <param name="action">What was done.</param>
    /// <param name="textBefore">Its words before; null for a new one.</param>
    /// <param name="parsedBefore">What was understood of them.</param>
    public StatementChangeEntity Change(StatementEntity statement, StatementAction action, string? textBefore, string? parsedBefore) => new()
    {
        StatementId = statement.Id,
        UserId = statement.UserId,
        AtUtc = time.GetUtcNow().UtcDateTime,
        Action = action,
        TextBefore = textBefore,
        TextAfter = action == StatementAction.Deleted ? null : statement.Text,
        ParsedBefore = parsedBefore,
        ParsedAfter = action == StatementAction.Deleted ? null : statement.Parsed,
        ExpiresUtc = statement.ExpiresUtc,
    };
}
