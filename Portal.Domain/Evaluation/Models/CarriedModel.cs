namespace Portal.Domain.Evaluation.Models;

/// <summary>A model whose scores are carried over to items without behaviour, by their texts.</summary>
/// <param name="inner">The model.</param>
/// <param name="texts">What the texts tell; null where there are none: then nothing is carried over.</param>
/// <param name="ridge">See <see cref="Content.TextRegression.Learn"/>.</param>
internal sealed class CarriedModel(IRankingModel inner, TextKnowledge? texts, double ridge) : IRankingModel
{
    private Content.TextRegression? _regression;

    public string Name => inner.Name;

    public IReadOnlyDictionary<string, object> Parameters => _regression is null ? inner.Parameters : new Dictionary<string, object>(inner.Parameters) { [nameof(ridge)] = ridge };

    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        inner.Fit(context, cancellationToken);
        _regression = texts?.Regression(context.Data, ridge, cancellationToken);
    }

    public void Score(EvaluationCase one, Span<float> scores)
    {
        inner.Score(one, scores);
        _regression?.Fill(scores);
    }
}
