using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>What is the same in two spellings of a film's title: <c>Matrix, The (1999)</c> and <c>The Matrix</c>.</summary>
internal static partial class FilmTitle
{
    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "the", "a", "an" };

    /// <summary>The keys of a title (its own and those of other titles in brackets) and its year; 0 where it has none.</summary>
    public static (IReadOnlyList<string> Keys, int Year) Parse(string title)
    {
        var year = 0;
        if (Year().Match(title) is { Success: true } match)
        {
            year = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            title = title[..match.Index];
        }

        List<string> keys = [Key(Bracket().Replace(title, " "))];
        keys.AddRange(Bracket().Matches(title).Select(other => Key(AlsoKnownAs().Replace(other.Groups[1].Value, ""))));
        return ([.. keys.Where(key => key.Length > 0).Distinct()], year);
    }

    // Letters and digits without accents, lower case, without the article that catalogues move to the end.
    private static string Key(string title)
    {
        StringBuilder plain = new();
        foreach (var letter in title.Replace("&", " and ", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’'))
            {
                plain.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
            }
        }

        List<string> words = [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (words.Count > 1 && Articles.Contains(words[0]))
        {
            words.RemoveAt(0);
        }
        else if (words.Count > 1 && Articles.Contains(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        return string.Join(' ', words);
    }

    [GeneratedRegex(@"\((\d{4})\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"\(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^a\.?k\.?a\.?\s*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AlsoKnownAs();
}
