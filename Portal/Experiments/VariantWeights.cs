using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>The weights that a variant ranks by.</summary>
internal static class VariantWeights
{
    /// <summary>The weights; null when the version is not among the choices.</summary>
    public static RankingWeights? Of(ExperimentVariant variant, IReadOnlyList<WeightChoice> choices)
    {
        var from = variant.WeightsVersion() is { } version ? choices.FirstOrDefault(choice => choice.Version == version)?.Weights : LiveOf(choices);
        return from is null ? null : variant.WeightNumbers().Aggregate(from, (weights, number) => number.Number.With(weights, number.Value));
    }

    /// <summary>What is live; the defaults before any is stored.</summary>
    public static RankingWeights LiveOf(IReadOnlyList<WeightChoice> choices) => choices.FirstOrDefault(choice => choice.State == WeightProfileState.Live)?.Weights ?? RankingWeights.Default;
}
