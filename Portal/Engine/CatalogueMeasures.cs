using Portal.Domain.Catalogue;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Metrics;
using Portal.Domain.Retrieval;

namespace Portal.Engine;

/// <summary>The catalogue's labels and counts as the measures of the evaluation take them. Holds no snapshot, which keeps it. Thread-safe.</summary>
public sealed class CatalogueMeasures
{
    private readonly int[] _counts;
    private volatile ItemPopularity _popularity;

    private CatalogueMeasures(EngineSnapshot snapshot)
    {
        _counts = [.. Enumerable.Range(0, snapshot.Catalogue.Count).Select(item => snapshot.Popularity.CountsOf(new ItemIndex(item)).Positive)];
        _popularity = new ItemPopularity(_counts, 0);
        Labels = new TagSpace([.. snapshot.Catalogue.Items.Select(item => new EvaluatedItem(item.Id, item.Title, "", [.. item.Labels]))]);
    }

    /// <summary>The items' labels, by position.</summary>
    public TagSpace Labels { get; }

    /// <summary>Those of a snapshot; whoever asks first waits for them.</summary>
    public static CatalogueMeasures Of(EngineSnapshot snapshot) => snapshot.Derived<CatalogueMeasures>(_ => new CatalogueMeasures(snapshot));

    /// <summary>How many people like each item.</summary>
    /// <param name="readers">How many like any, at least 0.</param>
    public ItemPopularity Popularity(int readers) => _popularity is var known && known.UserCount == readers ? known : _popularity = new ItemPopularity(_counts, readers);

    /// <summary>Share of a list's items that are not of the short head, 0..1; NaN for no items.</summary>
    public double LongTailShare(ReadOnlySpan<int> list)
    {
        // Which items form the head does not depend on how many people there are.
        var (popularity, tail) = (_popularity, 0);
        foreach (var item in list)
        {
            tail += popularity.IsHead(item) ? 0 : 1;
        }

        return list.IsEmpty ? double.NaN : tail / (double)list.Length;
    }
}
