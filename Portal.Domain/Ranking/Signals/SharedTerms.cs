using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Signals;

internal static class SharedTerms
{
    private const int Most = 4;

    // Words by which a text may find an item, but which nobody would take for a reason.
    private static readonly HashSet<string> Untold = new(
        ("after again all also always another before best better between both but can could did do does each even every few good had has how if "
        + "just less little lot made make many most much must never no nor not off one only other over own quite rather same should somewhat still such than then "
        + "themselves there these those through too two under until very way what while without would yet").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The labels a text mentions that an item carries; without any, words of the text that the item contains.</summary>
    /// <remarks>Beside labels, which somebody chose for the item, words that merely occur in its description tell nothing.</remarks>
    public static IReadOnlyList<string> Of(RankingContext context, TextMatch match, ItemIndex item)
    {
        var of = context.Snapshot.Catalogue[item];
        List<string> labels = [.. match.Labels.Where(label => label == of.Kind || of.Labels.Contains(label))];
        var words = match.Terms.Where(term => !Untold.Contains(term.Text) && context.Snapshot.Words.Contains(item, term.Stem)).Select(term => term.Text).Distinct();
        return [.. (labels.Count > 0 ? labels : words).Take(Most)];
    }

    /// <summary>The labels that two items share.</summary>
    public static IReadOnlyList<string> Of(CatalogueIndex catalogue, ItemIndex a, ItemIndex b) =>
        [.. catalogue[a].Labels.Intersect(catalogue[b].Labels).Take(Most)];
}
