using Portal.Domain.Catalogue;

namespace Portal.Domain.Language;

/// <summary>The words a catalogue uses for its items: what statements are tied to. Immutable.</summary>
public sealed class Vocabulary
{
    /// <summary>No words: everything a statement names is a concept.</summary>
    public static readonly Vocabulary Empty = Of([]);

    private Vocabulary(
        IReadOnlyDictionary<string, int> labels, IReadOnlyDictionary<string, int> kinds, IReadOnlyDictionary<string, int> creators,
        IReadOnlyList<Item> items, IReadOnlySet<string> languages, IReadOnlySet<string> attributes, int latestYear) =>
        (Labels, Kinds, Creators, Items, Languages, Attributes, LatestYear) = (labels, kinds, creators, items, languages, attributes, latestYear);

    /// <summary>Genres and tags with the number of items that carry them.</summary>
    public IReadOnlyDictionary<string, int> Labels { get; }

    /// <summary>Other words for labels, each with the label it stands for, which is one of <see cref="Labels"/>.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; private init; } = new Dictionary<string, string>();

    /// <summary>Kinds with their number of items.</summary>
    public IReadOnlyDictionary<string, int> Kinds { get; }

    /// <summary>Creators with their number of items.</summary>
    public IReadOnlyDictionary<string, int> Creators { get; }

    /// <summary>The items, for their titles.</summary>
    public IReadOnlyList<Item> Items { get; }

    /// <summary>Two-letter codes of the languages that items are in, lower case.</summary>
    public IReadOnlySet<string> Languages { get; }

    /// <summary>Names of the attributes that are a number on some item; <c>year</c> where an item has one.</summary>
    public IReadOnlySet<string> Attributes { get; }

    /// <summary>The year of the newest item, from which "the last ten years" are counted; 0 where none has a year.</summary>
    public int LatestYear { get; }

    /// <summary>The words of some items.</summary>
    /// <param name="items">The items.</param>
    /// <param name="aliases">Other words for labels; those of labels that no item carries, and those that are labels themselves, are left out. Null for none.</param>
    public static Vocabulary Of(IReadOnlyList<Item> items, IReadOnlyDictionary<string, string>? aliases = null)
    {
        Dictionary<string, int> labels = new(StringComparer.Ordinal), kinds = new(StringComparer.Ordinal), creators = new(StringComparer.Ordinal);
        HashSet<string> languages = new(StringComparer.Ordinal), attributes = new(StringComparer.Ordinal);
        var latest = 0;
        foreach (var item in items)
        {
            foreach (var label in item.Labels)
            {
                Count(labels, label);
            }

            foreach (var creator in item.Creators)
            {
                Count(creators, creator);
            }

            Count(kinds, item.Kind);
            latest = Math.Max(latest, item.Year ?? 0);
            if (item.Language is { Length: > 0 } language)
            {
                languages.Add(language.ToLowerInvariant());
            }

            foreach (var name in item.Attributes.Keys)
            {
                if (!attributes.Contains(name) && item.Number(name) is not null)
                {
                    attributes.Add(name);
                }
            }
        }

        if (latest > 0)
        {
            attributes.Add(CatalogueIndex.YearAttribute);
        }

        return new Vocabulary(labels, kinds, creators, items, languages, attributes, latest)
        {
            Aliases = (aliases ?? new Dictionary<string, string>()).Where(alias => labels.ContainsKey(alias.Value) && !labels.ContainsKey(alias.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>A vocabulary of labels alone, e.g. of files that know nothing else of their items.</summary>
    public static Vocabulary OfLabels(IEnumerable<string> labels) =>
        new(labels.Distinct(StringComparer.Ordinal).ToDictionary(label => label, _ => 1, StringComparer.Ordinal), Empty.Kinds, Empty.Creators, [], Empty.Languages, Empty.Attributes, 0);

    private static void Count(Dictionary<string, int> counts, string word) => counts[word] = counts.GetValueOrDefault(word) + 1;
}
