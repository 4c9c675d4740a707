using System.Globalization;
using System.Text;

namespace Portal.Domain.Language.Linking;

/// <summary>Finds creators by their full name or by their surname. Names are compared without accents and case.</summary>
internal sealed class CreatorIndex
{
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "le", "la", "de", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "ter", "el", "al", "bin", "ibn", "mac", "st", "san", "o" };

    private readonly Dictionary<string, List<string>> _full = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _surnames = new(StringComparer.Ordinal);

    /// <summary>Takes the names with their numbers of items; of several with one surname the one with most items comes first.</summary>
    public CreatorIndex(IReadOnlyDictionary<string, int> creators)
    {
        Source = creators;
        foreach (var (name, _) in creators.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var words = WordsOf(name);
            if (words.Length == 0)
            {
                continue;
            }

            Add(_full, string.Join(' ', words), name);
            Longest = Math.Max(Longest, words.Length);
            if (words.Length > 1)
            {
                Add(_surnames, words[^1], name);
                if (Particles.Contains(words[^2]))
                {
                    Add(_surnames, $"{words[^2]} {words[^1]}", name);
                }

                // "Mary W. Shelley" is Mary Shelley.
                if (words.Length > 2)
                {
                    Add(_full, $"{words[0]} {words[^1]}", name);
                }
            }
        }
    }

    /// <summary>What the index was built from.</summary>
    public IReadOnlyDictionary<string, int> Source { get; }

    /// <summary>The most words of a name.</summary>
    public int Longest { get; }

    /// <summary>The creators with exactly these words as their name.</summary>
    public IReadOnlyList<string> ByName(string words) => _full.GetValueOrDefault(words) ?? (IReadOnlyList<string>)[];

    /// <summary>The creators with this surname.</summary>
    public IReadOnlyList<string> BySurname(string words) => _surnames.GetValueOrDefault(words) ?? (IReadOnlyList<string>)[];

    /// <summary>Surnames, for spelling.</summary>
    public IEnumerable<string> Surnames => _surnames.Keys.Where(name => !name.Contains(' ', StringComparison.Ordinal));

    /// <summary>A word without accents.</summary>
    /// <param name="word">Lower-cased.</param>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            return word;
        }

        StringBuilder folded = new(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter switch { 'ø' => 'o', 'ł' => 'l', 'đ' => 'd', 'ı' => 'i', _ => letter });
            }
        }

        return folded.ToString();
    }

    private static string[] WordsOf(string name)
    {
        List<string> words = [];
        var at = 0;
        while (Words.TryNext(name, ref at, out var start, out var end))
        {
            words.Add(Fold(name[start..end].ToLowerInvariant()));
        }

        return [.. words];
    }

    private static void Add(Dictionary<string, List<string>> lists, string key, string name)
    {
        var list = lists.TryGetValue(key, out var known) ? known : lists[key] = [];
        if (!list.Contains(name))
        {
            list.Add(name);
        }
    }
}
