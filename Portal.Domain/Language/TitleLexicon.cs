using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Domain.Language;

/// <summary>An item that a text names.</summary>
/// <param name="Position">The item's position in the list that the lexicon was built from.</param>
/// <param name="Start">Where the title begins, in UTF-16 units.</param>
/// <param name="End">Where the title, and the year behind it, end, exclusive.</param>
public readonly record struct TitleMention(int Position, int Start, int End);

/// <summary>
/// Finds titles in everyday sentences. A title with its year in brackets is always found; without a year it must look like a
/// title, because many a title is an everyday word: in quotation marks, or with a capital letter and either several words or a
/// word before it that announces one ("like", "loved", "seen").
/// </summary>
public sealed partial class TitleLexicon
{
    private const int LongestTitle = 14;

    private static readonly HashSet<string> Cues = new(
        "like liked likes love loved loves enjoy enjoyed watch watched watching seen saw read reading played playing finished adored favourite favorite favourites favorites hated disliked recommend suggest".Split(' '),
        StringComparer.Ordinal);

    private readonly Dictionary<string, List<(int Position, int? Year)>> _titles = new(StringComparer.Ordinal);

    /// <summary>Builds the lexicon.</summary>
    /// <param name="titles">Titles in the order of their positions, with the year where it is known; empty titles are never found.</param>
    public TitleLexicon(IEnumerable<(string Title, int? Year)> titles)
    {
        var position = 0;
        foreach (var (title, year) in titles)
        {
            var (plain, own) = Split(title);
            var words = Words.Of(Fold(plain));
            if (words.Count is > 0 and <= LongestTitle)
            {
                var key = Key(words, 0, words.Count);
                (_titles.TryGetValue(key, out var list) ? list : _titles[key] = []).Add((position, year ?? own));
            }

            position++;
        }
    }

    /// <summary>The titles a text names, from the left; of overlapping ones the longest that begins first.</summary>
    public IReadOnlyList<TitleMention> Find(string text)
    {
        var folded = Fold(text);
        var words = Words.Of(folded);
        List<TitleMention> mentions = [];
        for (var i = 0; i < words.Count;)
        {
            var length = Math.Min(LongestTitle, words.Count - i);
            while (length > 0 && !TryTake(text, words, i, length, mentions))
            {
                length--;
            }

            i += Math.Max(1, length);
        }

        return mentions;
    }

    private bool TryTake(string text, IReadOnlyList<Word> words, int first, int length, List<TitleMention> mentions)
    {
        if (!_titles.TryGetValue(Key(words, first, length), out var candidates))
        {
            return false;
        }

        var (start, end) = (words[first].Start, words[first + length - 1].End);
        var year = Year().Match(text, end);
        var dated = year.Success && year.Index == end;
        if (dated)
        {
            var told = int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            candidates = [.. candidates.Where(candidate => candidate.Year is not { } known || Math.Abs(known - told) <= 1)];
            end = year.Index + year.Length;
        }

        if (candidates.Count == 0 || !(dated || LooksLikeATitle(text, words, first, length)))
        {
            return false;
        }

        mentions.Add(new TitleMention(candidates[0].Position, start, end));
        return true;
    }

    private static bool LooksLikeATitle(string text, IReadOnlyList<Word> words, int first, int length)
    {
        var (start, end) = (words[first].Start, words[first + length - 1].End);
        if (start > 0 && end < text.Length && text[start - 1] is '"' or '“' or '«' or '‘' or '\'' or '《' && text[end] is '"' or '”' or '»' or '’' or '\'' or '》')
        {
            return true;
        }

        var capitals = Enumerable.Range(first, length).Count(i => char.IsUpper(text[words[i].Start]) || char.IsDigit(text[words[i].Start]));
        var opensSentence = first == 0 || text[words[first - 1].End..start].AsSpan().IndexOfAny(".!?\n") >= 0;
        return capitals > 0 && char.IsUpper(text[start])
            && (length > 1 ? capitals > 1 || !opensSentence : first > 0 && Cues.Contains(words[first - 1].Text));
    }

    // "Matrix, The (1999)" is "The Matrix" of 1999.
    private static (string Title, int? Year) Split(string title)
    {
        var year = Year().Match(title);
        var plain = (year.Success ? title[..year.Index] : title).Trim();
        var article = Article().Match(plain);
        return (article.Success ? $"{article.Groups[2].Value} {article.Groups[1].Value}" : plain,
            year.Success ? int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null);
    }

    private static string Key(IReadOnlyList<Word> words, int first, int length) =>
        string.Join(' ', Enumerable.Range(first, length).Select(i => words[i].Text));

    // Without accents, letter by letter, so that places in the folded text are places in the text.
    private static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var folded = text.ToCharArray();
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] > 127 && !char.IsSurrogate(folded[i]))
            {
                folded[i] = folded[i].ToString().Normalize(NormalizationForm.FormD)[0];
            }
        }

        return new string(folded);
    }

    [GeneratedRegex(@"\s*\((\d{4})\)")]
    private static partial Regex Year();

    [GeneratedRegex(@"^(.+), (The|A|An|Le|La|Les|L'|Der|Die|Das|El|Los|Las|Il)$", RegexOptions.IgnoreCase)]
    private static partial Regex Article();
}
