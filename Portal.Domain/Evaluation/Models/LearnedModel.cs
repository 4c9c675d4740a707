using Portal.Domain.Collaborative;

namespace Portal.Domain.Evaluation.Models;

/// <summary>A collaborative method of the engine, asked as the harness asks: each person by their history (fold-in).</summary>
/// <param name="trainer">The method with its parameters.</param>
/// <param name="ratingSlope">How much ratings count, see <see cref="RatingScale"/>; 0 for not at all.</param>
public sealed class LearnedModel(IItemModelTrainer trainer, double ratingSlope = 0) : IRankingModel
{
    private RatingScale? _scale;
    private IItemModel? _model;

    /// <inheritdoc/>
    public string Name => trainer.Key;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters { get; private set; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        _scale = new RatingScale(context.Data, ratingSlope);
        _model = trainer.Train(_scale.Matrix(context.Data), progress: null, cancellationToken);
        var parameters = ModelParameters.Of(trainer);
        Parameters = context.Data.Ratings is null ? parameters : new Dictionary<string, object>(parameters) { [nameof(ratingSlope)] = ratingSlope };
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores) => _model!.Score(_scale!.History(one), scores);
}
