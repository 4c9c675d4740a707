using Portal.Data.Entities;
using Portal.Domain.Language;

namespace Portal.Preferences;

/// <summary>A clause and the statement in which it was said.</summary>
public sealed record SaidClause(StatementView Statement, Clause Clause)
{
    /// <summary>Whether a later statement asks for what it refuses: there the latest word counts.</summary>
    public bool IsLifted => Clause is { Polarity: Polarity.Never, Subject: LabelSubject labels } && labels.Labels.All(Statement.Lifted.Contains);

    /// <summary>When it ends: its own time or that of its statement, whichever comes first.</summary>
    public DateTime? EndsUtc => (Clause.Setting?.Until?.UtcDateTime, Statement.ExpiresUtc) switch
    {
        ({ } own, { } whole) => own < whole ? own : whole,
        var (own, whole) => own ?? whole,
    };

    /// <summary>Whether it counts at a time, apart from the part of the day that it may be tied to.</summary>
    public bool CountsAt(DateTimeOffset now) => Statement.State == StatementState.Active && Clause.Setting is not { Paused: true } && !(EndsUtc <= now.UtcDateTime) && !IsLifted;
}

/// <summary>Everything a person's statements say, clause by clause.</summary>
public static class SaidClauses
{
    /// <summary>All that was not removed, each once in a statement, in the order of the statements.</summary>
    public static IReadOnlyList<SaidClause> Of(IEnumerable<StatementView> statements) =>
        [.. statements.SelectMany(statement => statement.Parsed.Clauses.Where(clause => clause.Setting is not { Removed: true }).DistinctBy(clause => clause.Key).Select(clause => new SaidClause(statement, clause)))];

    /// <summary>What counts in the end, after the latest word: of two clauses about the same the later, and no wish for what is refused.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="now">The time.</param>
    /// <returns>Oldest first.</returns>
    public static IReadOnlyList<SaidClause> InForce(IEnumerable<StatementView> statements, DateTimeOffset now)
    {
        List<SaidClause> counting = [.. Of(statements.OrderBy(statement => statement.UpdatedUtc)).Where(said => said.CountsAt(now))];
        var rules = RuleSet.From(
            counting.GroupBy(said => said.Statement).Select(group => (group.Key.Id, group.Key.Parsed with { Clauses = [.. group.Select(said => said.Clause)] })), []);
        var enforced = rules.All.Select(rule => (rule.StatementId, rule.Clause.Polarity, rule.Clause.Start, rule.Clause.End)).ToHashSet();
        var refused = rules.Never.Select(rule => rule.Clause.Subject.Key).ToHashSet(StringComparer.Ordinal);
        var latest = counting.Where(said => !said.Clause.IsRule).GroupBy(said => said.Clause.Subject.Key).Select(group => group.Last()).ToHashSet();
        return
        [
            .. counting.Where(said => said.Clause.IsRule
                ? enforced.Contains((said.Statement.Id, said.Clause.Polarity, said.Clause.Start, said.Clause.End))
                : latest.Contains(said) && !refused.Contains(said.Clause.Subject.Key)).DistinctBy(said => said.Clause.Key),
        ];
    }
}
