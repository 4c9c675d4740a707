using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Signals;

/// <summary>Moves back what was shown lately without any reaction: −n / (n + 4) after n times.</summary>
public sealed class RepetitionSignal : ISignal
{
    private const float HalfAt = 4;

    /// <inheritdoc/>
    public string Key => "repetition";

    /// <inheritdoc/>
    public double DefaultWeight => 0.25;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            var times = context.Person.Shown.GetValueOrDefault(candidates[i]);
            values[i] = times == 0 ? 0 : -times / (times + HalfAt);
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) =>
        context.Person.Shown.TryGetValue(item, out var times) ? new CountEvidence(times) : null;
}
