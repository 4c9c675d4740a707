using Portal.Domain.Experiments.Assignment;

namespace Portal.Tests.Domain.Experiments.Assignment;

public sealed class ExperimentCheckTests
{
    private static readonly ExperimentDefinition Sound = new()
    {
        Key = "diversity",
        Seed = "diversity-2026",
        HashVersion = 2,
        Variations = [0.2, 0.5, 0.8],
        Weights = [0.5, 0.3, 0.2],
        Coverage = 0.4,
    };

    public static TheoryData<ExperimentDefinition, string> Wrong => new()
    {
        { Sound with { Key = " " }, "The key is empty" },
        { Sound with { Variations = [0.2], Weights = [1] }, "There are 1 variants" },
        { Sound with { HashVersion = null }, "The hash version is not given; use 2" },
        { Sound with { HashVersion = 3 }, "The hash version is 3; use 2" },
        { Sound with { Seed = null }, "There is no seed" },
        { Sound with { Weights = [0.5, 0.3, 0.21] }, "add up to 1.01; they must add up to 1" },
        { Sound with { Weights = [0.5, 0.5] }, "There are 2 weights for 3 variants" },
        { Sound with { Weights = [1.2, -0.3, 0.1] }, "lies outside 0 to 1" },
        { Sound with { Weights = [0.5, 0.4999, 0.0001] }, "the finest there is" },
        { Sound with { Coverage = 1.5 }, "The coverage is 1.5; use 0 to 1" },
        { Sound with { Coverage = double.NaN }, "The coverage is NaN" },
        { Sound with { Ranges = [new(0, 0.5), new(0.4, 0.8), new(0.8, 1)] }, "The ranges of the variants overlap" },
        { Sound with { Ranges = [new(0, 0.5), new(0.5, 1.2), new(0, 0)] }, "[0.5, 1.2]; use 0 ≤ start ≤ end ≤ 1" },
        { Sound with { Ranges = [new(0, 0.5)] }, "There are 1 ranges for 3 variants" },
        { Sound with { Namespace = new("feed", [new(0.7, 0.2)]) }, "The ranges of the namespace hold [0.7, 0.2]" },
        { Sound with { Filters = [new() { Seed = "layer", Ranges = [new(0, 0.5)], HashVersion = 7 }] }, "The filter 'layer' has the hash version 7" },
        { Sound with { Meta = [new() { Key = "a" }, new() { Key = "a" }, new()] }, "The key 'a' belongs to 2 variants" },
        { Sound with { Meta = [new() { Key = "a" }] }, "There are 1 names for 3 variants" },
        { Sound with { Force = 3 }, "The forced variant is 3; use 0 to 2" },
        { Sound with { MinBucketVersion = 2, BucketVersion = 1 }, "The least bucket version 2 is above the bucket version 1" },
        { Sound with { Condition = PlainValue.Parse("""{"country":{"$is":"DE"}}""") }, "'$is' is no operator" },
        { Sound with { ParentConditions = [new() { Id = "beta", Condition = "on" }] }, "Of the feature 'beta': the condition is \"on\"" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_wrong_is_named_with_value_and_remedy(ExperimentDefinition definition, string part)
    {
        var error = Assert.Throws<ArgumentException>(() => ExperimentCheck.Require(definition));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_experiment_may_start()
    {
        Assert.Empty(ExperimentCheck.ProblemsOf(Sound));
        Assert.Empty(ExperimentCheck.ProblemsOf(Sound with { Weights = null, Coverage = null }));
        Assert.Empty(ExperimentCheck.ProblemsOf(Sound with { Weights = [0.3333333, 0.3333333, 0.3333334] }));
    }

    [Fact]
    public void A_condition_refers_only_to_groups_that_exist()
    {
        var definition = Sound with { Condition = PlainValue.Parse("""{"$or":[{"id":{"$inGroup":"staff"}},{"id":{"$not":{"$notInGroup":"testers"}}}]}""") };
        SavedGroups groups = new([KeyValuePair.Create("staff", (IEnumerable<PlainValue>)["anna"])]);

        Assert.Contains("'testers'", Assert.Single(ExperimentCheck.ProblemsOf(definition, groups)), StringComparison.Ordinal);
        Assert.Equal(2, ExperimentCheck.ProblemsOf(definition).Count);
    }

    [Fact]
    public void A_definition_survives_being_stored()
    {
        var definition = Sound with
        {
            Condition = PlainValue.Parse("""{"country":{"$in":["DE","日本"]},"age":{"$gt":17}}"""),
            Namespace = new("feed", [new(0, 0.2), new(0.6, 1)]),
            Filters = [new() { Seed = "layer", Ranges = [new(0.1, 0.5)] }],
            Meta = [new() { Key = "control" }, new() { Key = "more" }, new() { Key = "most", Name = "Most" }],
            BucketVersion = 3,
        };

        var json = definition.ToJson();
        var read = ExperimentDefinition.Parse(json);

        Assert.Equal(json, read.ToJson());
        Assert.Equal(definition.Condition, read.Condition);
        Assert.Equal(definition.Namespace.Ranges, read.Namespace!.Ranges);
        Assert.Equal(default, ExperimentDefinition.Parse(Sound.ToJson()).Condition);
    }

    [Theory]
    [InlineData("""{"key":"a","coverage":"half"}""", "$.coverage")]
    [InlineData("""{"coverage":0.5}""", "key")]
    [InlineData("""{"key":"a","ranges":[[0,0.5,1]]}""", "A range is a pair of numbers")]
    [InlineData("""{"key":"a","namespace":["feed"]}""", "A namespace is [name, start, end]")]
    [InlineData("{", "experiment")]
    [InlineData("null", "must be an object")]
    public void A_text_that_is_no_definition_is_refused_with_its_place(string json, string part) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => ExperimentDefinition.Parse(json)).Message, StringComparison.Ordinal);
}
