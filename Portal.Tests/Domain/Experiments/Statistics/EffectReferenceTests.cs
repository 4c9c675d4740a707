using System.Text.Json;
using Portal.Domain.Experiments.Statistics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Experiments.Statistics.StatsReference;

namespace Portal.Tests.Domain.Experiments.Statistics;

/// <summary>gbstats and scipy tell the same of the same arms, to 1e-9 of each number (ends of intervals: of the interval's width).</summary>
public sealed class EffectReferenceTests
{
    [SharedDataFact(StatsReference.File)]
    public void Fixed_and_sequential_tests_agree()
    {
        foreach (var one in Group("frequentist", 160))
        {
            var test = one.Text("test");
            var sequential = test == "sequential_two_sided";
            EffectOptions options = new()
            {
                Scale = one.Scale(),
                Alpha = one.Number("alpha"),
                PlannedUnits = sequential ? one.Number("sequential_tuning_parameter") : 5000,
                Alternative = test switch { "one_sided_greater" => Alternative.Greater, "one_sided_lesser" => Alternative.Less, _ => Alternative.TwoSided },
            };

            var estimate = EffectEstimator.Estimate(one.Text("statistic") == "mean" ? MetricKind.Mean : MetricKind.Proportion, one.Arm("a"), one.Arm("b"), options);

            Near("frequentist", one.Number("dof"), estimate.DegreesOfFreedom);
            Same("frequentist", one.GetProperty("result"), estimate, sequential);
        }
    }

    [SharedDataFact(StatsReference.File)]
    public void Ratios_agree()
    {
        foreach (var one in Group("ratio_metric_delta_method", 6))
        {
            EffectOptions options = new() { Scale = one.Scale(), PlannedUnits = 5000 };

            var estimate = EffectEstimator.Estimate(MetricKind.Ratio, Ratio(one.GetProperty("a")), Ratio(one.GetProperty("b")), options);

            Same("ratio", one.GetProperty("t"), estimate, sequential: false);
            Same("ratio", one.GetProperty("sequential"), estimate, sequential: true);
        }
    }

    [SharedDataFact(StatsReference.File)]
    public void Adjusted_and_unadjusted_effects_agree()
    {
        foreach (var one in Group("cuped", 6))
        {
            EffectOptions options = new() { Scale = one.Scale(), PlannedUnits = 5000, Cuped = true };

            var estimate = EffectEstimator.Estimate(MetricKind.Mean, PrePost(one.GetProperty("a")), PrePost(one.GetProperty("b")), options);

            Near("cuped", one.Number("theta"), estimate.Cuped!.Theta);
            Same("cuped", one.GetProperty("adjusted"), estimate, sequential: false);
            Same("cuped", one.GetProperty("unadjusted"), estimate.Cuped.Unadjusted, sequential: false);
            Assert.InRange(estimate.Cuped.VarianceSaved, 0.3, 0.5);
        }
    }

    [SharedDataFact(StatsReference.File)]
    public void Posteriors_agree()
    {
        foreach (var one in Group("bayesian_normal_posterior", 96))
        {
            var prior = one.GetProperty("prior");
            EffectOptions options = new()
            {
                Scale = one.Scale(),
                PlannedUnits = 5000,
                Prior = prior.ValueKind == JsonValueKind.Null ? null : new NormalPrior(prior.Number("mean"), prior.Number("variance")),
                LessIsBetter = one.GetProperty("inverse").GetBoolean(),
            };

            var posterior = EffectEstimator.Estimate(one.Text("statistic") == "mean" ? MetricKind.Mean : MetricKind.Proportion, one.Arm("a"), one.Arm("b"), options).Posterior!;

            var result = one.GetProperty("result");
            Near("bayes", result.Number("expected"), posterior.Mean);
            Near("bayes", result.GetProperty("uplift").Number("stddev"), posterior.Deviation);
            Near("bayes", result.Number("chanceToWin"), posterior.ChanceToWin);
            Near("bayes", result.Numbers("risk")[0], posterior.RiskOfControl, absolute: 1e-15);
            Near("bayes", result.Numbers("risk")[1], posterior.RiskOfTreatment, absolute: 1e-15);
            Ends("bayes", result.Numbers("ci"), posterior.Low, posterior.High);
        }
    }

    private static void Same(string group, JsonElement expected, EffectEstimate actual, bool sequential)
    {
        Assert.Null(actual.Obstacle);
        Near(group, expected.Number("expected"), actual.Effect);
        Near(group, expected.GetProperty("uplift").Number("stddev"), actual.StandardError);
        Near(group, expected.Number("pValue"), sequential ? actual.SequentialPValue : actual.PValue);
        Ends(group, expected.Numbers("ci"), sequential ? actual.SequentialLow : actual.Low, sequential ? actual.SequentialHigh : actual.High);
    }

    private static void Ends(string group, double[] expected, double low, double high)
    {
        var width = double.IsFinite(expected[1] - expected[0]) ? expected[1] - expected[0] : 0;
        Near(group, expected[0], low, absolute: 1e-9 * width);
        Near(group, expected[1], high, absolute: 1e-9 * width);
    }

    private static ArmMoments Ratio(JsonElement arm) => ArmMoments.FromSums(new ArmSums
    {
        N = arm.GetProperty("n").GetInt64(),
        Sum = arm.Number("m_sum"),
        SumSquares = arm.Number("m_sum_squares"),
        DenominatorSum = arm.Number("d_sum"),
        DenominatorSumSquares = arm.Number("d_sum_squares"),
        CrossSum = arm.Number("m_d_sum_of_products"),
    });

    private static ArmMoments PrePost(JsonElement arm) => ArmMoments.FromSums(new ArmSums
    {
        N = arm.GetProperty("n").GetInt64(),
        Sum = arm.Number("post_sum"),
        SumSquares = arm.Number("post_sum_squares"),
        PreSum = arm.Number("pre_sum"),
        PreSumSquares = arm.Number("pre_sum_squares"),
        PostPreSum = arm.Number("post_pre_sum_of_products"),
    });
}
