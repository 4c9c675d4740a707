using Portal.Domain.Catalogue;
using Portal.Domain.Ranking.Reranking;

namespace Portal.Domain.Evaluation.Models;

/// <summary>Another model's lists, re-ranked with the terms that the portal's own lists use.</summary>
/// <param name="inner">The model; fitted here only if it was not before.</param>
/// <param name="reranking">How.</param>
public sealed class RerankedModel(FitOnce inner, ListReranking reranking) : IRankingModel
{
    private RerankFeatures? _features;

    /// <inheritdoc/>
    public string Name => $"{inner.Name}+{reranking.Name}";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters => new Dictionary<string, object>(inner.Parameters) { ["rerank"] = reranking.Name };

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        inner.Fit(context, cancellationToken);
        var counts = new int[context.Data.ItemCount];
        foreach (var item in context.Data.Histories.SelectMany(history => history))
        {
            counts[item]++;
        }

        IEnumerable<IReadOnlyList<string>> genres = context.Data.Items?.Select(item => item?.Tags ?? []) ?? Enumerable.Repeat<IReadOnlyList<string>>([], counts.Length);
        _features = new RerankFeatures(new ClassMix(genres), counts);
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores)
    {
        inner.Score(one, scores);
        var allowed = one.Candidates is null ? null : new HashSet<int>(one.Candidates);
        for (var item = 0; item < scores.Length; item++)
        {
            if (allowed?.Contains(item) == false || Array.BinarySearch(one.Excluded, item) >= 0)
            {
                scores[item] = float.NaN;
            }
        }

        var pool = reranking.Options.Pool;
        var list = ListReranker.Rerank(scores, _features!, one.History.Select(item => new ItemIndex(item)), reranking.Options, pool);
        scores.Fill(float.NaN);
        for (var place = 0; place < list.Length; place++)
        {
            scores[list[place].Value] = list.Length - place;
        }
    }
}

/// <summary>A model that is fitted once, however many ways of using it are evaluated.</summary>
/// <param name="inner">The model.</param>
public sealed class FitOnce(IRankingModel inner) : IRankingModel
{
    private FitContext? _fitted;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters => inner.Parameters;

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        if (_fitted != context)
        {
            inner.Fit(context, cancellationToken);
            _fitted = context;
        }
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores) => inner.Score(one, scores);
}
