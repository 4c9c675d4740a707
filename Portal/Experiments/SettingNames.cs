using Microsoft.Extensions.Localization;
using Portal.Engine;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>What the settings that variants change are called.</summary>
public sealed class SettingNames(IWeightNames weights, IStringLocalizer<ExperimentText> text)
{
    /// <summary>"Popularity", "Cards per part", in the present culture.</summary>
    public string NameOf(string key) => key switch
    {
        ExperimentSettings.Weights => text["SettingWeights"],
        ExperimentSettings.Cards => text["SettingCards"],
        ExperimentSettings.Reasons => text["SettingReasons"],
        _ => ExperimentSettings.NumberOf(key) is { } weight ? weights.NameOf(weight) : key,
    };
}
