using System.Text.Json;
using Portal.Domain.Experiments.Assignment;
using Portal.Domain.Experiments.Assignment.Targeting;
using Portal.Tests.Support;
using Xunit.Abstractions;

namespace Portal.Tests.Domain.Experiments.Assignment;

/// <summary>
/// Assignment agrees with the GrowthBook specification, version 5, case by case. Three groups have no counterpart in a portal that assigns on the server: urlRedirect
/// (sends a browser elsewhere), decrypt (definitions sent to browsers) and contextualBandit, with the four cases of the group feature whose rules refer to one.
/// </summary>
public sealed class GrowthBookConformanceTests(ITestOutputHelper output)
{
    [SharedDataFact(GrowthBookCases.File)]
    public void Hash() => All("hash", 15, c => $"{c[0]} {c[1]} v{c[2]}", c => UnitHash.Of(c[0].GetString()!, c[1].GetString()!, c[2].GetInt32()) == Number(c[3]));

    [SharedDataFact(GrowthBookCases.File)]
    public void Bucket_ranges() => All("getBucketRange", 13, Name, c =>
    {
        var ranges = BucketRanges.Of(c[1][0].GetInt32(), c[1][1].GetDouble(), c[1][2].Deserialize<double[]?>());
        var expected = c[2].Deserialize<BucketRange[]>()!;
        return ranges.Length == expected.Length && ranges.Zip(expected).All(pair => Near(pair.First.Start, pair.Second.Start) && Near(pair.First.End, pair.Second.End));
    });

    [SharedDataFact(GrowthBookCases.File)]
    public void Choice_of_a_variant() => All("chooseVariation", 13, Name, c => BucketRanges.Choose(c[1].GetDouble(), c[2].Deserialize<BucketRange[]>()) == c[3].GetInt32());

    [SharedDataFact(GrowthBookCases.File)]
    public void Equal_weights() => All("getEqualWeights", 6, c => c[0].ToString(), c =>
    {
        var weights = BucketRanges.EqualWeights(c[0].GetInt32());
        var expected = c[1].Deserialize<double[]>()!;
        return weights.Length == expected.Length && weights.Zip(expected).All(pair => Near(pair.First, pair.Second));
    });

    [SharedDataFact(GrowthBookCases.File)]
    public void Namespaces() => All("inNamespace", 16, Name, c => c[2].Deserialize<UnitNamespace>()!.Contains(c[1].GetString()!) == c[3].GetBoolean());

    [SharedDataFact(GrowthBookCases.File)]
    public void Variants_asked_for_by_the_address() => All("getQueryStringOverride", 16, Name, c =>
        QueryOverride.Of(c[1].GetString()!, c[2].GetString(), c[3].GetInt32()) == (c[4].ValueKind == JsonValueKind.Null ? null : c[4].GetInt32()));

    [SharedDataFact(GrowthBookCases.File)]
    public void Conditions() => All("evalCondition", 248, Name, c =>
        TargetingCondition.Read(PlainValue.From(c[1])).Matches(PlainValue.From(c[2]).Members, GrowthBookCases.Groups(c.GetArrayLength() > 4 ? c[4] : null)) == c[3].GetBoolean());

    [SharedDataFact(GrowthBookCases.File)]
    public void Experiments() => All("run", 73, Name, c =>
    {
        ExperimentRule rule = new(ExperimentDefinition.Parse(c[2].GetRawText()));
        var assignment = rule.Assign(GrowthBookCases.Context(c[1]));
        return rule.ValueOf(assignment.Variant) == PlainValue.From(c[3]) && assignment.IsIn == c[4].GetBoolean() && assignment.IsCounted == c[5].GetBoolean();
    });

    [SharedDataFact(GrowthBookCases.File)]
    public void Features() => All("feature", 51, Name, c =>
    {
        var result = GrowthBookCases.Context(c[1]).Feature(c[2].GetString()!);
        return result.Value == PlainValue.From(c[3].GetProperty("value"))
            && result.IsOn == c[3].GetProperty("on").GetBoolean()
            && result.Source == GrowthBookCases.Source(c[3].GetProperty("source").GetString()!)
            && result.RuleId == c[3].GetProperty("ruleId").GetString()
            && IsSame(result.Assignment, GrowthBookCases.Optional(c[3], "experimentResult"));
    }, c => !c[1].TryGetProperty("contextualBandits", out _));

    [SharedDataFact(GrowthBookCases.File)]
    public void Sticky_buckets() => All("stickyBucket", 13, Name, c =>
    {
        // Only what belongs to the unit's own attributes is loaded, as the portal does.
        var attributes = PlainValue.From(c[1].GetProperty("attributes")).Members;
        StickyBucket[] stored = [.. c[2].EnumerateArray().SelectMany(GrowthBookCases.Remembered).Where(bucket => attributes.GetValueOrDefault(bucket.Attribute).ToUnit() == bucket.Unit)];
        var assignment = GrowthBookCases.Context(c[1], stored).Feature(c[3].GetString()!).Assignment;

        var now = assignment?.Remember is { } added ? [.. stored, added] : stored;
        return IsSame(assignment, c[4].ValueKind == JsonValueKind.Null ? null : c[4])
            && now.ToHashSet().SetEquals(c[5].EnumerateObject().SelectMany(document => GrowthBookCases.Remembered(document.Value)));
    });

    private static bool IsSame(ExperimentAssignment? assignment, JsonElement? expected) => (assignment, expected) switch
    {
        (null, null) => true,
        ({ } own, { } other) => own.IsIn == other.GetProperty("inExperiment").GetBoolean()
            && own.Variant == other.GetProperty("variationId").GetInt32()
            && own.VariantKey == other.GetProperty("key").GetString()
            && own.IsCounted == other.GetProperty("hashUsed").GetBoolean()
            && own.IsSticky == other.GetProperty("stickyBucketUsed").GetBoolean()
            && own.Attribute == other.GetProperty("hashAttribute").GetString()
            && own.Unit == other.GetProperty("hashValue").ToString()
            && own.Bucket == (GrowthBookCases.Optional(other, "bucket") is { } bucket ? bucket.GetDouble() : null),
        _ => false,
    };

    private static string Name(JsonElement c) => c[0].GetString()!;

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-8;

    private void All(string group, int total, Func<JsonElement, string> name, Func<JsonElement, bool> passes, Func<JsonElement, bool>? applies = null)
    {
        var cases = GrowthBookCases.Of(group).Where(applies ?? (_ => true)).ToArray();
        string[] failed = [.. cases.Where(c => !passes(c)).Select(name)];

        output.WriteLine($"{group}: {cases.Length - failed.Length} / {cases.Length}");
        Assert.True(failed.Length == 0, $"{group}: {cases.Length - failed.Length} of {cases.Length} pass; not {string.Join("; ", failed)}");
        Assert.Equal(total, cases.Length);
    }
}
