using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Bandits;
using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;
using Portal.Experiments.Metrics;
using Portal.People;
using Portal.Shared;

namespace Portal.Experiments.Boards;

/// <summary>What the dashboard says in sentences.</summary>
internal sealed class BoardWords(IStringLocalizer<BoardText> text, IStringLocalizer<MetricText> metrics)
{
    private const double ChanceOfLeader = 0.95;

    /// <summary>Name of a metric.</summary>
    public string Metric(string key) => ExperimentMetrics.Find(key) is null ? key : metrics.Name(key);

    /// <summary>What a metric tells; null when nobody has written it.</summary>
    public string? About(string key) => ExperimentMetrics.Find(key) is null ? null : metrics.About(key);

    /// <summary>Name of a segment, e.g. "Device: phone".</summary>
    public string Segment(string dimension, string? value) => text["Segment", Known($"Dimension.{dimension}", dimension), value is null ? text["Segment.Unknown"] : Known($"Segment.{dimension}.{value}", value)];

    /// <summary>Why an estimate says nothing.</summary>
    public string Obstacle(EffectObstacle obstacle) => text[$"Obstacle.{obstacle}"];

    /// <summary>Where the experiment stands, and by which rule.</summary>
    public BoardStatus Status(Board board) => board switch
    {
        { Result: null } => new BoardStatus(BadgeKind.Neutral, text["Status.NoData"], text[board.Experiment.State == ExperimentState.Draft ? "Rule.Draft" : "Rule.NotCounted"]),
        { Result.Reading.Bandit: { } bandit } => Leader(board, bandit),
        { Report: { } report } => Status(board, report),
        { Result.Reading.Interleaving: { } preferences } => Preference(board, preferences),
        _ => new BoardStatus(BadgeKind.Neutral, text["Status.NoData"], text["Rule.NoUnits"]),
    };

    /// <summary>What was decided; null before.</summary>
    /// <param name="board">The dashboard.</param>
    /// <param name="zone">The reader's time zone.</param>
    public string? Decided(Board board, TimeZoneInfo zone) => board.Experiment is { Decision: not ExperimentDecision.None } made
        ? text[$"Decided.{made.Decision}", made.DecisionVariant is { } variant ? board.Name(variant) : "", made.DecidedBy ?? "", BrowserTime.Local(made.DecidedUtc ?? default, zone)].Value
        : null;

    private BoardStatus Status(Board board, ExperimentReport report)
    {
        var (decision, isOver) = (report.Decision, board.Experiment.State == ExperimentState.Stopped);
        var variant = decision.Arm is { } arm ? board.Name(arm) : "";
        var title = decision switch
        {
            { Status: DecisionStatus.DaysLeft } when isOver => text["Status.Stopped"],
            { Status: DecisionStatus.DaysLeft, DaysLeft: null } => text["Status.GoesOn"],
            { Status: DecisionStatus.DaysLeft, DaysLeft: { } days } => text[days == 1 ? "Status.DayLeft" : "Status.DaysLeft", days],
            _ => text[$"Status.{decision.Status}", variant],
        };
        var kind = decision.Status switch
        {
            DecisionStatus.ShipNow => BadgeKind.Success,
            DecisionStatus.Unhealthy or DecisionStatus.RollBackNow => BadgeKind.Danger,
            DecisionStatus.ReadyForReview => BadgeKind.Warning,
            DecisionStatus.DaysLeft => BadgeKind.Info,
            _ => BadgeKind.Neutral,
        };
        return new BoardStatus(kind, title, Rule(decision, variant, report.Plan));
    }

    private string Rule(ExperimentStanding decision, string variant, AnalysisPlan plan)
    {
        var isPValue = decision.Rule is DecisionRule.SampleRatio or DecisionRule.SegmentRatio or DecisionRule.Harm or DecisionRule.Contradiction or DecisionRule.Win;
        Func<double, string> words = decision.Rule switch
        {
            _ when isPValue => BoardFormat.PValue,
            DecisionRule.InSeveralArms => BoardFormat.Percent,
            DecisionRule.FirstDay or DecisionRule.MinimumDays => days => days.ToString("0.#", CultureInfo.CurrentCulture),
            _ => BoardFormat.Count,
        };
        var metric = decision.Metric is { } key ? Metric(key) : "";
        var look = text[plan.Sequential ? "Look.Every" : "Look.Planned"];
        return text[$"Rule.{decision.Rule}", variant, metric, decision.Value is { } value ? isPValue ? BoardFormat.IsPValue(value) : words(value) : "", decision.Limit is { } limit ? words(limit) : "", look];
    }

    // By the chance to be best: a bandit that is stopped does not claim an effect of a size.
    private BoardStatus Leader(Board board, BanditReport bandit)
    {
        var (leader, chance) = bandit.Arms.Index().Select(arm => (arm.Index, arm.Item.ChanceToBeBest)).MaxBy(arm => arm.ChanceToBeBest);
        var rule = text["Rule.Leader", board.Name(leader), BoardFormat.Percent(chance), BoardFormat.Percent(ChanceOfLeader)];
        return bandit switch
        {
            { Units: 0 } => new BoardStatus(BadgeKind.Neutral, text["Status.NoData"], text["Rule.NoUnits"]),
            { IsBlocked: true } => new BoardStatus(BadgeKind.Danger, text["Status.Unhealthy"], text["Rule.BanditRatio", BoardFormat.IsPValue(bandit.RatioPValue), BoardFormat.PValue(SampleRatio.UsualAlpha)]),
            { IsBurningIn: true } => new BoardStatus(BadgeKind.Info, text["Status.BurningIn"], text["Rule.BurningIn"]),
            _ when chance >= ChanceOfLeader => new BoardStatus(BadgeKind.Success, text["Status.Leader", board.Name(leader)], rule),
            _ => new BoardStatus(BadgeKind.Info, text["Status.NoLeader"], rule),
        };
    }

    // Of two rankings; the sign of each unit decides, however often one looks.
    private BoardStatus Preference(Board board, InterleavingResult result)
    {
        if (result.Comparisons.FirstOrDefault(one => one.Wins + one.Losses > 0) is not { } comparison)
        {
            return new BoardStatus(BadgeKind.Neutral, text["Status.NoData"], text["Rule.NoPreference"]);
        }

        var (name, p) = (board.Name(comparison.Team), BoardFormat.IsPValue(comparison.SequentialPValue));
        return comparison.Verdict switch
        {
            TeamVerdict.Preferred => new BoardStatus(BadgeKind.Success, text["Status.Preferred", name], text["Rule.Preference", p, BoardFormat.PValue(board.Plan.Alpha)]),
            TeamVerdict.Rejected => new BoardStatus(BadgeKind.Danger, text["Status.Preferred", board.Name(result.Control)], text["Rule.Preference", p, BoardFormat.PValue(board.Plan.Alpha)]),
            _ => new BoardStatus(BadgeKind.Info, text[board.Experiment.State == ExperimentState.Stopped ? "Status.NoPreference" : "Status.OpenPreference"], text["Rule.OpenPreference", p, BoardFormat.PValue(board.Plan.Alpha)]),
        };
    }

    private string Known(string key, string otherwise) => text[key] is { ResourceNotFound: false } known ? known.Value : otherwise;
}
