using System.Globalization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Spectre.Console;

namespace Portal.Cli;

/// <summary>An experiment's report for a terminal: how it stands, its split, and a row per metric and arm.</summary>
internal static class ExperimentTable
{
    public static void Write(TextWriter output, ExperimentReport report)
    {
        var plan = report.Plan;
        Say(output, $"{Status(report)}");
        Say(output, $"{report.Units:N0} units, planned {plan.PlannedUnits:N0}, {report.InSeveralArms:N0} more in several arms left out; watched until {report.AsOf:u}");
        var ratio = report.SampleRatio;
        Say(output, $"split: {string.Join(", ", plan.Arms.Select((arm, i) => string.Create(CultureInfo.InvariantCulture, $"{arm.Key} {ratio.Units[i]:N0} of {ratio.Expected[i]:N1} expected")))}; p {Chance(ratio.PValue)}, at every look {Chance(ratio.SequentialPValue)}");
        foreach (var segment in ratio.Segments.Where(segment => segment.IsWrong))
        {
            Say(output, $"  wrong where {segment.Dimension} is {segment.Value ?? "unknown"}: {string.Join(", ", segment.Units.Select(units => units.ToString("N0", CultureInfo.InvariantCulture)))}; corrected p {Chance(segment.AdjustedPValue)}");
        }

        if (report.IsBlocked)
        {
            Say(output, $"The effects below must not be read before the cause is found.");
        }

        var console = EvaluateTable.ConsoleOn(output);
        console.Write(Effects(report));
        if (report.Metrics.Any(metric => metric.Arms.Any(arm => arm.Segments.Count > 0)))
        {
            console.Write(Segments(report));
        }

        Say(output, $"effect: interval at {1 - plan.Alpha:P0} for one look; at every look: valid however often one looks; p corrected by Holm (primary) and Benjamini–Hochberg (secondary), guardrails not");
    }

    private static Table Effects(ExperimentReport report)
    {
        var table = Headed("metric", "role", "arm", "control", "value", "effect", "interval", "at every look", "p", "p corrected", "p at every look", "chance to win", "variance saved", "verdict");
        foreach (var (metric, arm) in report.Metrics.SelectMany(metric => metric.Arms.Select(arm => (metric, arm))))
        {
            var effect = arm.Effect;
            Row(table,
                metric.Metric.Key, Word(metric.Metric.Role), report.Plan.Arms[arm.Arm].Key, Number(arm.Control), Number(arm.Value),
                Effect(effect, effect.Effect), Interval(effect, effect.Low, effect.High), Interval(effect, effect.SequentialLow, effect.SequentialHigh),
                Chance(effect.PValue), Chance(arm.AdjustedPValue), Chance(arm.AdjustedSequentialPValue),
                effect.Posterior is { } posterior ? Percent(posterior.ChanceToWin) : "–", effect.Cuped is { } cuped ? Percent(cuped.VarianceSaved) : "–",
                effect.Obstacle is { } obstacle ? Word(obstacle) : Word(arm.Verdict));
        }

        return table;
    }

    private static Table Segments(ExperimentReport report)
    {
        var table = Headed("metric", "arm", "segment", "units", "effect", "interval", "at every look", "p corrected");
        foreach (var (metric, arm) in report.Metrics.SelectMany(metric => metric.Arms.Select(arm => (metric, arm))))
        {
            foreach (var segment in arm.Segments)
            {
                var effect = segment.Effect;
                Row(table,
                    metric.Metric.Key, report.Plan.Arms[arm.Arm].Key, $"{segment.Dimension} {segment.Value ?? "unknown"}", effect.Units.ToString("N0", CultureInfo.InvariantCulture),
                    Effect(effect, effect.Effect), Interval(effect, effect.Low, effect.High), Interval(effect, effect.SequentialLow, effect.SequentialHigh), Chance(segment.AdjustedPValue));
            }
        }

        return table;
    }

    private static string Status(ExperimentReport report)
    {
        var decision = report.Decision;
        var arm = decision.Arm is { } place ? $" '{report.Plan.Arms[place].Key}'" : "";
        var numbers = decision is { Value: { } value, Limit: { } limit } ? $", {Figure(value)} against {Figure(limit)}" : "";
        var metric = decision.Metric is { } key ? $" of {key}" : "";
        var what = decision.Status switch
        {
            DecisionStatus.NoData => "no data",
            DecisionStatus.Unhealthy => "unhealthy",
            DecisionStatus.DaysLeft when decision.DaysLeft is { } days => string.Create(CultureInfo.InvariantCulture, $"about {days} days left"),
            DecisionStatus.DaysLeft => "goes on",
            DecisionStatus.ShipNow => $"ship{arm} now",
            DecisionStatus.RollBackNow => "roll back now",
            _ => "ready for review",
        };
        return $"{what} (rule: {Word(decision.Rule)}{metric}{numbers})";
    }

    private static string Effect(EffectEstimate estimate, double value) => !estimate.IsInformative ? "–" : estimate.Scale == EffectScale.Relative ? Signed(100 * value, " %") : Signed(value, "");

    private static string Interval(EffectEstimate estimate, double low, double high) => estimate.IsInformative ? $"{Effect(estimate, low)} … {Effect(estimate, high)}" : "–";

    private static string Signed(double value, string unit) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + unit;

    // A count, a share or a p-value.
    private static string Figure(double value) => value is > 0 and < 0.0001 ? Chance(value) : value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("P1", CultureInfo.InvariantCulture);

    private static string Chance(double value) => value < 0.0001 ? value.ToString("0.0e+0", CultureInfo.InvariantCulture) : value.ToString("0.0000", CultureInfo.InvariantCulture);

    // A name in code as words: PlanReached is plan reached.
    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static Table Headed(params string[] headings)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(heading) { NoWrap = true });
        }

        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}
