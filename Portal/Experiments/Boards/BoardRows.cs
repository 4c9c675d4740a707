using System.Globalization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Bandits;
using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Experiments.Boards;

/// <summary>Every number of the dashboard, one by one: what the page shows can be found here.</summary>
internal static class BoardRows
{
    public static IEnumerable<BoardRow> Of(Board board) => board.Result is not { } result ? [] :
    [
        new BoardRow("units", "read", result.Units),
        new BoardRow("units", "left_out_staff", result.Reading.Staff),
        new BoardRow("units", "left_out_bots", result.Reading.Bots),
        .. result.Reading.Report is { } report ? Report(board, report) : [],
        .. result.Reading.Interleaving is { } preferences ? Interleaving(board, preferences) : [],
        .. result.Reading.Bandit is { } bandit ? Bandit(board, bandit) : [],
        .. board.Periods.SelectMany(period => period.Shares.Select((share, variant) =>
            new BoardRow("periods", "share", share) { Variant = board.Name(variant), At = period.FromUtc.ToString("O", CultureInfo.InvariantCulture) })),
    ];

    private static IEnumerable<BoardRow> Report(Board board, ExperimentReport report) =>
    [
        new BoardRow("units", "counted", report.Units),
        new BoardRow("units", "in_several_variants", report.InSeveralArms),
        .. Decision(board, report),
        .. Ratio(board, report.SampleRatio),
        .. report.Exposures.SelectMany(day => day.Units.Select((units, arm) => new BoardRow("exposures", "units", units) { Variant = board.Name(arm), At = Day(day.Day) })),
        .. report.Metrics.SelectMany(metric => MetricRows.Of(board, metric)),
    ];

    private static IEnumerable<BoardRow> Decision(Board board, ExperimentReport report)
    {
        var decision = report.Decision;
        BoardRow Row(string measure, double value) => new("status." + decision.Rule.ToString(), measure, value)
        {
            Metric = decision.Metric ?? "",
            Variant = decision.Arm is { } arm ? board.Name(arm) : "",
        };
        return Known(("value", decision.Value), ("limit", decision.Limit), ("days_left", decision.DaysLeft)).Select(known => Row(known.Measure, known.Value));
    }

    private static IEnumerable<BoardRow> Ratio(Board board, SampleRatioReport ratio) =>
    [
        .. ratio.Units.Select((units, arm) => new BoardRow("split", "units", units) { Variant = board.Name(arm) }),
        .. ratio.Expected.Select((units, arm) => new BoardRow("split", "expected_units", units) { Variant = board.Name(arm) }),
        new BoardRow("split", "p_value", ratio.PValue),
        new BoardRow("split", "sequential_p_value", ratio.SequentialPValue),
        .. ratio.Segments.SelectMany(segment => (IEnumerable<BoardRow>)
        [
            .. segment.Units.Select((units, arm) => Of(segment, "units", units) with { Variant = board.Name(arm) }),
            Of(segment, "p_value", segment.PValue),
            Of(segment, "adjusted_p_value", segment.AdjustedPValue),
        ]),
    ];

    private static BoardRow Of(SegmentRatio segment, string measure, double value) => new("split", measure, value) { Dimension = segment.Dimension, Segment = segment.Value ?? "" };

    private static IEnumerable<BoardRow> Interleaving(Board board, InterleavingResult result) =>
    [
        new BoardRow("interleaving", "units", result.Units),
        new BoardRow("interleaving", "active_units", result.ActiveUnits),
        .. result.Comparisons.SelectMany(one => Known(
            ("wins", one.Wins), ("losses", one.Losses), ("ties", one.Ties), ("win_share", one.WinShare), ("low", one.Low), ("high", one.High),
            ("sequential_low", one.SequentialLow), ("sequential_high", one.SequentialHigh), ("p_value", one.PValue), ("sequential_p_value", one.SequentialPValue))
            .Select(known => new BoardRow("interleaving", known.Measure, known.Value) { Variant = board.Name(one.Team) })),
    ];

    private static IEnumerable<BoardRow> Bandit(Board board, BanditReport bandit) =>
    [
        new BoardRow("bandit", "units", bandit.Units),
        new BoardRow("bandit", "units_left_out", bandit.UnitsLeftOut),
        new BoardRow("bandit", "split_p_value", bandit.RatioPValue),
        .. bandit.Arms.SelectMany((arm, i) => Known(
            ("units", arm.Arm.Units), ("expected_units", bandit.Expected[i]), ("mean", arm.Arm.Mean), ("standard_error", arm.Arm.StandardError),
            ("chance_to_be_best", arm.ChanceToBeBest), ("next_share", arm.NextShare))
            .Select(known => new BoardRow("bandit", known.Measure, known.Value) { Variant = board.Name(i) })),
        .. bandit.Arms.SelectMany((arm, i) => arm.Effect is { } effect ? MetricRows.Estimate(new BoardRow("bandit", "", 0) { Variant = board.Name(i) }, effect) : []),
    ];

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static IEnumerable<(string Measure, double Value)> Known(params IEnumerable<(string Measure, double? Value)> numbers) =>
        numbers.Where(number => number.Value is not null).Select(number => (number.Measure, number.Value!.Value));
}
