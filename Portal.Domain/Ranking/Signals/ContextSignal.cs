using Portal.Domain.Catalogue;
using Portal.Domain.Context;

namespace Portal.Domain.Ranking.Signals;

/// <summary>What people take to at this time and on this device (<see cref="ContextLift"/>). What is not known of the moment adds nothing.</summary>
public sealed class ContextSignal : ISignal
{
    /// <inheritdoc/>
    public string Key => "context";

    /// <inheritdoc/>
    public double DefaultWeight => 0.1;

    /// <inheritdoc/>
    public void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values)
    {
        if (context.Models.Context is { } lift)
        {
            lift.Score(context.Moment, candidates, values);
        }
        else
        {
            values.Fill(float.NaN);
        }
    }

    /// <inheritdoc/>
    public Evidence? Explain(RankingContext context, ItemIndex item) =>
        context.Models.Context?.Explain(context.Moment, item) is { } reason ? new MomentEvidence(reason.Value, [reason.Label]) : null;
}
