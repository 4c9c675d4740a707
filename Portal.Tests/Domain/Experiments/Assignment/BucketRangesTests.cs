using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Tests.Domain.Experiments.Assignment;

/// <summary>What holds for every set of weights.</summary>
public sealed class BucketRangesTests
{
    private static readonly Arbitrary<double[]> Weights = (
        from parts in Gen.Choose(1, 100).NonEmptyListOf()
        where parts.Count > 1
        select parts.Select(part => (double)part / parts.Sum()).ToArray()).ToArbitrary();

    private static readonly Arbitrary<(double[] Weights, double Less, double More)> Raised = (
        from weights in Weights.Generator
        from percents in Gen.Choose(0, 100).Two()
        select (weights, Math.Min(percents.Item1, percents.Item2) / 100.0, Math.Max(percents.Item1, percents.Item2) / 100.0)).ToArbitrary();

    [Fact]
    public void With_full_coverage_every_bucket_belongs_to_one_variant() => Prop.ForAll(Weights, weights =>
    {
        var ranges = BucketRanges.Of(weights.Length, 1, weights);
        return Buckets().All(bucket => ranges.Count(range => range.Contains(bucket)) == 1);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_variant_gets_its_weight_of_the_coverage() => Prop.ForAll(Raised, raised =>
        BucketRanges.Of(raised.Weights.Length, raised.More, raised.Weights).Zip(raised.Weights).All(pair => Math.Abs(pair.First.End - pair.First.Start - (raised.More * pair.Second)) < 1e-9)).QuickCheckThrowOnFailure();

    [Fact]
    public void Raising_the_coverage_moves_nobody_who_is_in() => Prop.ForAll(Raised, raised =>
    {
        var less = BucketRanges.Of(raised.Weights.Length, raised.Less, raised.Weights);
        var more = BucketRanges.Of(raised.Weights.Length, raised.More, raised.Weights);
        return Buckets().All(bucket => BucketRanges.Choose(bucket, less) is var before && (before < 0 || BucketRanges.Choose(bucket, more) == before));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_variant_of_weight_0_gets_nobody()
    {
        var ranges = BucketRanges.Of(3, 1, [0.3, 0, 0.7]);

        Assert.DoesNotContain(1, Buckets().Select(bucket => BucketRanges.Choose(bucket, ranges)));
    }

    // Every 7th of those there are.
    private static IEnumerable<double> Buckets() => Enumerable.Range(0, 10_000 / 7).Select(i => i * 7 / 10_000.0).Append(0.9999);
}
