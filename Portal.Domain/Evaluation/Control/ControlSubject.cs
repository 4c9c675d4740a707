using Portal.Domain.Catalogue;
using Portal.Domain.Evaluation.Metrics;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Evaluation.Control;

/// <summary>A person whose lists are made again and again, each time with one thing changed.</summary>
internal sealed class ControlSubject
{
    /// <summary>How far down lists are compared for side effects.</summary>
    public const int Depth = 100;

    private readonly EngineSnapshot _snapshot;

    public ControlSubject(EngineSnapshot snapshot, FeedQuery query)
    {
        (_snapshot, Query) = (snapshot, query with { Count = Depth, Placed = [] });
        Before = List(Query);
    }

    public FeedQuery Query { get; }

    /// <summary>The list as it is.</summary>
    public IReadOnlyList<RankedItem> Before { get; }

    public IReadOnlyList<RankedItem> List(FeedQuery query) => Recommender.Recommend(_snapshot, query);

    /// <summary>Share of the first places that meet a condition, 0..1; 0 for an empty list.</summary>
    public double Share(IReadOnlyList<RankedItem> list, int places, Func<Item, bool> meets)
    {
        var first = list.Take(places).ToList();
        return first.Count == 0 ? 0 : first.Count(ranked => meets(_snapshot.Catalogue[ranked.Item])) / (double)first.Count;
    }

    /// <summary>Kendall's τ of the order of the items that a condition leaves alone.</summary>
    public double Tau(IReadOnlyList<RankedItem> after, Func<Item, bool> meets) =>
        KendallTau.Of(Unrelated(Before, meets), Unrelated(after, meets));

    /// <summary>Labels of the list's first places with their share there, the commonest first, ties by name.</summary>
    public IEnumerable<(string Label, double Share)> Labels(int places)
    {
        var first = Before.Take(places).ToList();
        return first.SelectMany(ranked => _snapshot.Catalogue[ranked.Item].Labels.Distinct()).CountBy(label => label)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value / (double)first.Count));
    }

    private List<ItemIndex> Unrelated(IReadOnlyList<RankedItem> list, Func<Item, bool> meets) =>
        [.. list.Where(ranked => !ranked.IsExploration && !meets(_snapshot.Catalogue[ranked.Item])).Select(ranked => ranked.Item)];
}
