using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Signals;

internal static class SharedTerms
{
    private const int Most = 4;

    /// <summary>The labels a text mentions that an item carries, then words of the text that the item contains.</summary>
    public static IReadOnlyList<string> Of(RankingContext context, TextMatch match, ItemIndex item)
    {
        var of = context.Snapshot.Catalogue[item];
        List<string> labels = [.. match.Labels.Where(label => label == of.Kind || of.Labels.Contains(label))];
        var told = labels.SelectMany(TextAnalyzer.Terms).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var words = match.Terms.Where(term => !told.Contains(term.Stem) && context.Snapshot.Words.Contains(item, term.Stem)).Select(term => term.Text);
        return [.. labels.Concat(words).Take(Most)];
    }

    /// <summary>The labels that two items share.</summary>
    public static IReadOnlyList<string> Of(CatalogueIndex catalogue, ItemIndex a, ItemIndex b) =>
        [.. catalogue[a].Labels.Intersect(catalogue[b].Labels).Take(Most)];
}
