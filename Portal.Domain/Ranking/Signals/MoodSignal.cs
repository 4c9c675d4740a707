using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Signals;

/// <summary>How well an item fits what the person is in the mood for in this session.</summary>
public sealed class MoodSignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "mood";

    /// <inheritdoc/>
    public double DefaultWeight => 1.5;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            values[i] = context.MoodMatch?[candidates[i]] ?? float.NaN;
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) =>
        context is { MoodMatch: { } match, Mood: { } mood } && match[item] > 0
            ? new MoodEvidence(mood.Parsed.Text, SharedTerms.Of(context, match, item))
            : null;
}
