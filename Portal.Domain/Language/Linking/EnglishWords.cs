using System.Collections.Frozen;

namespace Portal.Domain.Language.Linking;

/// <summary>Common English words with their parts of speech. Regular inflections are not listed; <see cref="Inflection"/> leads them back.</summary>
internal static class EnglishWords
{
    private static readonly Lazy<FrozenDictionary<string, string>> All = new(Load);

    /// <summary>Whether a lower-cased word, as it stands or in its base form, is a common English word.</summary>
    public static bool IsKnown(string word) => All.Value.ContainsKey(word) || All.Value.ContainsKey(Inflection.Base(word));

    /// <summary>Whether a word is listed as it stands.</summary>
    public static bool IsListed(string word) => All.Value.ContainsKey(word);

    /// <summary>Its parts of speech, the commonest first (<c>n</c>, <c>v</c>, <c>a</c>, <c>r</c>, <c>x</c>); empty for an unknown word.</summary>
    public static string PartsOf(string word)
    {
        if (All.Value.TryGetValue(word, out var own))
        {
            return own;
        }

        var parts = All.Value.GetValueOrDefault(Inflection.Base(word), "");
        return parts.Contains('v', StringComparison.Ordinal) && word.EndsWith("ed", StringComparison.Ordinal) ? "v"
            : parts.Contains('v', StringComparison.Ordinal) && word.EndsWith("ing", StringComparison.Ordinal) ? "nv"
            : parts;
    }

    private static FrozenDictionary<string, string> Load()
    {
        Dictionary<string, string> words = new(StringComparer.Ordinal);
        foreach (var line in WordList.Lines("english.txt"))
        {
            var fields = line.Split(' ');
            foreach (var word in fields.AsSpan(1))
            {
                words[word] = fields[0];
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
