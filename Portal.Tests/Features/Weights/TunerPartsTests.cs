using Portal.Domain.Ranking;
using Portal.Weights;

namespace Portal.Tests.Features.Weights;

public sealed class TunerPartsTests
{
    public static TheoryData<string> Paths => [.. TunableWeight.All.Select(weight => weight.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_slider_reaches_its_ends_never_leaves_its_range_and_finds_back(string path)
    {
        var weight = TunableWeight.All.Single(weight => weight.Path == path);
        SliderScale scale = new(weight);
        var values = Enumerable.Range(0, SliderScale.Steps + 1).Select(scale.ValueAt).ToList();

        Assert.All(values, value => Assert.True(weight.Allows(value), $"{path} {value}"));
        Assert.Equal(values.Order(), values);
        Assert.Equal(weight.Bounds.Most, values[^1]);
        Assert.InRange(values[0], weight.Bounds.Least, weight.Bounds.Least + 0.011);
        Assert.InRange(scale.PositionOf(weight.Default), 1, SliderScale.Steps);

        // Near the default a step is small against it: the slider is fine where it is used.
        var at = scale.PositionOf(weight.Default);
        var step = Math.Abs(scale.ValueAt(Math.Min(at + 1, SliderScale.Steps)) - scale.ValueAt(at));
        Assert.True(step <= Math.Max(1, Math.Abs(weight.Default)) * 0.2, $"{path}: a step at {weight.Default} is {step}.");
    }

    [Fact]
    public void A_slide_is_one_edit_and_can_be_undone_and_done_again()
    {
        EditTrail trail = new(RankingWeights.Default);
        foreach (var value in new[] { 0.2, 0.3, 0.4 })
        {
            trail.Set(trail.Current with { Diversity = value }, "diversity");
        }

        trail.Settle();
        trail.Set(trail.Current with { Diversity = 0.9 }, "diversity");
        trail.Set(trail.Current with { Balance = 1 }, "balance");

        trail.Undo();
        Assert.Equal((0.9, RankingWeights.Default.Balance), (trail.Current.Diversity, trail.Current.Balance));
        trail.Undo();
        Assert.Equal(0.4, trail.Current.Diversity);
        trail.Undo();
        Assert.Equal(RankingWeights.Default.Diversity, trail.Current.Diversity);
        Assert.False(trail.CanUndo);
        trail.Redo();
        trail.Redo();
        Assert.Equal(0.9, trail.Current.Diversity);
        trail.Set(trail.Current with { LongTail = 0.5 });
        Assert.False(trail.CanRedo);
    }

    [Fact]
    public void What_changes_nothing_is_no_edit()
    {
        EditTrail trail = new(RankingWeights.Default);
        trail.Set(RankingWeights.Default with { });
        Assert.False(trail.CanUndo);
    }
}
