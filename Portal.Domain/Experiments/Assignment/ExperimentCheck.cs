using System.Globalization;
using Portal.Domain.Experiments.Assignment.Targeting;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>
/// What must hold before an experiment of our own starts. The specification repairs bad weights and fills in a seed silently, and another experiment runs than was
/// meant; here that is an error.
/// </summary>
public static class ExperimentCheck
{
    // How far the weights may add up to something other than 1.
    private const double SumTolerance = 1e-6;

    /// <summary>Refuses an experiment that may not start.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message has all of it.</exception>
    public static void Require(ExperimentDefinition definition)
    {
        var problems = ProblemsOf(definition);
        if (problems.Count > 0)
        {
            throw new ArgumentException($"The experiment '{definition.Key}' cannot start. {string.Join(" ", problems)}", nameof(definition));
        }
    }

    /// <summary>Everything that is wrong, each with the value and the remedy; empty for an experiment that may start.</summary>
    public static IReadOnlyList<string> ProblemsOf(ExperimentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var variants = definition.Variations?.Count ?? 0;
        return
        [
            .. When(string.IsNullOrWhiteSpace(definition.Key), "The key is empty; name the experiment."),
            .. When(variants < 2, $"There are {variants} variants; give at least two."),
            .. When(definition.HashVersion is not (1 or UnitHash.Newest), $"The hash version is {definition.HashVersion?.ToString(CultureInfo.InvariantCulture) ?? "not given"}; use {UnitHash.Newest}."),
            .. When(string.IsNullOrEmpty(definition.Seed), "There is no seed; give one that no other experiment has."),
            .. When(definition.MinBucketVersion > definition.BucketVersion, $"The least bucket version {definition.MinBucketVersion} is above the bucket version {definition.BucketVersion}; nobody who took part could stay."),
            .. When(definition.Force is { } force && (force < 0 || force >= variants), $"The forced variant is {definition.Force}; use 0 to {variants - 1}."),
            .. Shares(definition, variants),
            .. Keys(definition, variants),
            .. Divisions(definition),
            .. TargetingCondition.Read(definition.Condition).Problems,
            .. (definition.ParentConditions ?? []).SelectMany(parent => TargetingCondition.Read(parent.Condition).Problems.Select(problem => $"Of the feature '{parent.Id}': {problem}")),
        ];
    }

    private static IEnumerable<string> Shares(ExperimentDefinition definition, int variants)
    {
        if (definition.Ranges is { } ranges)
        {
            return
            [
                .. When(ranges.Count != variants, $"There are {ranges.Count} ranges for {variants} variants; give one for each."),
                .. RangeProblems(ranges, "The ranges of the variants"),
            ];
        }

        var coverage = definition.Coverage ?? 1;
        var weights = definition.Weights ?? BucketRanges.EqualWeights(variants);
        var sum = weights.Sum();
        return
        [
            .. When(coverage is not (>= 0 and <= 1), $"The coverage is {Text(coverage)}; use 0 to 1."),
            .. When(weights.Count != variants, $"There are {weights.Count} weights for {variants} variants; give one for each."),
            .. When(weights.Any(weight => weight is not (>= 0 and <= 1)), $"A weight of {string.Join(", ", weights.Select(Text))} lies outside 0 to 1."),
            .. When(variants > 0 && Math.Abs(sum - 1) is not <= SumTolerance, $"The weights {string.Join(", ", weights.Select(Text))} add up to {Text(sum)}; they must add up to 1."),
            .. When(weights.Any(weight => weight > 0 && coverage > 0 && coverage * weight < UnitHash.Step), $"A variant has a share below {Text(UnitHash.Step)}, the finest there is; raise its weight or the coverage."),
        ];
    }

    private static IEnumerable<string> Keys(ExperimentDefinition definition, int variants)
    {
        var keys = (definition.Meta ?? []).Select((meta, i) => meta.Key ?? i.ToString(CultureInfo.InvariantCulture)).ToArray();
        return
        [
            .. When(keys.Length > 0 && keys.Length != variants, $"There are {keys.Length} names for {variants} variants; give one for each."),
            .. keys.GroupBy(key => key, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"The key '{group.Key}' belongs to {group.Count()} variants; give each its own."),
        ];
    }

    private static IEnumerable<string> Divisions(ExperimentDefinition definition) =>
    [
        .. RangeProblems(definition.Namespace?.Ranges ?? [], "The ranges of the namespace"),
        .. (definition.Filters ?? []).SelectMany(filter => (IEnumerable<string>)
        [
            .. RangeProblems(filter.Ranges, $"The ranges of the filter '{filter.Seed}'"),
            .. When(filter.HashVersion is not (1 or UnitHash.Newest), $"The filter '{filter.Seed}' has the hash version {filter.HashVersion}; use {UnitHash.Newest}."),
        ]),
    ];

    private static IEnumerable<string> RangeProblems(IReadOnlyList<BucketRange> ranges, string what)
    {
        var ordered = ranges.Where(range => range.End > range.Start).OrderBy(range => range.Start).ToArray();
        return
        [
            .. ranges.Where(range => !(range.Start >= 0 && range.End <= 1 && range.Start <= range.End)).Select(range => $"{what} hold [{Text(range.Start)}, {Text(range.End)}]; use 0 ≤ start ≤ end ≤ 1."),
            .. When(ordered.Zip(ordered.Skip(1)).Any(pair => pair.Second.Start < pair.First.End), $"{what} overlap; a unit can be in one only."),
        ];
    }

    private static IEnumerable<string> When(bool isWrong, string problem) => isWrong ? [problem] : [];

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
