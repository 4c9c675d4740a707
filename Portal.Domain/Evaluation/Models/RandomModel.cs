using Portal.Domain.Numerics;

namespace Portal.Domain.Evaluation.Models;

/// <summary>Chance: a score per person and item that depends on the seed, the person's position and their history alone, so it is the same on any number of cores.</summary>
public sealed class RandomModel : IRankingModel
{
    private int _seed;

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, object> Parameters { get; private set; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        _seed = context.Seed;
        Parameters = new Dictionary<string, object> { ["seed"] = _seed };
    }

    /// <inheritdoc/>
    public void Score(EvaluationCase one, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(one);
        SplitMix64 dice = new((ulong)_seed, one.User);
        foreach (var item in one.History)
        {
            dice = new SplitMix64(dice.Next(), item);
        }

        foreach (var letter in one.Query ?? "")
        {
            dice = new SplitMix64(dice.Next(), letter);
        }

        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = (float)dice.NextShare();
        }
    }
}
