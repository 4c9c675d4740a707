using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language;

/// <summary>Reads a text in a language that the grammar does not know: the catalogue's own words in it are wishes, and no sentence is pretended to be understood.</summary>
internal static class VocabularyReading
{
    // In a script without spaces any two characters may be a word; in others a word is a whole word.
    private const int ShortestInside = 2;

    /// <summary>The clauses of the catalogue's words.</summary>
    public static ParsedStatement Of(string text, Linker linker, IReadOnlyDictionary<string, Subject>? answers)
    {
        Dictionary<string, Clause> clauses = new(StringComparer.Ordinal);
        foreach (var (start, end, subject) in linker.OwnWordsIn(text, ShortestInside))
        {
            Clause clause = new() { Start = start, End = end, Phrase = text[start..end], Polarity = Polarity.More, Subject = subject, Link = new Link(LinkKind.Exact, 1) };
            clauses.TryAdd(clause.Key, clause);
        }

        return new ParsedStatement
        {
            Version = ParsedStatement.CurrentVersion,
            Text = text,
            Wanted = text,
            Clauses = [.. clauses.Values.OrderBy(clause => clause.Start)],
            Answers = answers ?? new Dictionary<string, Subject>(),
            Reading = Reading.VocabularyOnly,
        };
    }
}
