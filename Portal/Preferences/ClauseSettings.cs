using Portal.Domain.Language;

namespace Portal.Preferences;

/// <summary>What a person changes about the clauses of a statement by hand, and how that outlives a change of its words.</summary>
public static class ClauseSettings
{
    /// <summary>The statement with another setting of the clauses of a key.</summary>
    public static ParsedStatement With(ParsedStatement parsed, string key, Func<ClauseSetting, ClauseSetting> change) =>
        parsed with { Clauses = [.. parsed.Clauses.Select(clause => clause.Key == key ? clause with { Setting = Plain(change(clause.Setting ?? new ClauseSetting())) } : clause)] };

    /// <summary>The statement without the clauses of a key, as if they had been removed by hand.</summary>
    public static ParsedStatement Without(ParsedStatement parsed, string key) => With(parsed, key, setting => setting with { Removed = true });

    /// <summary>Whether nothing of the statement would count any more: every clause is removed, and no other words are left to look for.</summary>
    public static bool SaysNothing(ParsedStatement parsed, DateTimeOffset now) =>
        parsed.Clauses.All(clause => clause.Setting is { Removed: true }) && string.IsNullOrWhiteSpace(parsed.At(new ClauseMoment(now)).Wanted);

    /// <summary>What is stored of words just read: settings of the clauses that were there before, and an end for those said for a while.</summary>
    /// <param name="parsed">The words as read.</param>
    /// <param name="former">What was stored before; null for new words.</param>
    /// <param name="now">When they are stored.</param>
    /// <param name="zone">The person's clock.</param>
    public static ParsedStatement Settled(ParsedStatement parsed, ParsedStatement? former, DateTimeOffset now, TimeZoneInfo zone)
    {
        var known = (former?.Clauses ?? []).GroupBy(clause => clause.Key).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return parsed with
        {
            Clauses = [.. parsed.Clauses.Select(clause =>
            {
                var before = known.GetValueOrDefault(clause.Key);
                var setting = before?.Setting;
                return clause.Scope?.Span is { } span && before?.Scope?.Span != span
                    ? clause with { Setting = (setting ?? new ClauseSetting()) with { Until = Expiry.EndOf(span, now, zone) } }
                    : clause with { Setting = setting };
            })],
        };
    }

    // What says nothing is not kept.
    private static ClauseSetting? Plain(ClauseSetting setting) => setting == new ClauseSetting() ? null : setting;
}
