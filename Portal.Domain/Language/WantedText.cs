using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Domain.Language;

/// <summary>What is left of a text as a query once what it refuses is taken out: a vector cannot express "not", the embedding of "no horror" lies beside that of "horror".</summary>
internal static partial class WantedText
{
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal) { "and", "or", "but", "with", "please", "just" };

    /// <summary>The text without some clauses, in clauses joined by commas; what is left of one that has no word of its own goes.</summary>
    public static string Of(string text, IEnumerable<Clause> without)
    {
        var characters = text.ToCharArray();
        foreach (var clause in without)
        {
            characters.AsSpan(clause.Start, clause.End - clause.Start).Fill(' ');
        }

        return Tidy(new string(characters));
    }

    /// <summary>Where clauses begin and end: at punctuation.</summary>
    public static IEnumerable<TextSpan> Split(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] is ',' or ';' or '.' or '!' or '?' or '\n' or ':' or '(' or ')' or '—' or '–')
            {
                if (i > start)
                {
                    yield return new TextSpan(start, i);
                }

                start = i + 1;
            }
        }
    }

    private static string Tidy(string text)
    {
        StringBuilder result = new();
        foreach (var (start, end) in Split(text))
        {
            var clause = Spaces().Replace(text[start..end], " ").Trim();
            if (Words.Of(clause).All(word => Empty.Contains(word.Text)))
            {
                continue;
            }

            result.Append(result.Length > 0 ? ", " : "").Append(clause);
        }

        return result.ToString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
