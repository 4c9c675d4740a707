using Portal.Domain.Experiments.Assignment;

namespace Portal.Tests.Domain.Experiments.Assignment;

public sealed class ExperimentPlanTests
{
    private static readonly ExperimentDefinition
        First = Of("first", "weights") with { Coverage = 0.3 },
        Second = Of("second", "weights") with { Coverage = 0.8 },
        Other = Of("other", "layout");

    [Fact]
    public void On_one_setting_only_the_first_that_takes_a_unit_counts()
    {
        ExperimentPlan plan = new([new(First), new(Second), new(Other)]);
        var assignments = Everybody().Select(plan.Assign).ToArray();

        Assert.All(assignments, all => Assert.True(all.Count(one => one.IsIn && one.Setting == "weights") <= 1));
        Assert.All(assignments.Where(all => all[0].IsIn), all => Assert.Contains(all[1].Reason, (AssignmentReason[])[AssignmentReason.Excluded, AssignmentReason.OutsideCoverage]));
        Assert.Contains(assignments, all => all[0].IsIn && all[1].Reason == AssignmentReason.Excluded);
        Assert.Contains(assignments, all => !all[0].IsIn && all[1].IsIn);
    }

    [Fact]
    public void On_different_settings_experiments_combine_independently()
    {
        ExperimentPlan plan = new([new(First with { Coverage = 1 }), new(Other)]);
        var both = Everybody().Select(plan.Assign).GroupBy(all => (all[0].Variant, all[1].Variant)).ToDictionary(group => group.Key, group => group.Count());

        // A quarter of 2,000 each, within four standard errors.
        Assert.Equal(4, both.Count);
        Assert.All(both.Values, count => Assert.InRange(count, 422, 578));
    }

    [Fact]
    public void Nobody_is_moved_when_the_coverage_of_an_earlier_experiment_is_raised()
    {
        ExperimentPlan before = new([new(First), new(Second)]), after = new([new(First with { Coverage = 1 }), new(Second)]);
        foreach (var unit in Everybody())
        {
            if (before.Assign(unit with { Sticky = StickyBuckets.Empty })[1].Remember is { } remembered)
            {
                var all = after.Assign(unit with { Sticky = new StickyBuckets([remembered]) });

                Assert.Equal((AssignmentReason.Excluded, AssignmentReason.Remembered), (all[0].Reason, all[1].Reason));
                Assert.Null(all[0].Remember);
            }
        }
    }

    [Fact]
    public void A_variant_somebody_asks_for_goes_before_an_earlier_experiment()
    {
        ExperimentPlan plan = new([new(First with { Coverage = 1 }), new(Second)]);

        var all = plan.Assign(Unit(1) with { ForcedVariants = new Dictionary<string, int> { ["second"] = 1 } });

        Assert.Equal((AssignmentReason.Excluded, AssignmentReason.Forced), (all[0].Reason, all[1].Reason));
        Assert.Equal((0, false), (all[0].Variant, all[0].IsIn));
    }

    [Fact]
    public void Experiments_without_a_setting_exclude_nobody()
    {
        ExperimentPlan plan = new([new(First with { Setting = null, Coverage = 1 }), new(Second with { Setting = null, Coverage = 1 })]);

        Assert.All(Everybody().Take(50), unit => Assert.All(plan.Assign(unit), one => Assert.True(one.IsIn)));
    }

    [Fact]
    public void Two_experiments_with_one_key_are_refused() =>
        Assert.Contains("'first'", Assert.Throws<ArgumentException>(() => new ExperimentPlan([new(First), new(Other), new(First)])).Message, StringComparison.Ordinal);

    [Fact]
    public void One_seed_for_two_settings_is_a_problem_and_for_one_setting_is_not()
    {
        Assert.Contains("first, other", Assert.Single(new ExperimentPlan([new(First), new(Other with { Seed = First.Seed })]).Problems), StringComparison.Ordinal);
        Assert.Empty(new ExperimentPlan([new(First), new(Second with { Seed = First.Seed }), new(Other)]).Problems);
    }

    private static ExperimentDefinition Of(string key, string setting) => new() { Key = key, Setting = setting, Seed = key + "-2026", HashVersion = 2, Variations = [0, 1] };

    private static IEnumerable<AssignmentContext> Everybody() => Enumerable.Range(0, 2_000).Select(Unit);

    private static AssignmentContext Unit(int number) => new() { Attributes = new Dictionary<string, PlainValue> { ["id"] = $"user-{number}" } };
}
