using Portal.Domain.Catalogue;
using Portal.Domain.ShortTerm;

namespace Portal.Domain.Evaluation.Models;

/// <summary>What people used next: the engine's short-term model. Needs histories in order of time.</summary>
/// <param name="trainer">Its parameters.</param>
public sealed class TransitionsModel(TransitionTrainer trainer) : IRankingModel
{
    private TransitionModel? _model;

    /// <inheritdoc/>
    public string Name => TransitionTrainer.Key;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters { get; } = ModelParameters.Of(trainer);

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken) =>
        _model = trainer.Train(new EventSequences { ItemCount = context.Data.ItemCount, Items = context.Data.Histories }, progress: null, cancellationToken);

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores)
    {
        var recent = new ItemIndex[Math.Min(one.History.Length, trainer.HistoryLength)];
        for (var step = 0; step < recent.Length; step++)
        {
            recent[step] = new ItemIndex(one.History[^(step + 1)]);
        }

        _model!.Score(recent, scores);
    }
}
