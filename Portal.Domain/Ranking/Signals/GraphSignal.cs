using Portal.Domain.Catalogue;
using Portal.Domain.Graph;
using Portal.Domain.Ranking.Derived;

namespace Portal.Domain.Ranking.Signals;

/// <summary>
/// How much an item shares with what the person liked, and with what shares something with that: personalised PageRank over creators, series,
/// tags and so on (<see cref="PersonalisedPageRank"/>), calibrated over the catalogue. Speaks for items only, never against one.
/// </summary>
public sealed class GraphSignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "graph";

    /// <inheritdoc/>
    public double DefaultWeight => 0.15;

    /// <inheritdoc/>
    public Horizon Horizon => Horizon.Lasting;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        var scores = Scores(context);
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = scores.IsEmpty ? float.NaN : scores[candidates[i].Value] is < 0 ? 0 : scores[candidates[i].Value];
        }
    }

    /// <inheritdoc/>
    public void Gate(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> gates) => gates.Fill(Taste.Gate(context));

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item)
    {
        var scores = Scores(context);
        if (scores.IsEmpty || !(scores[item.Value] > 0))
        {
            return null;
        }

        var catalogue = context.Snapshot.Catalogue;
        return GraphKnowledge.Of(context.Snapshot).Graph.Paths(Seeds(context), item, 1) is [var path]
            ? new PathEvidence(
                catalogue[path.Seed].Id, catalogue[path.Seed].Title, [.. SharedTerms.Of(catalogue, item, path.Seed).Where(label => label != path.Attribute.Name)],
                Relation(path.Attribute.Kind, catalogue[item].Kind, catalogue[path.Seed].Kind), path.Attribute.Name)
            : null;
    }

    /// <summary>The scores of the whole catalogue, NaN for what was liked itself; empty when nothing can be said.</summary>
    internal static ReadOnlySpan<float> Scores(RankingContext context) =>
        Seeds(context) is { Length: > 0 } seeds
            ? context.Shared("graph", shared => GraphKnowledge.Of(shared.Snapshot).Walk(seeds))
            : [];

    private static ItemWeight[] Seeds(RankingContext context) => InterestSignal.AsCounted(context, Taste.Of(context).Liked);

    // Who made it is called by what both are.
    private static string Relation(AttributeKind shared, string kind, string other) => shared switch
    {
        AttributeKind.Creator when kind == "film" && other == "film" => "director",
        AttributeKind.Creator when kind == "book" && other == "book" => "author",
        _ => shared.ToString().ToLowerInvariant(),
    };
}
