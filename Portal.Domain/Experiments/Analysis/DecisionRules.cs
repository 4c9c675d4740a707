namespace Portal.Domain.Experiments.Analysis;

/// <summary>Decides where an experiment stands; the rules are those of <see cref="DecisionRule"/>, in its order.</summary>
internal sealed class DecisionRules(AnalysisPlan plan, SampleRatioReport ratio, IReadOnlyList<MetricReport> metrics)
{
    private sealed record ArmStand(int Arm, Finding? Win, Finding? Harm);

    private readonly record struct Finding(string Metric, double PValue);

    /// <param name="units">Units that count.</param>
    /// <param name="inSeveralArms">Units that do not.</param>
    /// <param name="days">Days since the first exposure.</param>
    public ExperimentStanding Decide(long units, long inSeveralArms, double days)
    {
        var daysLeft = DaysLeft(units, days);
        return Health(units, inSeveralArms)
            ?? (days < 1 ? new ExperimentStanding(DecisionStatus.DaysLeft, DecisionRule.FirstDay) { Value = days, Limit = 1, DaysLeft = daysLeft } : null)
            ?? Outcome(days)
            ?? (days < plan.MinimumDays ? new ExperimentStanding(DecisionStatus.DaysLeft, DecisionRule.MinimumDays) { Value = days, Limit = plan.MinimumDays, DaysLeft = daysLeft } : null)
            ?? (units >= plan.PlannedUnits
                ? new ExperimentStanding(DecisionStatus.ReadyForReview, DecisionRule.PlanReached) { Value = units, Limit = plan.PlannedUnits }
                : new ExperimentStanding(DecisionStatus.DaysLeft, DecisionRule.PlanNotReached) { Value = units, Limit = plan.PlannedUnits, DaysLeft = daysLeft });
    }

    private ExperimentStanding? Health(long units, long inSeveralArms)
    {
        if (ratio.Units[plan.Control] == 0 || ratio.Units.Count(count => count > 0) < 2)
        {
            return new ExperimentStanding(ratio.IsWrong ? DecisionStatus.Unhealthy : DecisionStatus.NoData, ratio.IsWrong ? DecisionRule.SampleRatio : DecisionRule.NoUnits);
        }

        if (ratio.IsWrong)
        {
            return new ExperimentStanding(DecisionStatus.Unhealthy, DecisionRule.SampleRatio) { Value = Math.Min(ratio.PValue, ratio.SequentialPValue), Limit = plan.RatioAlpha };
        }

        if (ratio.Segments.Where(segment => segment.IsWrong).MinBy(segment => segment.AdjustedPValue) is { } worst)
        {
            return new ExperimentStanding(DecisionStatus.Unhealthy, DecisionRule.SegmentRatio) { Value = worst.AdjustedPValue, Limit = plan.RatioAlpha };
        }

        var share = inSeveralArms / (double)(units + inSeveralArms);
        return share > plan.MostInSeveralArms
            ? new ExperimentStanding(DecisionStatus.Unhealthy, DecisionRule.InSeveralArms) { Value = share, Limit = plan.MostInSeveralArms }
            : null;
    }

    private ExperimentStanding? Outcome(double days)
    {
        var stands = Enumerable.Range(0, plan.Arms.Count).Where(arm => arm != plan.Control).Select(Stand).ToList();
        if (stands.All(stand => stand is { Harm: not null, Win: null }))
        {
            var worst = stands.MinBy(stand => stand.Harm!.Value.PValue)!;
            return Found(DecisionStatus.RollBackNow, DecisionRule.Harm, worst.Arm, worst.Harm!.Value);
        }

        if (days < plan.MinimumDays)
        {
            return null;
        }

        if (stands.Where(stand => stand is { Win: not null, Harm: null }).MinBy(stand => stand.Win!.Value.PValue) is { } winner)
        {
            return Found(DecisionStatus.ShipNow, DecisionRule.Win, winner.Arm, winner.Win!.Value);
        }

        return stands.Find(stand => stand is { Win: not null, Harm: not null }) is { } torn
            ? Found(DecisionStatus.ReadyForReview, DecisionRule.Contradiction, torn.Arm, torn.Harm!.Value)
            : null;
    }

    private ExperimentStanding Found(DecisionStatus status, DecisionRule rule, int arm, Finding finding) =>
        new(status, rule) { Arm = arm, Metric = finding.Metric, Value = finding.PValue, Limit = plan.Alpha };

    private ArmStand Stand(int arm) => new(
        arm,
        Strongest(arm, EffectVerdict.Better, MetricRole.Primary),
        Strongest(arm, EffectVerdict.Worse, MetricRole.Primary, MetricRole.Guardrail));

    private Finding? Strongest(int arm, EffectVerdict verdict, params MetricRole[] roles) => metrics
        .Where(metric => roles.Contains(metric.Metric.Role))
        .SelectMany(metric => metric.Arms.Where(effect => effect.Arm == arm && effect.Verdict == verdict).Select(effect => new Finding(metric.Metric.Key, plan.Sequential ? effect.AdjustedSequentialPValue : effect.AdjustedPValue)))
        .OrderBy(finding => finding.PValue).Select(finding => (Finding?)finding).FirstOrDefault();

    // As many units a day as so far; of the first day as if it were a whole one.
    private int? DaysLeft(long units, double days)
    {
        if (units == 0)
        {
            return null;
        }

        var forUnits = (plan.PlannedUnits - units) / (units / Math.Max(1, days));
        return (int)Math.Ceiling(Math.Clamp(Math.Max(forUnits, plan.MinimumDays - days), 1, int.MaxValue));
    }
}
