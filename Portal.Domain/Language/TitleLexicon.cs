using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language;

/// <summary>An item that a text names.</summary>
/// <param name="Position">The item's position in the list that the lexicon was built from.</param>
/// <param name="Start">Where the title begins, in UTF-16 units.</param>
/// <param name="End">Where the title, and the year behind it, end, exclusive.</param>
/// <param name="Words">Number of words of the title.</param>
/// <param name="Same">Positions of all items of that title, the found one first.</param>
public readonly record struct TitleMention(int Position, int Start, int End, int Words, IReadOnlyList<int> Same);

/// <summary>
/// Finds titles in everyday sentences. A title with its year in brackets is always found; without a year it must look like a
/// title, because many a title is an everyday word: in quotation marks, or with a capital letter and either several words or a
/// word before it that announces one ("like", "loved", "seen"). A title with a subtitle is also known by what stands before the colon, or behind the name of who owns it.
/// </summary>
public sealed partial class TitleLexicon
{
    private const int LongestTitle = 14;

    private static readonly HashSet<string> Cues = new(
        "like liked likes love loved loves enjoy enjoyed watch watched watching seen saw read reading played playing finished adored favourite favorite favourites favorites hated disliked recommend suggest".Split(' '),
        StringComparer.Ordinal);

    private static readonly SearchValues<char> Marks = SearchValues.Create(",.;:!?");

    private static readonly HashSet<string> NoTitles = new(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december christmas easter halloween english french german spanish italian japanese korean chinese russian american british god internet".Split(' '),
        StringComparer.Ordinal);

    // Behind these "like" is a verb.
    private static readonly HashSet<string> Subjects = new("i we you they who don't don’t not really would i'd to also always never".Split(' '), StringComparer.Ordinal);

    private readonly Dictionary<string, List<(int Position, int? Year)>> _titles = new(StringComparer.Ordinal), _mainTitles = new(StringComparer.Ordinal);

    /// <summary>Builds the lexicon.</summary>
    /// <param name="titles">Titles in the order of their positions, with the year where it is known; empty titles are never found.</param>
    public TitleLexicon(IEnumerable<(string Title, int? Year)> titles)
    {
        var position = 0;
        foreach (var (title, year) in titles)
        {
            var (plain, own) = Split(title);
            Add(_titles, plain, (position, year ?? own));
            if (plain.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
            {
                Add(_mainTitles, plain[..colon], (position, year ?? own));
            }

            // "Agatha Christie's Poirot", but not "The Handmaid's Tale".
            if (plain.LastIndexOf("'s ", StringComparison.Ordinal) is > 0 and var owner && plain.IndexOf(' ', StringComparison.Ordinal) < owner && !plain.StartsWith("The ", StringComparison.Ordinal) && !plain.StartsWith("A ", StringComparison.Ordinal))
            {
                Add(_mainTitles, plain[(owner + 3)..], (position, year ?? own));
            }

            position++;
        }
    }

    /// <summary>The titles a text names, from the left; of overlapping ones the longest that begins first.</summary>
    /// <param name="text">The text.</param>
    /// <param name="loose">Whether a title that "like" or "similar to" announces may be in small letters.</param>
    public IReadOnlyList<TitleMention> Find(string text, bool loose = false)
    {
        var folded = Fold(text);
        var words = Words.Of(folded);
        List<TitleMention> mentions = [];
        for (var i = 0; i < words.Count;)
        {
            var length = Math.Min(LongestTitle, words.Count - i);
            while (length > 0 && !TryTake(text, words, i, length, loose, mentions))
            {
                length--;
            }

            i += Math.Max(1, length);
        }

        return mentions;
    }

    private bool TryTake(string text, IReadOnlyList<Word> words, int first, int length, bool loose, List<TitleMention> mentions)
    {
        var key = Key(words, first, length);
        if (!_titles.TryGetValue(key, out var candidates) && !_mainTitles.TryGetValue(key, out candidates))
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

        if (candidates.Count == 0 || !(dated || LooksLikeATitle(text, words, first, length) || (loose && IsLikened(words, first, length))))
        {
            return false;
        }

        mentions.Add(new TitleMention(candidates[0].Position, start, end, length, [.. candidates.Select(candidate => candidate.Position)]));
        return true;
    }

    // "something like arrival", "similar to the wire": a single everyday word needs more than a small letter.
    private static bool IsLikened(IReadOnlyList<Word> words, int first, int length) =>
        first > 0 && ((words[first - 1].Text == "like" && (first == 1 || !Subjects.Contains(words[first - 2].Text))) || (words[first - 1].Text == "to" && first > 1 && words[first - 2].Text is "similar" or "close" or "comparable"))
        && (length > 1 || words[first].Text.Length > 3);

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
            && (length > 1 ? capitals > 1 || !opensSentence : first == 0 ? words[0].Text.Length > 4 && !EnglishWords.IsKnown(words[0].Text) : (Cues.Contains(words[first - 1].Text) || (!opensSentence && StandsOut(text, words, first))));
    }

    // A capital letter in the midst of small ones: "but Stalker?"; not a part of a longer name.
    private static bool StandsOut(string text, IReadOnlyList<Word> words, int at) =>
        words[at].Text.Length > 3 && !NoTitles.Contains(words[at].Text) && (!char.IsUpper(text[words[at - 1].Start]) || text.AsSpan(words[at - 1].End, words[at].Start - words[at - 1].End).ContainsAny(Marks))
        && (at + 1 == words.Count || !char.IsUpper(text[words[at + 1].Start]) || text.AsSpan(words[at].End, words[at + 1].Start - words[at].End).ContainsAny(Marks))
        && (words.Count(word => char.IsUpper(text[word.Start])) * 2 <= words.Count + 2 || !EnglishWords.IsKnown(words[at].Text));

    // "Matrix, The (1999)" is "The Matrix" of 1999.
    private static (string Title, int? Year) Split(string title)
    {
        if (!title.Contains('(', StringComparison.Ordinal) && !title.Contains(", ", StringComparison.Ordinal))
        {
            return (title.Trim(), null);
        }

        var year = Year().Match(title);
        var plain = (year.Success ? title[..year.Index] : title).Trim();
        var article = Article().Match(plain);
        return (article.Success ? $"{article.Groups[2].Value} {article.Groups[1].Value}" : plain,
            year.Success ? int.Parse(year.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null);
    }

    private static string Key(IReadOnlyList<Word> words, int first, int length) =>
        string.Join(' ', Enumerable.Range(first, length).Select(i => words[i].Text));

    private static void Add(Dictionary<string, List<(int Position, int? Year)>> titles, string title, (int Position, int? Year) item)
    {
        var folded = Fold(title);
        StringBuilder key = new(folded.Length);
        var (at, count) = (0, 0);
        while (Words.TryNext(folded, ref at, out var start, out var end))
        {
            key.Append(count++ > 0 ? " " : "");
            foreach (var letter in folded.AsSpan(start, end - start))
            {
                key.Append(char.ToLowerInvariant(letter));
            }
        }

        if (count is > 0 and <= LongestTitle)
        {
            var text = key.ToString();
            (titles.TryGetValue(text, out var list) ? list : titles[text] = []).Add(item);
        }
    }

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
