using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Preferences;

namespace Portal.Tests.Features.Preferences;

/// <summary>Parsed statements as the contract allows them, without a parser that has to find them.</summary>
internal static class HandMade
{
    /// <summary>A clause about words of a text; with no words given, about the first label or the subject's own text.</summary>
    public static Clause Clause(this string text, Polarity polarity, Subject subject, string phrase, string? cue = null) => new()
    {
        Start = text.IndexOf(cue ?? phrase, StringComparison.Ordinal),
        End = text.IndexOf(phrase, StringComparison.Ordinal) + phrase.Length,
        Phrase = phrase,
        Polarity = polarity,
        Subject = subject,
        Link = new Link(LinkKind.Exact, 1),
    };

    public static ParsedStatement Parsed(this string text, params Clause[] clauses) =>
        new() { Version = ParsedStatement.CurrentVersion, Text = text, Wanted = text, Clauses = clauses };

    public static StatementView View(this ParsedStatement parsed, StatementState state = StatementState.Active, DateTime? updated = null, DateTime? expires = null, StatementSource source = StatementSource.Written)
    {
        var at = updated ?? new DateTime(2026, 3, 14, 9, 0, 0, DateTimeKind.Utc);
        return new StatementView(Guid.NewGuid(), parsed.Text, state, source, at, at, expires, Expired: false, parsed, 0);
    }

    public static LabelSubject Label(params string[] labels) => new(labels);
}
