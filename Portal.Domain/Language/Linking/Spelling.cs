namespace Portal.Domain.Language.Linking;

/// <summary>Leads a misspelt word to the nearest words of the catalogue: one slip from five letters on, two from eight on, with the same first letter; a transposition is one slip.</summary>
internal sealed class Spelling
{
    private const int ShortestSwapped = 4, Shortest = 5, ShortestTwice = 8;

    private readonly Dictionary<char, string[]> _words;
    private readonly HashSet<string> _known;

    /// <summary>Takes the words that may be meant.</summary>
    public Spelling(IEnumerable<string> words)
    {
        _known = new HashSet<string>(words.Where(word => word.Length >= ShortestSwapped && !char.IsDigit(word[0])), StringComparer.Ordinal);
        _words = _known.GroupBy(word => word[0]).ToDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToArray());
    }

    /// <summary>The nearest words, all equally near; empty for a word that is one itself, or is English, or near none.</summary>
    /// <param name="word">Lower-cased.</param>
    /// <param name="key">The word in the form in which the catalogue's are compared.</param>
    public IReadOnlyList<string> Nearest(string word, string key)
    {
        if (key.Length < ShortestSwapped || char.IsDigit(key[0]) || _known.Contains(key) || EnglishWords.IsKnown(word) || !_words.TryGetValue(key[0], out var candidates))
        {
            return [];
        }

        var best = key.Length >= ShortestTwice ? 2 : 1;
        List<string> nearest = [];
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - key.Length) > best)
            {
                continue;
            }

            var distance = Distance(key, candidate, best);
            if (distance < best)
            {
                nearest.Clear();
                best = distance;
            }

            if (distance == best && (key.Length >= Shortest || IsSwapped(key, candidate)))
            {
                nearest.Add(candidate);
            }
        }

        return nearest;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (Damerau, optimal string alignment); anything above <paramref name="most"/> is one more than it.</summary>
    public static int Distance(string from, string to, int most)
    {
        Span<int> before = stackalloc int[to.Length + 1], last = stackalloc int[to.Length + 1], row = stackalloc int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= to.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > most)
            {
                return most + 1;
            }

            last.CopyTo(before);
            row.CopyTo(last);
        }

        return Math.Min(last[to.Length], most + 1);
    }

    private static bool IsSwapped(string a, string b) => a.Length == b.Length && a.Order().SequenceEqual(b.Order());
}
