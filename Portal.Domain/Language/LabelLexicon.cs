using System.Collections.Frozen;

namespace Portal.Domain.Language;

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

        foreach (var (word, targets) in Synonyms.English)
        {
            foreach (var target in targets.Where(known.Contains))
            {
                Add(word, target);
            }
        }

        _labels = found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        _longest = found.Keys.Select(key => key.Count(c => c == ' ') + 1).DefaultIfEmpty(0).Max();

        void Add(string phrase, string label)
        {
            var key = string.Join(' ', Words.Of(phrase).Select(word => word.Stem));
            if (key.Length > 0)
            {
                (found.TryGetValue(key, out var set) ? set : found[key] = new(StringComparer.Ordinal)).Add(label);
            }
        }
    }

    /// <summary>The labels named in a phrase, longest match first from the left.</summary>
    public IReadOnlyList<string> Find(string phrase)
    {
        var words = Words.Of(phrase);
        List<string> result = [];
        for (var i = 0; i < words.Count;)
        {
            var taken = 0;
            for (var length = Math.Min(_longest, words.Count - i); length > 0 && taken == 0; length--)
            {
                var key = string.Join(' ', words.Skip(i).Take(length).Select(word => word.Stem));
                if (_labels.TryGetValue(key, out var labels))
                {
                    result.AddRange(labels.Where(label => !result.Contains(label)));
                    taken = length;
                }
            }

            i += Math.Max(1, taken);
        }

        return result;
    }
}
