using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>Chooses the labels of an item that are worth the room on its card: those that brought it there, then the rare ones.</summary>
internal static class TellingLabels
{
    private const int Most = 3;

    public static IReadOnlyList<string> Of(CatalogueIndex catalogue, ItemIndex item, IEnumerable<Contribution> contributions)
    {
        var shared = contributions.Where(contribution => contribution.Amount > 0).SelectMany(contribution => Shared(contribution.Evidence)).ToHashSet(StringComparer.Ordinal);
        return [.. catalogue[item].Labels
            .OrderByDescending(shared.Contains)
            .ThenBy(label => catalogue.TryFindLabel(label, out var number) ? catalogue.ItemsWith(number).Length : int.MaxValue)
            .Take(Most)];
    }

    public static IReadOnlyList<string> Shared(Evidence? evidence) => evidence switch
    {
        StatementEvidence statement => statement.Shared,
        MoodEvidence mood => mood.Shared,
        ItemEvidence item => item.Shared,
        _ => [],
    };
}
