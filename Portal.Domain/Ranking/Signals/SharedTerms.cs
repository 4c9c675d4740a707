using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Signals;

internal static class SharedTerms
{
    private const int Most = 4;

    /// <summary>The words of a text that an item contains, in the text's order.</summary>
    public static IReadOnlyList<string> Of(RankingContext context, TextMatch match, ItemIndex item) =>
        [.. match.Terms.Where(term => context.Snapshot.Words.Contains(item, term)).Take(Most)];

    /// <summary>The labels that two items share.</summary>
    public static IReadOnlyList<string> Of(CatalogueIndex catalogue, ItemIndex a, ItemIndex b) =>
        [.. catalogue[a].Labels.Intersect(catalogue[b].Labels).Take(Most)];
}
