using Portal.Domain.Catalogue;
using Portal.Domain.Fusion;
using Portal.Domain.Graph;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Derived;

/// <summary>The attribute graph of a snapshot, and what was walked on it. The graph is that of the snapshot before where nothing it is made of has changed.</summary>
internal sealed class GraphKnowledge
{
    private const long MostCachedBytes = 64 << 20;

    private readonly CatalogueIndex _catalogue;
    private readonly BoundedCache<float[]> _walks;

    private GraphKnowledge(CatalogueIndex catalogue, GraphKnowledge? former)
    {
        _catalogue = catalogue;
        Graph = former is not null && SameAttributes(former._catalogue.Items, catalogue.Items) ? former.Graph : AttributeGraph.Of(catalogue);
        _walks = new BoundedCache<float[]>((int)Math.Max(8, MostCachedBytes / (sizeof(float) * (1L + catalogue.Count))));
    }

    /// <summary>The graph.</summary>
    public AttributeGraph Graph { get; }

    public static GraphKnowledge Of(EngineSnapshot snapshot) => snapshot.Derived<GraphKnowledge>(former => new GraphKnowledge(snapshot.Catalogue, former));

    /// <summary>
    /// How often a walk from the seeds meets each item, calibrated: −1..1, NaN for the seeds and for what shares nothing, and everywhere
    /// when no seed shares anything. Must not be changed.
    /// </summary>
    public float[] Walk(ItemWeight[] seeds) => _walks.Get(seeds, [], () =>
    {
        var scores = new float[_catalogue.Count];
        PersonalisedPageRank.Score(Graph, seeds, scores);
        foreach (var seed in seeds)
        {
            scores[seed.Item.Value] = float.NaN;
        }

        Calibration.Calibrate(scores, scores);
        return scores;
    });

    private static bool SameAttributes(IReadOnlyList<Item> a, IReadOnlyList<Item> b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (!ReferenceEquals(a[i], b[i]) && !AttributeGraph.AttributesOf(a[i]).SequenceEqual(AttributeGraph.AttributesOf(b[i])))
            {
                return false;
            }
        }

        return true;
    }
}
