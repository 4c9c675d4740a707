using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Content;

/// <summary>
/// Finds the labels and words that set a group of items apart from the catalogue and from other groups: log-odds with the catalogue's shares
/// as prior (Monroe, Colaresi, Quinn 2008), times the share of the group that has it.
/// </summary>
internal sealed class InterestNamer(CatalogueIndex catalogue, TermVectors? words, int most)
{
    // Pseudo-items at the catalogue's shares; the share of a group that must have a label or word for it to name the group; and how many times
    // more often than in the catalogue it must occur.
    private const double Prior = 2, LeastShare = 0.34, LeastLift = 1.5;

    /// <summary>Labels, and words where labels are too few, of one of several groups; the most telling first, ties in ordinal order.</summary>
    public (IReadOnlyList<string> Labels, IReadOnlyList<string> Words) Name(IReadOnlyList<ItemIndex>[] groups, int group)
    {
        var labels = Telling(groups, group, item => catalogue.LabelsOf(item), label => catalogue.ItemsWith(label).Length, catalogue.Count, label => catalogue.LabelNames[label]);
        IReadOnlyList<string> names = [.. labels.Take(most)];
        if (words is null || names.Count >= most)
        {
            return (names, []);
        }

        var known = names.SelectMany(TextAnalyzer.Terms).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var telling = Telling(groups, group, words.TermsOf, words.DocumentsWith, words.DocumentCount, words.TermAt);
        return (names, [.. telling.Select(term => Readable(term, groups[group])).Where(word => !TextAnalyzer.Terms(word).Any(term => known.Contains(term.Stem))).Take(most - names.Count)]);
    }

    private static IEnumerable<string> Telling(
        IReadOnlyList<ItemIndex>[] groups, int group, Func<ItemIndex, ReadOnlySpan<int>> features, Func<int, int> inCatalogue, int catalogueSize, Func<int, string> name)
    {
        var own = Count(groups[group], features);
        var others = Count(groups.Where((_, i) => i != group).SelectMany(items => items), features);
        var (size, otherSize) = (groups[group].Count, groups.Sum(items => items.Count) - groups[group].Count);
        var least = Math.Max(Math.Min(2, size), LeastShare * size);
        return own.Where(pair => pair.Value >= least)
            .Select(pair => (pair.Key, Score: Score(pair.Value, size, inCatalogue(pair.Key), catalogueSize, others.GetValueOrDefault(pair.Key), otherSize)))
            .Where(one => one.Score > 0)
            .OrderByDescending(one => one.Score).ThenBy(one => name(one.Key), StringComparer.Ordinal)
            .Select(one => name(one.Key));
    }

    private static Dictionary<int, int> Count(IEnumerable<ItemIndex> items, Func<ItemIndex, ReadOnlySpan<int>> features)
    {
        Dictionary<int, int> counts = [];
        foreach (var item in items)
        {
            foreach (var feature in features(item))
            {
                counts[feature] = counts.GetValueOrDefault(feature) + 1;
            }
        }

        return counts;
    }

    // 0 for what the catalogue has as often; what the other interests have as often loses what it gained.
    private static double Score(int own, int size, int inCatalogue, int catalogueSize, int inOthers, int otherSize)
    {
        var share = (inCatalogue + 0.5) / (catalogueSize + 1);
        if (own < LeastLift * share * size)
        {
            return 0;
        }

        var odds = LogOdds(own, size, inCatalogue, catalogueSize, share) + (otherSize == 0 ? 0 : LogOdds(own, size, inOthers, otherSize, share));
        return odds * own / size;
    }

    private static double LogOdds(double a, double sizeA, double b, double sizeB, double share) =>
        Math.Log((a + (Prior * share)) / (sizeA - a + (Prior * (1 - share)))) - Math.Log((b + (Prior * share)) / (sizeB - b + (Prior * (1 - share))));

    // A stem is no word to show: the way one of the members writes it is.
    private string Readable(string term, IReadOnlyList<ItemIndex> members)
    {
        foreach (var member in members)
        {
            var item = catalogue[member];
            foreach (var word in TextAnalyzer.Terms($"{item.Title} {item.Description}"))
            {
                if (word.Stem == term)
                {
                    return word.Text;
                }
            }
        }

        return term;
    }
}
