using System.Collections.Immutable;
using System.Globalization;
using Portal.Engine.Experiments;

namespace Portal.Experiments;

/// <summary>One thing that a planner sets: told in words, and taken over by itself.</summary>
/// <param name="Key">Its text: <c>Field{Key}</c>.</param>
/// <param name="Words">Its value in short, the same in every culture.</param>
/// <param name="Take">The first draft with the value of the second.</param>
public sealed record DraftField(string Key, Func<ExperimentDraft, string> Words, Func<ExperimentDraft, ExperimentDraft, ExperimentDraft> Take);

/// <summary>A field in which two drafts differ.</summary>
public sealed record DraftDifference(DraftField Field, string Before, string After);

/// <summary>Every field of a draft: by them two are compared, told apart in the audit log, and brought together.</summary>
internal static class DraftFields
{
    private const int LongestDetails = 4000, LongestValue = 300;

    /// <summary>All fields.</summary>
    public static IReadOnlyList<DraftField> All { get; } =
    [
        new("Name", draft => draft.Name, (mine, theirs) => mine with { Name = theirs.Name }),
        new("Hypothesis", draft => draft.Hypothesis, (mine, theirs) => mine with { Hypothesis = theirs.Hypothesis }),
        new("Mode", draft => draft.Mode.ToString(), (mine, theirs) => mine with { Mode = theirs.Mode }),
        new("Unit", draft => draft.Unit.ToString(), (mine, theirs) => mine with { Unit = theirs.Unit }),
        // Shares go with their variants: taken apart, they might not fit.
        Of("Variants", plan => string.Join("; ", plan.Variants.Select((variant, i) => VariantWords(variant, plan.Weights.ElementAtOrDefault(i)))), (mine, theirs) => mine with { Variants = theirs.Variants, Weights = theirs.Weights }),
        Of("Coverage", plan => Number(plan.Coverage), (mine, theirs) => mine with { Coverage = theirs.Coverage }),
        Of("Namespace", plan => plan.Namespace is { } part ? $"{part.Name} {Number(part.From)} to {Number(part.To)}" : "none", (mine, theirs) => mine with { Namespace = theirs.Namespace }),
        Of("Condition", plan => plan.Condition ?? "none", (mine, theirs) => mine with { Condition = theirs.Condition }),
        Of("Forced", plan => plan.Forced.Count == 0 ? "none" : string.Join(", ", plan.Forced.Select(forced => string.Create(CultureInfo.InvariantCulture, $"{forced.Key}: {forced.Value}"))), (mine, theirs) => mine with { Forced = theirs.Forced }),
        Of("Seed", plan => plan.Seed, (mine, theirs) => mine with { Seed = theirs.Seed }),
        Of("LeaveOutStaff", plan => YesNo(plan.LeaveOutStaff), (mine, theirs) => mine with { LeaveOutStaff = theirs.LeaveOutStaff }),
        Of("MostListsPerHour", plan => Whole(plan.MostListsPerHour), (mine, theirs) => mine with { MostListsPerHour = theirs.MostListsPerHour }),
        Of("PrimaryMetric", plan => plan.PrimaryMetric, (mine, theirs) => mine with { PrimaryMetric = theirs.PrimaryMetric }),
        Of("SecondaryMetrics", plan => Names(plan.SecondaryMetrics), (mine, theirs) => mine with { SecondaryMetrics = theirs.SecondaryMetrics }),
        Of("Guardrails", plan => Names(plan.Guardrails), (mine, theirs) => mine with { Guardrails = theirs.Guardrails }),
        Of("Segments", plan => Names(plan.Segments), (mine, theirs) => mine with { Segments = theirs.Segments }),
        Of("Alpha", plan => Number(plan.Alpha), (mine, theirs) => mine with { Alpha = theirs.Alpha }),
        Of("Power", plan => Number(plan.Power), (mine, theirs) => mine with { Power = theirs.Power }),
        Of("MinimumEffect", plan => Number(plan.MinimumEffect), (mine, theirs) => mine with { MinimumEffect = theirs.MinimumEffect }),
        Of("PlannedUnits", plan => plan.PlannedUnits.ToString(CultureInfo.InvariantCulture), (mine, theirs) => mine with { PlannedUnits = theirs.PlannedUnits }),
        Of("MinimumDays", plan => Whole(plan.MinimumDays), (mine, theirs) => mine with { MinimumDays = theirs.MinimumDays }),
        Of("Sequential", plan => YesNo(plan.Sequential), (mine, theirs) => mine with { Sequential = theirs.Sequential }),
        Of("CupedDays", plan => Whole(plan.CupedDays), (mine, theirs) => mine with { CupedDays = theirs.CupedDays }),
        Of("ConversionDays", plan => Whole(plan.ConversionDays), (mine, theirs) => mine with { ConversionDays = theirs.ConversionDays }),
        Of("Winsorise", plan => Number(plan.Winsorise), (mine, theirs) => mine with { Winsorise = theirs.Winsorise }),
    ];

    /// <summary>The fields in which two drafts differ.</summary>
    public static IReadOnlyList<DraftDifference> Between(ExperimentDraft before, ExperimentDraft after) =>
        [.. from field in All
            let difference = new DraftDifference(field, field.Words(before), field.Words(after))
            where difference.Before != difference.After
            select difference];

    /// <summary>Differences in words for the audit log, cut to what fits there.</summary>
    public static string Describe(IEnumerable<DraftDifference> differences)
    {
        var words = string.Join("; ", differences.Select(difference => $"{difference.Field.Key} {Short(difference.Before)} → {Short(difference.After)}"));
        return words.Length <= LongestDetails ? words : words[..(LongestDetails - 1)] + "…";
    }

    private static DraftField Of(string key, Func<ExperimentPlan, string> words, Func<ExperimentPlan, ExperimentPlan, ExperimentPlan> take) =>
        new(key, draft => words(draft.Plan), (mine, theirs) => mine with { Plan = take(mine.Plan, theirs.Plan) });

    private static string VariantWords(ExperimentVariant variant, double share) =>
        $"{variant.Name} {Number(share)} ({(variant.Settings.Count == 0 ? "live" : string.Join(", ", variant.Settings.Select(setting => $"{setting.Key} = {setting.Value}")))})";

    private static string Short(string value) => value.Length <= LongestValue ? value : value[..(LongestValue - 1)] + "…";

    private static string Names(ImmutableArray<string> names) => names.IsDefaultOrEmpty ? "none" : string.Join(", ", names);

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
