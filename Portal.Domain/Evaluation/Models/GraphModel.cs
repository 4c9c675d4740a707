using Portal.Domain.Catalogue;
using Portal.Domain.Graph;

namespace Portal.Domain.Evaluation.Models;

/// <summary>Personalised PageRank from what the person used, over the genres, tags and creators that items share.</summary>
public sealed class GraphModel : IRankingModel
{
    private AttributeGraph? _graph;

    /// <inheritdoc/>
    public string Name => "graph";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters { get; } = ModelParameters.Of(new AttributeGraphOptions());

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        var items = context.Data.Items ?? throw new ArgumentException("The graph model needs attributes of items; give --items.");
        _graph = AttributeGraph.Build([.. items.Select(Attributes)]);
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores) =>
        PersonalisedPageRank.Score(_graph!, [.. one.History.Select(item => new ItemWeight(new ItemIndex(item), 1))], scores);

    private static IReadOnlyList<AttributeNode> Attributes(EvaluatedItem? item) => item is null ? [] :
    [
        .. item.Tags.Select(tag => new AttributeNode(AttributeKind.Tag, tag)),
        .. item.Creators.Select(creator => new AttributeNode(AttributeKind.Creator, creator)),
    ];
}
