using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Importing.Formats;

/// <summary>Titles as MovieLens writes them: <c>City of Lost Children, The (Cité des enfants perdus, La) (1995)</c>.</summary>
internal static partial class FilmTitles
{
    /// <summary>The title as people say it, the year, and another title where there is one.</summary>
    public static (string Title, int? Year, string? Other) Parse(string title)
    {
        var match = Pattern().Match(title);
        var year = match.Groups["year"] is { Success: true } digits ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : (int?)null;
        var other = match.Groups["other"] is { Success: true } brackets ? ArticleFirst(AlsoKnownAs().Replace(brackets.Value, "")) : null;
        var name = ArticleFirst(match.Groups["name"].Value.Trim());
        return name.Length > 0 ? (name, year, other) : (title, year, null);
    }

    private static string ArticleFirst(string title)
    {
        var match = Article().Match(title);
        return match.Success ? $"{match.Groups["article"].Value}{(match.Groups["article"].Value.EndsWith('\'') ? "" : " ")}{match.Groups["rest"].Value}" : title.Trim();
    }

    [GeneratedRegex(@"^(?<name>.*?)(\s*\((?!\d{4}[–-]?(\d{4})?\))(?<other>[^()]*[^()\d][^()]*)\))?\s*(\((?<year>\d{4})(–|-)?(\d{4})?\))?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^(?<rest>.+), (?<article>The|A|An|La|Le|Les|L'|El|Los|Las|Il|Lo|Gli|Der|Die|Das|Den|Det|Un|Une|Een|De|Het|O|Os)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Article();

    [GeneratedRegex(@"^a\.?k\.?a\.?\s*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AlsoKnownAs();
}
