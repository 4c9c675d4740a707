using System.Collections.Immutable;
using System.Globalization;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>What a new experiment begins with.</summary>
internal static class ExperimentDefaults
{
    // What assignment can tell apart: finer shares are rounded anyway.
    private const int Steps = 10_000;

    private static readonly ImmutableSortedDictionary<string, string> Live = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>An A/B test of two variants by likes, watched by what must not get worse.</summary>
    /// <param name="control">What the control is called.</param>
    /// <param name="variant">What the other is called.</param>
    public static ExperimentDraft Draft(string control, string variant) => new("", "", ExperimentMode.Test, ExperimentUnitKind.Person, new ExperimentPlan
    {
        Variants = [new ExperimentVariant(control, Live), new ExperimentVariant(variant, Live)],
        Weights = EqualShares(2),
        PrimaryMetric = "likes-per-unit",
        SecondaryMetrics = ["click-rate", "returned"],
        Guardrails = ["against-rate", "empty-lists", "violations", "latency-p95"],
    });

    /// <summary>The same with a version of the weights as the other variant.</summary>
    public static ExperimentDraft With(this ExperimentDraft draft, WeightChoice choice, string name) => draft with
    {
        Name = name.Length <= ExperimentDraft.LongestName ? name : name[..ExperimentDraft.LongestName],
        Plan = draft.Plan with
        {
            Variants = [draft.Plan.Variants[0], new ExperimentVariant(choice.Name, Live.Add(ExperimentSettings.Weights, choice.Version.ToString(CultureInfo.InvariantCulture)))],
        },
    };

    /// <summary>Shares that are as equal as they can be and add up to 1.</summary>
    public static ImmutableArray<double> EqualShares(int count)
    {
        var share = Math.Floor((double)Steps / count) / Steps;
        return [.. Enumerable.Range(0, count).Select(i => i == 0 ? Math.Round(1 - (share * (count - 1)), 4) : share)];
    }
}
