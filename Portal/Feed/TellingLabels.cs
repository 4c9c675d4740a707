using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>
/// Chooses the labels of an item that are worth the room on its card: those of the reason given, those of other reasons,
/// then the rare ones. Among equals a content warning comes last.
/// </summary>
internal static class TellingLabels
{
    private const int Most = 3;

    public static IReadOnlyList<string> Of(CatalogueIndex catalogue, RankedItem ranked)
    {
        var first = Shared(ranked.TopReason?.Evidence);
        var shared = ranked.Contributions.Where(contribution => contribution.Amount > 0).SelectMany(contribution => Shared(contribution.Evidence)).ToHashSet(StringComparer.Ordinal);
        return [.. catalogue[ranked.Item].Labels
            .OrderByDescending(first.Contains).ThenByDescending(shared.Contains).ThenBy(TagFacets.Warnings.Contains)
            .ThenBy(label => catalogue.TryFindLabel(label, out var number) ? catalogue.ItemsWith(number).Length : int.MaxValue)
            .Take(Most)];
    }

    public static IReadOnlyList<string> Shared(Evidence? evidence) => evidence switch
    {
        StatementEvidence statement => statement.Shared,
        MoodEvidence mood => mood.Shared,
        ItemEvidence item => item.Shared,
        MomentEvidence moment => moment.Shared,
        _ => [],
    };
}
