using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Experiments.Boards;

/// <summary>How the numbers of a metric came about, step by step, with the numbers put in.</summary>
internal sealed class FormulaWords(IStringLocalizer<BoardText> text)
{
    /// <summary>The steps from the units to what is claimed.</summary>
    /// <param name="board">The dashboard.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="arm">The variant, compared with the control.</param>
    public IEnumerable<string> Steps(Board board, MetricReport metric, ArmEffect arm)
    {
        var (plan, effect, definition) = (board.Report!.Plan, arm.Effect, metric.Metric);
        if (metric.Limit is { } limit)
        {
            yield return text["Step.Cut", BoardFormat.Number(limit), (definition.WinsoriseAt ?? 1).ToString("0.##%", CultureInfo.CurrentCulture)];
        }

        if (metric.InProgress > 0)
        {
            yield return text["Step.InProgress", BoardFormat.Count(metric.InProgress), definition.ConversionWindow?.TotalDays ?? 0];
        }

        if (!effect.IsInformative)
        {
            yield break;
        }

        if (effect.Cuped is { } cuped)
        {
            yield return text["Step.Cuped", board.Plan.CupedDays, BoardFormat.Number(cuped.Theta), BoardFormat.Percent(cuped.VarianceSaved)];
        }

        var (control, variant) = (BoardFormat.Value(definition.Kind, effect.Control, effect.Treatment), BoardFormat.Value(definition.Kind, effect.Treatment, effect.Control));
        yield return text[$"Step.Effect.{effect.Scale}", variant, control, Effect(effect, effect.Effect), BoardFormat.Value(definition.Kind, arm.Control, arm.Value)];
        yield return text[$"Step.Error.{definition.Kind}", BoardFormat.Size(effect.Scale, effect.StandardError)];
        yield return text["Step.Once", Effect(effect, effect.Effect), BoardFormat.Size(effect.Scale, effect.StandardError), Decimals(effect.Effect / effect.StandardError), BoardFormat.Count(effect.DegreesOfFreedom),
            BoardFormat.IsPValue(effect.PValue), BoardFormat.Percent(1 - plan.Alpha), Decimals((effect.High - effect.Low) / 2 / effect.StandardError)];
        yield return text["Step.Always", Decimals((effect.SequentialHigh - effect.SequentialLow) / 2 / effect.StandardError), BoardFormat.Count(plan.PlannedUnits), BoardFormat.IsPValue(effect.SequentialPValue)];
        yield return text[$"Step.Corrected.{definition.Role}", BoardFormat.IsPValue(arm.AdjustedPValue), BoardFormat.PValue(arm.AdjustedSequentialPValue), Tests(board.Report, definition.Role)];
        if (effect.Posterior is { } posterior)
        {
            yield return text["Step.Belief", BoardFormat.Percent(posterior.ChanceToWin), BoardFormat.Size(effect.Scale, posterior.RiskOfTreatment), BoardFormat.Size(effect.Scale, posterior.RiskOfControl), Effect(effect, posterior.Low), Effect(effect, posterior.High)];
        }
    }

    /// <summary>How many comparisons the p-values of a role are corrected over.</summary>
    public static int Tests(ExperimentReport report, MetricRole role) => report.Metrics.Where(metric => metric.Metric.Role == role).Sum(metric => metric.Arms.Count(arm => arm.Effect.IsInformative));

    private static string Effect(EffectEstimate of, double value) => BoardFormat.Effect(of.Scale, value);

    private static string Decimals(double value) => value.ToString("0.00", CultureInfo.CurrentCulture);
}
