using Portal.Domain.Language;

namespace Portal.Preferences;

/// <summary>A clause that is still there, but otherwise.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
public sealed record ChangedClause(Clause Before, Clause After);

/// <summary>What a change did to the clauses of a statement.</summary>
public sealed record StatementDiff(IReadOnlyList<Clause> Added, IReadOnlyList<Clause> Removed, IReadOnlyList<ChangedClause> Changed)
{
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    /// <summary>Compares what counts before and after; null stands for no statement.</summary>
    public static StatementDiff Between(ParsedStatement? before, ParsedStatement? after)
    {
        var (old, now) = (Standing(before), Standing(after));
        return new StatementDiff(
            [.. now.Where(clause => !old.ContainsKey(clause.Key)).Select(clause => clause.Value)],
            [.. old.Where(clause => !now.ContainsKey(clause.Key)).Select(clause => clause.Value)],
            [.. now.Where(clause => old.TryGetValue(clause.Key, out var former) && IsOther(former, clause.Value)).Select(clause => new ChangedClause(old[clause.Key], clause.Value))]);
    }

    private static Dictionary<string, Clause> Standing(ParsedStatement? statement) =>
        (statement?.Clauses ?? []).Where(clause => clause.Setting is not { Removed: true }).GroupBy(clause => clause.Key).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    // Where in the text it stands, and by which words, changes nothing.
    private static bool IsOther(Clause a, Clause b) =>
        a.EffectiveStrength != b.EffectiveStrength || a.Scope != b.Scope || a.Setting?.Paused != b.Setting?.Paused || a.Setting?.Until != b.Setting?.Until || !a.Except.SequenceEqual(b.Except);
}
