using Portal.Data.Entities;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Ranking;
using Portal.Engine.Experiments;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Planning;

/// <summary>What is looked at before a start, point by point.</summary>
public static class LaunchChecklist
{
    // Assignment knows ten thousand steps; a share of a hundred of them is off by one percent at most.
    private const double FinestShare = 0.01;

    // Beyond, hardly anything stays as it was when it began.
    private const int LongDays = 90;

    private const int WeekDays = 7;

    /// <summary>All points, in the order of the page.</summary>
    public static IReadOnlyList<LaunchCheck> Of(ExperimentDraft draft, LaunchFacts facts) => Of(draft, facts, PowerForecast.Of(draft, facts));

    /// <summary>The same where it was looked ahead already.</summary>
    public static IReadOnlyList<LaunchCheck> Of(ExperimentDraft draft, LaunchFacts facts, PowerForecast forecast) =>
    [
        Name(draft), Variants(draft, facts), Versions(draft, facts), Shares(draft), Metric(draft, forecast), People(draft, facts, forecast), Audience(draft, facts), Clash(draft, facts), Namespace(draft, facts), Seed(draft, facts), Forced(draft, facts), Days(draft),
    ];

    /// <summary>What a namespace has to give: the parts that no other experiment holds, in order.</summary>
    public static IReadOnlyList<(double From, double To)> FreeRanges(string name, IEnumerable<ExperimentView> others)
    {
        List<(double From, double To)> free = [];
        double reached = 0;
        foreach (var part in others.Select(other => other.Plan.Namespace).OfType<ExperimentNamespace>().Where(part => part.Name == name).OrderBy(part => part.From))
        {
            if (part.From > reached)
            {
                free.Add((reached, part.From));
            }

            reached = Math.Max(reached, part.To);
        }

        return reached < 1 ? [.. free, (reached, 1)] : free;
    }

    private static LaunchCheck Name(ExperimentDraft draft) => draft switch
    {
        _ when string.IsNullOrWhiteSpace(draft.Name) => LaunchCheck.Miss("Name", "NoName"),
        _ when string.IsNullOrWhiteSpace(draft.Hypothesis) => LaunchCheck.Warn("Name", "NoHypothesis"),
        _ => LaunchCheck.Ok("Name"),
    };

    private static LaunchCheck Variants(ExperimentDraft draft, LaunchFacts facts)
    {
        var variants = draft.Plan.Variants;
        if (variants.Length is < 2 or > ExperimentDraft.MostVariants)
        {
            return LaunchCheck.Miss("Variants", "Count", variants.Length, ExperimentDraft.MostVariants);
        }

        if (variants.Any(variant => string.IsNullOrWhiteSpace(variant.Name)) || variants.DistinctBy(variant => variant.Name.Trim(), StringComparer.OrdinalIgnoreCase).Count() < variants.Length)
        {
            return LaunchCheck.Miss("Variants", "Names");
        }

        foreach (var variant in variants)
        {
            if (variant.Settings.FirstOrDefault(setting => setting.Key != ExperimentSettings.Weights && !ExperimentSettings.Allows(setting.Key, setting.Value)) is { Key: { } key, Value: var value })
            {
                return LaunchCheck.Miss("Variants", "Value", variant.Name, key, value);
            }
        }

        if (draft.Mode == ExperimentMode.Interleaving && (variants.Length != 2 || SameWeights(variants[0], variants[1], facts)))
        {
            return LaunchCheck.Miss("Variants", "Interleaving");
        }

        var alike = from one in variants.Index()
                    from other in variants.Index()
                    where one.Index < other.Index && SameWeights(one.Item, other.Item, facts) && SameFeed(one.Item, other.Item)
                    select (one.Item.Name, Other: other.Item.Name);
        return alike.FirstOrDefault() is { Name: { } first, Other: { } second } ? LaunchCheck.Warn("Variants", "Alike", first, second) : LaunchCheck.Ok("Variants", variants.Length);
    }

    private static LaunchCheck Versions(ExperimentDraft draft, LaunchFacts facts) =>
        draft.Plan.Variants.FirstOrDefault(variant => variant.Settings.ContainsKey(ExperimentSettings.Weights) && VariantWeights.Of(variant, facts.Weights) is null) is { } lost
            ? LaunchCheck.Miss("Versions", "Gone", lost.Name, lost.Settings[ExperimentSettings.Weights])
            : LaunchCheck.Ok("Versions");

    private static LaunchCheck Shares(ExperimentDraft draft)
    {
        var plan = draft.Plan;
        return plan switch
        {
            _ when plan.Weights.Length != plan.Variants.Length || plan.Weights.Any(weight => weight is not (> 0 and <= 1)) => LaunchCheck.Miss("Shares", "EachAboveZero"),
            _ when Math.Abs(plan.Weights.Sum() - 1) > ExperimentExtension.Tolerance => LaunchCheck.Miss("Shares", "Sum", plan.Weights.Sum()),
            { Coverage: not (> 0 and <= 1) } => LaunchCheck.Miss("Shares", "Coverage", plan.Coverage),
            _ when plan.Coverage * plan.Weights.Min() < FinestShare => LaunchCheck.Warn("Shares", "Fine", plan.Coverage * plan.Weights.Min(), FinestShare),
            _ => LaunchCheck.Ok("Shares"),
        };
    }

    private static LaunchCheck Metric(ExperimentDraft draft, PowerForecast forecast)
    {
        if (ExperimentMetrics.Find(draft.Plan.PrimaryMetric) is not { } metric || metric.Kind == MetricKind.Quantile)
        {
            return LaunchCheck.Miss("Metric", "None");
        }

        return forecast.Obstacle is { } obstacle and not EffectObstacle.NotFinite
            ? LaunchCheck.Warn("Metric", obstacle == EffectObstacle.NoUnits ? "NoUnits" : "NoData", UnitHistory.Days)
            : LaunchCheck.Ok("Metric");
    }

    private static LaunchCheck People(ExperimentDraft draft, LaunchFacts facts, PowerForecast forecast)
    {
        var plan = draft.Plan;
        return plan switch
        {
            { PlannedUnits: < 1 } => LaunchCheck.Miss("People", "NoPlan"),
            _ when forecast.Obstacle is not null => LaunchCheck.Warn("People", "Unknown"),
            _ when plan.PlannedUnits < 0.9 * forecast.Needed => LaunchCheck.Warn("People", "TooFew", plan.PlannedUnits, forecast.Needed, plan.MinimumEffect),
            _ when facts.History.DaysUntil(plan.PlannedUnits, forecast.Share) is not { } days => LaunchCheck.Warn("People", "Never", plan.PlannedUnits),
            _ when facts.History.DaysUntil(plan.PlannedUnits, forecast.Share) is { } days and > LongDays => LaunchCheck.Warn("People", "Long", plan.PlannedUnits, days),
            _ => LaunchCheck.Ok("People", plan.PlannedUnits),
        };
    }

    private static LaunchCheck Audience(ExperimentDraft draft, LaunchFacts facts) => facts.Audience switch
    {
        { Problem: { } problem } => LaunchCheck.Miss("Audience", "Problem", problem),
        { Unknown: [var name, ..] } when !ExperimentAttributes.All.Contains(name) => LaunchCheck.Miss("Audience", "UnknownName", name, string.Join(", ", ExperimentAttributes.All)),
        { Targeted: 0, Unknown.Count: 0 } => LaunchCheck.Warn("Audience", "Nobody"),
        _ when !draft.Plan.LeaveOutStaff => LaunchCheck.Warn("Audience", "Staff"),
        var audience => LaunchCheck.Ok("Audience", audience.Targeted, audience.People),
    };

    private static LaunchCheck Clash(ExperimentDraft draft, LaunchFacts facts)
    {
        var mine = SettingsOf(draft.Plan);
        var clash = from other in facts.Others
                    where !Apart(draft.Plan, other.Plan)
                    from setting in SettingsOf(other.Plan)
                    where mine.Any(own => ExperimentSettings.Clash(own, setting))
                    select (other.Name, setting);
        return clash.FirstOrDefault() is { Name: { } name, setting: var key } ? LaunchCheck.Warn("Clash", "Same", name, key) : LaunchCheck.Ok("Clash");
    }

    private static LaunchCheck Namespace(ExperimentDraft draft, LaunchFacts facts)
    {
        if (draft.Plan.Namespace is not { } part)
        {
            return LaunchCheck.Ok("Namespace");
        }

        if (string.IsNullOrWhiteSpace(part.Name) || part.From is not (>= 0 and < 1) || !(part.To > part.From) || part.To > 1)
        {
            return LaunchCheck.Miss("Namespace", "Range");
        }

        return facts.Others.FirstOrDefault(other => other.Plan.Namespace is { } taken && taken.Name == part.Name && taken.From < part.To && part.From < taken.To) is { } holder
            ? LaunchCheck.Miss("Namespace", "Taken", holder.Name, holder.Plan.Namespace!.From, holder.Plan.Namespace.To)
            : LaunchCheck.Ok("Namespace");
    }

    private static LaunchCheck Seed(ExperimentDraft draft, LaunchFacts facts) =>
        draft.Plan.Seed.Length > 0 && facts.Others.FirstOrDefault(other => other.Plan.Seed == draft.Plan.Seed) is { } same ? LaunchCheck.Warn("Seed", "Same", same.Name) : LaunchCheck.Ok("Seed");

    private static LaunchCheck Forced(ExperimentDraft draft, LaunchFacts facts)
    {
        var plan = draft.Plan;
        return plan.Forced.Any(forced => forced.Value < 0 || forced.Value >= plan.Variants.Length) ? LaunchCheck.Miss("Forced", "Variant")
            : plan.Forced.Keys.FirstOrDefault(name => !facts.UserNames.Contains(name)) is { } unknown ? LaunchCheck.Warn("Forced", "Nobody", unknown)
            : LaunchCheck.Ok("Forced");
    }

    private static LaunchCheck Days(ExperimentDraft draft) => draft.Plan.MinimumDays < WeekDays ? LaunchCheck.Warn("Days", "Short", draft.Plan.MinimumDays) : LaunchCheck.Ok("Days", draft.Plan.MinimumDays);

    // What the control changes is a treatment, too.
    private static HashSet<string> SettingsOf(ExperimentPlan plan) => [.. plan.Variants.SelectMany(variant => variant.Settings.Keys)];

    private static bool Apart(ExperimentPlan one, ExperimentPlan other) =>
        one.Namespace is { } mine && other.Namespace is { } theirs && mine.Name == theirs.Name && (mine.To <= theirs.From || theirs.To <= mine.From);

    private static bool SameWeights(ExperimentVariant one, ExperimentVariant other, LaunchFacts facts) =>
        VariantWeights.Of(one, facts.Weights) is { } first && VariantWeights.Of(other, facts.Weights) is { } second && WeightDifference.Between(first, second).Count == 0;

    private static bool SameFeed(ExperimentVariant one, ExperimentVariant other) => FeedOf(one).SequenceEqual(FeedOf(other));

    private static IEnumerable<KeyValuePair<string, string>> FeedOf(ExperimentVariant variant) =>
        variant.Settings.Where(setting => setting.Key != ExperimentSettings.Weights && ExperimentSettings.NumberOf(setting.Key) is null);
}
