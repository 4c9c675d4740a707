using System.Collections.Frozen;

namespace Portal.Domain.Language;

/// <summary>Words of a sentence and the labels they stand for; an item meets them with any one of the labels.</summary>
/// <param name="Start">Where the words begin, in UTF-16 units.</param>
/// <param name="End">Where they end, exclusive.</param>
/// <param name="Labels">At least one label.</param>
public sealed record LabelMention(int Start, int End, IReadOnlyList<string> Labels);

/// <summary>Finds the catalogue's labels in everyday words: exact names, simple plurals, and English synonyms.</summary>
public sealed class LabelLexicon
{
    private readonly FrozenDictionary<string, string[]> _labels;
    private readonly int _longest;

    /// <summary>Builds the lexicon for the labels that exist; a synonym of a label that no item carries is left out.</summary>
    public LabelLexicon(IEnumerable<string> labels)
    {
        var known = labels.ToHashSet(StringComparer.Ordinal);
        Dictionary<string, HashSet<string>> found = new(StringComparer.Ordinal);
        foreach (var label in known)
        {
            Add(label, label);
        }

        foreach (var (phrase, targets) in Synonyms.English)
        {
            foreach (var target in targets.Where(known.Contains))
            {
                Add(phrase, target);
            }
        }

        _labels = found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        _longest = found.Keys.Select(key => key.Count(c => c == ' ') + 1).DefaultIfEmpty(0).Max();

        void Add(string phrase, string label)
        {
            var key = Key(Words.Of(phrase));
            if (key.Length > 0)
            {
                (found.TryGetValue(key, out var set) ? set : found[key] = new(StringComparer.Ordinal)).Add(label);
            }
        }
    }

    /// <summary>The mentions of labels in a text, from the left, the longest possible each.</summary>
    public IReadOnlyList<LabelMention> Find(string text)
    {
        var words = Words.Of(text);
        List<LabelMention> mentions = [];
        for (var i = 0; i < words.Count;)
        {
            var taken = 0;
            for (var length = Math.Min(_longest, words.Count - i); length > 0 && taken == 0; length--)
            {
                if (_labels.TryGetValue(Key(words.Skip(i).Take(length)), out var labels))
                {
                    mentions.Add(new LabelMention(words[i].Start, words[i + length - 1].End, labels));
                    taken = length;
                }
            }

            i += Math.Max(1, taken);
        }

        return mentions;
    }

    /// <summary>The label with those that are named inside it: "hard science fiction" is science fiction too.</summary>
    public IEnumerable<string> Within(string label)
    {
        var words = Words.Of(label);
        return Enumerable.Range(0, words.Count)
            .SelectMany(start => Enumerable.Range(1, words.Count - start).Select(length => Key(words.Skip(start).Take(length))))
            .SelectMany(key => _labels.GetValueOrDefault(key, []))
            .Where(found => label.Contains(found, StringComparison.Ordinal))
            .Distinct();
    }

    private static string Key(IEnumerable<Word> words) => string.Join(' ', words.Select(word => word.Stem));
}
