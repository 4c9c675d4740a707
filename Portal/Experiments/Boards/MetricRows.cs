using System.Globalization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Experiments.Boards;

/// <summary>Every number of a metric.</summary>
internal static class MetricRows
{
    public static IEnumerable<BoardRow> Of(Board board, MetricReport metric)
    {
        BoardRow Row(string part, string measure, double value, int? arm = null) => new(part, measure, value) { Metric = metric.Metric.Key, Variant = arm is { } of ? board.Name(of) : "" };
        return
        [
            .. BoardRows.Known(("cut_at", metric.Limit), ("units_in_progress", metric.InProgress)).Select(known => Row("metric", known.Measure, known.Value)),
            .. metric.Sums.SelectMany((sums, arm) => Sums(Row("sums", "", 0, arm), sums)),
            .. metric.UncutSums.SelectMany((sums, arm) => Sums(Row("sums_before_cutting", "", 0, arm), sums)),
            .. metric.Arms.SelectMany(arm => Effect(Row("scorecard", "", 0, arm.Arm), arm)),
            .. metric.Distribution is not { } spread ? [] : spread.Shares.SelectMany((shares, arm) => shares.Select((share, bin) =>
                Row("distribution", "share", share, arm) with { At = spread.Bounds[bin].ToString("R", CultureInfo.InvariantCulture) })),
        ];
    }

    /// <summary>Every number of an estimate.</summary>
    /// <param name="of">Says whose it is.</param>
    /// <param name="estimate">The estimate.</param>
    public static IEnumerable<BoardRow> Estimate(BoardRow of, EffectEstimate estimate) => BoardRows.Known(
        ("units", estimate.Units), ("control", estimate.Control), ("variant", estimate.Treatment), ("effect", estimate.Effect),
        ("standard_error", estimate.StandardError), ("degrees_of_freedom", estimate.DegreesOfFreedom), ("low", estimate.Low), ("high", estimate.High),
        ("sequential_low", estimate.SequentialLow), ("sequential_high", estimate.SequentialHigh), ("p_value", estimate.PValue), ("sequential_p_value", estimate.SequentialPValue),
        ("posterior_mean", estimate.Posterior?.Mean), ("posterior_low", estimate.Posterior?.Low), ("posterior_high", estimate.Posterior?.High),
        ("chance_to_win", estimate.Posterior?.ChanceToWin), ("risk_of_variant", estimate.Posterior?.RiskOfTreatment), ("risk_of_control", estimate.Posterior?.RiskOfControl),
        ("cuped_theta", estimate.Cuped?.Theta), ("variance_saved", estimate.Cuped?.VarianceSaved))
        .Select(known => of with { Measure = known.Measure, Value = known.Value });

    private static IEnumerable<BoardRow> Effect(BoardRow of, ArmEffect arm) =>
    [
        .. Estimate(of, arm.Effect),
        of with { Measure = "adjusted_p_value", Value = arm.AdjustedPValue },
        of with { Measure = "adjusted_sequential_p_value", Value = arm.AdjustedSequentialPValue },
        .. BoardRows.Known(
            ("smallest_effect_now", arm.Power?.SmallestEffectNow), ("smallest_effect_at_plan", arm.Power?.SmallestEffectAtPlan), ("power_now", arm.Power?.PowerNow),
            ("power_at_plan", arm.Power?.PowerAtPlan), ("units_needed", arm.Power?.UnitsNeeded)).Select(known => of with { Measure = known.Measure, Value = known.Value }),
        .. arm.Effect.Cuped is { } cuped ? Estimate(of with { Part = "without_cuped" }, cuped.Unadjusted) : [],
        .. arm.Uncut is { } uncut ? Estimate(of with { Part = "before_cutting" }, uncut) : [],
        .. arm.Segments.SelectMany(segment => Segment(of with { Part = "segments", Dimension = segment.Dimension, Segment = segment.Value ?? "" }, segment)),
        .. arm.Days.SelectMany(day => Point(of with { Part = "until_day", At = BoardRows.Day(day.Day) }, day.UntilDay)),
        .. arm.Days.SelectMany(day => Point(of with { Part = "of_day", At = BoardRows.Day(day.Day) }, day.OfDay)),
        .. arm.Lifetime.SelectMany(day => Point(of with { Part = "days_since_exposure", At = day.Day.ToString(CultureInfo.InvariantCulture) }, day.Effect)),
    ];

    private static IEnumerable<BoardRow> Segment(BoardRow of, SegmentEffect segment) =>
    [
        .. Estimate(of, segment.Effect),
        .. segment.Effect.Cuped is { } cuped ? Estimate(of with { Part = "segments_without_cuped" }, cuped.Unadjusted) : [],
        of with { Measure = "adjusted_p_value", Value = segment.AdjustedPValue },
        of with { Measure = "adjusted_sequential_p_value", Value = segment.AdjustedSequentialPValue },
    ];

    private static IEnumerable<BoardRow> Point(BoardRow of, EffectPoint point) => BoardRows.Known(
        ("units", point.Units), ("effect", point.Effect), ("low", point.Low), ("high", point.High),
        ("sequential_low", point.SequentialLow), ("sequential_high", point.SequentialHigh), ("sequential_p_value", point.SequentialPValue))
        .Select(known => of with { Measure = known.Measure, Value = known.Value });

    private static IEnumerable<BoardRow> Sums(BoardRow of, ArmSums sums) => BoardRows.Known(
        ("units", sums.N), ("sum", sums.Sum), ("sum_of_squares", sums.SumSquares), ("denominator_sum", sums.DenominatorSum), ("denominator_sum_of_squares", sums.DenominatorSumSquares),
        ("cross_sum", sums.CrossSum), ("before_sum", sums.PreSum), ("before_sum_of_squares", sums.PreSumSquares), ("value_before_cross_sum", sums.PostPreSum),
        ("before_denominator_sum", sums.PreDenominatorSum), ("before_denominator_sum_of_squares", sums.PreDenominatorSumSquares), ("before_cross_sum", sums.PreCrossSum),
        ("value_before_denominator_cross_sum", sums.ValuePreDenominatorSum), ("denominator_before_cross_sum", sums.DenominatorPreSum), ("denominator_before_denominator_cross_sum", sums.DenominatorPreDenominatorSum))
        .Select(known => of with { Measure = known.Measure, Value = known.Value });
}
