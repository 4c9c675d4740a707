using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Engine;

namespace Portal.Preferences;

/// <summary>Changes single clauses of statements by hand, without a change of the words.</summary>
public sealed class ClauseService(StatementStore store, TimeProvider time)
{
    /// <summary>Sets how strongly a wish counts.</summary>
    /// <param name="userId">The owner.</param>
    /// <param name="statementId">The statement.</param>
    /// <param name="key">The clause's key.</param>
    /// <param name="strength">0..1; null for what the words say.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<StatementResult> SetStrengthAsync(string userId, Guid statementId, string key, double? strength, CancellationToken cancellationToken) =>
        SetAsync(userId, statementId, key, setting => setting with { Strength = strength is { } some ? Math.Clamp(some, 0, 1) : null }, cancellationToken);

    public Task<StatementResult> SetPausedAsync(string userId, Guid statementId, string key, bool paused, CancellationToken cancellationToken) =>
        SetAsync(userId, statementId, key, setting => setting with { Paused = paused }, cancellationToken);

    /// <summary>Sets until when it counts; null for always.</summary>
    public async Task<StatementResult> SetUntilAsync(string userId, Guid statementId, string key, DateTime? untilUtc, CancellationToken cancellationToken) =>
        untilUtc <= time.GetUtcNow().UtcDateTime
            ? new StatementResult(StatementProblem.ExpiryInThePast)
            : await SetAsync(
                userId, statementId, key,
                setting => setting with { Until = untilUtc is { } moment ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)) : null }, cancellationToken);

    /// <summary>Takes the clause away. A statement of which nothing is left goes with it.</summary>
    public Task<StatementResult> RemoveAsync(string userId, Guid statementId, string key, CancellationToken cancellationToken) =>
        SetAsync(userId, statementId, key, setting => setting with { Removed = true }, cancellationToken);

    private Task<StatementResult> SetAsync(string userId, Guid statementId, string key, Func<ClauseSetting, ClauseSetting> change, CancellationToken cancellationToken) =>
        store.ChangeAsync(userId, statementId, null, StatementAction.ClauseChanged, statement => Task.FromResult(Apply(statement, key, change)), cancellationToken);

    private StatementAction? Apply(StatementEntity statement, string key, Func<ClauseSetting, ClauseSetting> change)
    {
        if (StatementReader.Read(statement.Parsed) is not { } parsed || parsed.Clauses.All(clause => clause.Key != key))
        {
            return null;
        }

        var changed = ClauseSettings.With(parsed, key, change);
        if (ClauseSettings.SaysNothing(changed, time.GetUtcNow()))
        {
            statement.State = StatementState.Deleted;
            return StatementAction.Deleted;
        }

        // Not the row's time of change: by that the latest word is told, and the words are the same.
        statement.Parsed = StatementReader.Write(changed);
        return StatementAction.ClauseChanged;
    }
}
