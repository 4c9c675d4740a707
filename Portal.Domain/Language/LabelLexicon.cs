using Portal.Domain.Language.Grammar;
using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language;

/// <summary>Words of a sentence and the labels they stand for; an item meets them with any one of the labels.</summary>
/// <param name="Start">Where the words begin, in UTF-16 units.</param>
/// <param name="End">Where they end, exclusive.</param>
/// <param name="Labels">At least one label.</param>
public sealed record LabelMention(int Start, int End, IReadOnlyList<string> Labels);

/// <summary>Finds the catalogue's labels in the words of a query: exact names in any inflection, and English synonyms. Statements are read by <see cref="StatementParser"/>.</summary>
public sealed class LabelLexicon
{
    private readonly PhraseIndex _phrases;

    /// <summary>Builds the lexicon for the labels that exist; a synonym of a label that no item carries is left out.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="aliases">The catalogue's own other words for labels, each with the label it stands for; null for none.</param>
    public LabelLexicon(IEnumerable<string> labels, IReadOnlyDictionary<string, string>? aliases = null)
    {
        HashSet<string> known = new(labels, StringComparer.Ordinal);
        _phrases = new PhraseIndex(known, [], (aliases ?? new Dictionary<string, string>()).Where(alias => known.Contains(alias.Value) && !known.Contains(alias.Key)));
    }

    /// <summary>The mentions of labels in a text, from the left, the longest possible each.</summary>
    public IReadOnlyList<LabelMention> Find(string text)
    {
        var words = Tokenizer.Of(text).Where(token => token.IsWord).ToList();
        List<LabelMention> mentions = [];
        for (var i = 0; i < words.Count;)
        {
            var taken = 0;
            for (var length = Math.Min(_phrases.Longest + 1, words.Count - i); length > 0 && taken == 0; length--)
            {
                if (_phrases.Find(string.Join(' ', words.Skip(i).Take(length).Select(word => word.Key))) is { } entry && !(length == 1 && entry.Link == LinkKind.Alias && WordClasses.IsFunction(words[i].Text)))
                {
                    mentions.Add(new LabelMention(words[i].Start, words[i + length - 1].End, [.. entry.Targets.Select(target => target.Name)]));
                    taken = length;
                }
            }

            i += Math.Max(1, taken);
        }

        return mentions;
    }
}
