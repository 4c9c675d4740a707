using Portal.Domain.Catalogue;
using Portal.Domain.Content;

namespace Portal.Domain.Evaluation.Models;

/// <summary>Likeness of texts to what the person used (TF-IDF cosines, summed), and to what they say.</summary>
public sealed class ContentModel : IRankingModel
{
    private const double StepDecay = 0.8;

    private readonly int _last;
    private readonly Func<TextKnowledge, TermVectors> _vectors;
    private TextKnowledge? _knowledge;

    /// <summary>A model of the whole texts and of all that the person used.</summary>
    public ContentModel()
        : this(knowledge: null, last: 0, knowledge => knowledge.Texts)
    {
    }

    /// <param name="knowledge">Shared with other models; null to work it out from the training data.</param>
    /// <param name="last">How many of the last items count, each further back less; 0 for all alike.</param>
    /// <param name="vectors">Which texts are compared.</param>
    internal ContentModel(TextKnowledge? knowledge, int last, Func<TextKnowledge, TermVectors> vectors) => (_knowledge, _last, _vectors) = (knowledge, last, vectors);

    /// <inheritdoc/>
    public string Name => "content";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters => new Dictionary<string, object> { ["lastItems"] = _last };

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken) =>
        _knowledge ??= new TextKnowledge(context.Data.Items ?? throw new ArgumentException("The content model needs texts of items; give --items."));

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores)
    {
        var vectors = _vectors(_knowledge!);
        if (one.History.Length == 0 && one.Query is not null)
        {
            vectors.ScoreText(one.Query, scores);
            return;
        }

        var length = _last == 0 ? one.History.Length : Math.Min(_last, one.History.Length);
        var history = new ItemWeight[length];
        var weight = 1.0;
        for (var step = 0; step < length; step++, weight *= _last == 0 ? 1 : StepDecay)
        {
            history[step] = new ItemWeight(new ItemIndex(one.History[^(step + 1)]), (float)weight);
        }

        vectors.Score(history, scores);
    }
}
