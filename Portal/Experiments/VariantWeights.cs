using System.Globalization;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>The weights that a variant ranks by.</summary>
internal static class VariantWeights
{
    /// <summary>The version that a variant names; null when it changes what is live.</summary>
    public static int? VersionOf(ExperimentVariant variant) =>
        variant.Settings.TryGetValue(ExperimentSettings.Weights, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Whether a variant changes single numbers.</summary>
    public static bool ChangesNumbers(ExperimentVariant variant) => variant.Settings.Keys.Any(key => key.StartsWith(ExperimentSettings.NumberPrefix, StringComparison.Ordinal));

    /// <summary>The weights; null when the version is not among the choices.</summary>
    public static RankingWeights? Of(ExperimentVariant variant, IReadOnlyList<WeightChoice> choices)
    {
        var named = VersionOf(variant);
        var from = named is { } version ? choices.FirstOrDefault(choice => choice.Version == version)?.Weights : LiveOf(choices);
        return from is null ? null : variant.Settings.Aggregate(from, (weights, setting) => ExperimentSettings.NumberOf(setting.Key) is { } weight && ExperimentSettings.Allows(setting.Key, setting.Value)
            ? weight.With(weights, double.Parse(setting.Value, NumberStyles.Float, CultureInfo.InvariantCulture))
            : weights);
    }

    /// <summary>What is live; the defaults before any is stored.</summary>
    public static RankingWeights LiveOf(IReadOnlyList<WeightChoice> choices) => choices.FirstOrDefault(choice => choice.State == WeightProfileState.Live)?.Weights ?? RankingWeights.Default;
}
