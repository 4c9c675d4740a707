using Portal.Domain.Experiments.Assignment;

namespace Portal.Tests.Domain.Experiments.Assignment;

public sealed class ExperimentRuleTests
{
    private const int Units = 3_000;

    private static readonly ExperimentDefinition Diversity = new()
    {
        Key = "diversity",
        Seed = "diversity-2026",
        HashVersion = 2,
        Variations = ["off", "some", "much"],
        Weights = [0.5, 0.3, 0.2],
        Meta = [new() { Key = "control" }, new() { Key = "some" }, new() { Key = "much" }],
    };

    [Fact]
    public void Variants_get_their_weights()
    {
        ExperimentRule rule = new(Diversity);
        var shares = Enumerable.Range(0, 3).Select(variant => Everybody().Count(unit => rule.Assign(unit).Variant == variant) / (double)Units).ToArray();

        // Within four standard errors.
        Assert.All(Diversity.Weights!.Zip(shares), pair => Assert.InRange(pair.Second, pair.First - 0.037, pair.First + 0.037));
    }

    [Fact]
    public void Raising_the_coverage_keeps_everybody_who_is_in()
    {
        ExperimentRule less = new(Diversity with { Coverage = 0.2 }), more = new(Diversity with { Coverage = 0.7 });

        var kept = Everybody().Select(unit => (Before: less.Assign(unit), After: more.Assign(unit))).Where(pair => pair.Before.IsIn).ToArray();

        Assert.InRange(kept.Length, 500, 700);
        Assert.All(kept, pair => Assert.Equal((true, pair.Before.Variant), (pair.After.IsIn, pair.After.Variant)));
    }

    [Fact]
    public void A_unit_keeps_its_variant_when_weights_change_if_it_is_remembered()
    {
        ExperimentRule before = new(Diversity), after = new(Diversity with { Weights = [0.1, 0.1, 0.8], Coverage = 0.05, Condition = PlainValue.Parse("""{"id":"nobody"}""") });
        foreach (var unit in Everybody().Take(300))
        {
            var first = before.Assign(unit with { Sticky = StickyBuckets.Empty });
            var remembering = unit with { Sticky = new StickyBuckets([first.Remember!]) };

            var second = after.Assign(remembering);

            Assert.Equal((true, first.Variant, AssignmentReason.Remembered, null), (second.IsIn, second.Variant, second.Reason, second.Remember));
            Assert.False(after.Assign(unit with { Sticky = StickyBuckets.Empty }).IsIn);
        }
    }

    [Fact]
    public void Without_a_memory_nothing_is_to_be_stored() => Assert.All(Everybody().Take(20), unit => Assert.Null(new ExperimentRule(Diversity).Assign(unit).Remember));

    [Fact]
    public void A_variant_that_was_removed_is_forgotten()
    {
        var unit = Unit("anna") with { Sticky = new StickyBuckets([new("id", "anna", "diversity", 0, "gone")]) };

        var assignment = new ExperimentRule(Diversity).Assign(unit);

        Assert.Equal((AssignmentReason.Hashed, new StickyBucket("id", "anna", "diversity", 0, assignment.VariantKey)), (assignment.Reason, assignment.Remember));
    }

    [Fact]
    public void Each_reason_is_told()
    {
        var anna = Unit("anna");
        Assert.Equal(AssignmentReason.Hashed, Reason(Diversity, anna));
        Assert.Equal(AssignmentReason.TooFewVariants, Reason(Diversity with { Variations = ["off"] }, anna));
        Assert.Equal(AssignmentReason.Disabled, Reason(Diversity, anna with { IsEnabled = false }));
        Assert.Equal(AssignmentReason.Disabled, Reason(Diversity with { Active = false }, anna));
        Assert.Equal(AssignmentReason.MissingUnit, Reason(Diversity, Unit("")));
        Assert.Equal(AssignmentReason.HeldOut, Reason(Diversity, anna with { Holdouts = [new("holdout", 1)] }));
        Assert.Equal(AssignmentReason.OutsideNamespace, Reason(Diversity with { Namespace = new("feed", []) }, anna));
        Assert.Equal(AssignmentReason.OutsideNamespace, Reason(Diversity with { Filters = [new() { Seed = "layer", Ranges = [] }] }, anna));
        Assert.Equal(AssignmentReason.NotTargeted, Reason(Diversity with { Condition = PlainValue.Parse("""{"age":{"$gt":17}}""") }, anna));
        Assert.Equal(AssignmentReason.PrerequisiteNotMet, Reason(Diversity with { ParentConditions = [new() { Id = "beta", Condition = PlainValue.Parse("""{"value":true}""") }] }, anna));
        Assert.Equal(AssignmentReason.UnknownHashVersion, Reason(Diversity with { HashVersion = 3 }, anna));
        Assert.Equal(AssignmentReason.OutsideCoverage, Reason(Diversity with { Coverage = 0 }, anna));
        Assert.Equal(AssignmentReason.Blocked, Reason(Diversity with { BucketVersion = 1, MinBucketVersion = 1 }, anna with { Sticky = new StickyBuckets([new("id", "anna", "diversity", 0, "some")]) }));
        Assert.Equal(AssignmentReason.QaMode, Reason(Diversity, anna with { IsQaMode = true }));
        Assert.Equal(AssignmentReason.Forced, Reason(Diversity, anna with { Url = "https://portal/feed?diversity=2" }));
        Assert.Equal(AssignmentReason.UnknownVariant, Reason(Diversity, anna with { ForcedVariants = new Dictionary<string, int> { ["diversity"] = 3 } }));
    }

    [Fact]
    public void A_unit_that_is_not_in_gets_the_first_variant_and_is_not_counted()
    {
        var assignment = new ExperimentRule(Diversity with { Coverage = 0 }).Assign(Unit("anna"));

        Assert.Equal((0, "control", false, false), (assignment.Variant, assignment.VariantKey, assignment.IsIn, assignment.IsCounted));
    }

    [Fact]
    public void Whom_somebody_shows_a_variant_is_not_counted_and_not_remembered()
    {
        var assignment = new ExperimentRule(Diversity).Assign(Unit("anna") with { Url = "https://portal/feed?diversity=2", Holdouts = [new("holdout", 1)], Sticky = StickyBuckets.Empty });

        Assert.Equal((2, true, false, null), (assignment.Variant, assignment.IsIn, assignment.IsCounted, assignment.Remember));
    }

    [Fact]
    public void Who_is_held_out_is_so_in_every_experiment_and_stays_so_when_more_are()
    {
        ExperimentRule[] rules = [new(Diversity), new(Diversity with { Key = "freshness", Seed = "freshness-2026" })];
        Holdout[] few = [new("holdout-2026", 0.05)], more = [new("holdout-2026", 0.1)];
        var held = Everybody().Where(unit => rules[0].Assign(unit with { Holdouts = few }).Reason == AssignmentReason.HeldOut).ToArray();

        Assert.InRange(held.Length, 100, 200);
        Assert.All(held, unit => Assert.All(rules, rule => Assert.Equal(AssignmentReason.HeldOut, rule.Assign(unit with { Holdouts = more }).Reason)));
        Assert.Contains(Everybody(), unit => rules[1].Assign(unit with { Holdouts = few }).IsIn);
    }

    [Theory]
    [InlineData("", 0.1)]
    [InlineData("holdout", -0.1)]
    [InlineData("holdout", 1.1)]
    [InlineData("holdout", double.NaN)]
    public void A_holdout_needs_a_seed_and_a_share(string seed, double share) => Assert.ThrowsAny<ArgumentException>(() => new Holdout(seed, share));

    private static AssignmentReason Reason(ExperimentDefinition definition, AssignmentContext context) => new ExperimentRule(definition).Assign(context).Reason;

    private static IEnumerable<AssignmentContext> Everybody() => Enumerable.Range(0, Units).Select(i => Unit($"user-{i}"));

    private static AssignmentContext Unit(string id) => new() { Attributes = new Dictionary<string, PlainValue> { ["id"] = id } };
}
