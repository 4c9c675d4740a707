using System.Collections.Immutable;
using Portal.Data.Entities;
using Portal.Engine.Experiments;
using Portal.Experiments;

namespace Portal.Tests.Features.Experiments;

public sealed class ExperimentDraftsTests : ExperimentScene
{
    [Theory]
    [InlineData("Fresher feed", "fresher-feed")]
    [InlineData("  Étude n° 2: plus d’été! ", "etude-n-2-plus-d-ete")]
    [InlineData("更新鲜的推荐", "experiment")]
    [InlineData("new", "new-2")]
    public async Task A_key_is_made_of_the_name_and_begins_the_hash(string name, string key)
    {
        var first = await Drafts.CreateAsync(Ann, Fresher() with { Name = name }, default);
        var second = await Drafts.CreateAsync(Ann, Fresher() with { Name = name }, default);

        Assert.Equal((key, key, name.Trim()), (first.Key, first.Plan.Seed, first.Name));
        Assert.NotEqual(first.Key, second.Key);
        Assert.NotEqual(first.Plan.Seed, second.Plan.Seed);
    }

    [Fact]
    public async Task The_second_who_saves_is_shown_what_the_first_changed_and_loses_nothing()
    {
        var read = await DraftedAsync();
        var mine = read.Draft with { Hypothesis = "Mine.", Plan = read.Plan with { Coverage = 0.3, MinimumDays = 21 } };
        await Drafts.SaveAsync(Bob, read.Id, read.Draft with { Name = "Theirs", Plan = read.Plan with { Coverage = 0.7 } }, read.Revision, default);

        var late = await Drafts.SaveAsync(Ann, read.Id, mine, read.Revision, default);

        Assert.Equal(ExperimentOutcome.Changed, late.Outcome);
        var conflicts = DraftMerge.Find(read.Draft, mine, late.Stored!.Draft);
        Assert.Equal([("Name", false), ("Coverage", true)], conflicts.Select(conflict => (conflict.Field.Key, conflict.Both)));
        var merged = DraftMerge.Apply(mine, late.Stored.Draft, conflicts.Where(conflict => !conflict.Both).Select(conflict => conflict.Field));
        Assert.Equal(("Theirs", "Mine.", 0.3, 21), (merged.Name, merged.Hypothesis, merged.Plan.Coverage, merged.Plan.MinimumDays));
        Assert.True((await Drafts.SaveAsync(Ann, read.Id, merged, late.Stored.Revision, default)).Ok);
    }

    [Fact]
    public async Task A_copy_divides_people_anew_and_a_deleted_draft_is_gone()
    {
        var first = await DraftedAsync();
        var copy = await Drafts.DuplicateAsync(Bob, first, "Again", default);
        Assert.True((await Drafts.DeleteAsync(Ann, first.Id, first.Revision, default)).Ok);

        Assert.Equal(("again", "again", "Bob"), (copy.Key, copy.Plan.Seed, copy.Author));
        Assert.Equal(["again"], (await Store.ListAsync(default)).Select(view => view.Key));
        Assert.Equal("Ann experiment.deleted fresher-feed: Fresher feed", (await EntriesAsync())[^1]);
        await Assert.ThrowsAsync<ArgumentException>(() => Drafts.CreateAsync(Ann, Fresher() with { Name = new string('x', 101) }, default));
    }

    [Fact]
    public async Task What_runs_stands_first_then_what_is_paused_and_drafts()
    {
        var stopped = await StartedAsync();
        await Runs.StopAsync(Ann, stopped.Id, stopped.Revision, default);
        await DraftedAsync();
        var paused = await StartedAsync();
        await Runs.PauseAsync(Ann, paused.Id, paused.Revision, default);
        await StartedAsync();

        Assert.Equal([ExperimentState.Running, ExperimentState.Paused, ExperimentState.Draft, ExperimentState.Stopped], (await Store.ListAsync(default)).Select(view => view.State));
    }

    /// <summary>A field that no description knows would be lost when two people edit, and missing from the audit log.</summary>
    [Fact]
    public void Every_property_of_a_plan_is_a_field()
    {
        var plan = Fresher().Plan;
        foreach (var property in typeof(ExperimentPlan).GetProperties().Where(property => property.CanWrite))
        {
            var changed = plan with { };
            property.SetValue(changed, Other(property.GetValue(plan), property.PropertyType));
            var before = Draft(plan);

            var differences = DraftFields.Between(before, Draft(changed));

            Assert.True(differences.Count > 0, $"{property.Name} is no field of a draft.");
            Assert.Empty(DraftFields.Between(Draft(changed), DraftMerge.Apply(before, Draft(changed), differences.Select(difference => difference.Field))));
        }

        static ExperimentDraft Draft(ExperimentPlan plan) => new("", "", ExperimentMode.Test, ExperimentUnitKind.Person, plan);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Equal_shares_add_up_to_one(int count)
    {
        var shares = ExperimentDefaults.EqualShares(count);

        Assert.Equal(1, shares.Sum(), 9);
        Assert.InRange(shares.Max() - shares.Min(), 0, 0.001);
    }

    private static object Other(object? value, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(double) => ((double?)value ?? 0) * 0.5,
        var t when t == typeof(int) => ((int?)value ?? 0) + 3,
        var t when t == typeof(long) => (long)value! + 3,
        var t when t == typeof(bool) => !(bool)value!,
        var t when t == typeof(string) => value + "other",
        var t when t == typeof(ImmutableArray<string>) => ImmutableArray.Create("other"),
        var t when t == typeof(ImmutableArray<ExperimentVariant>) => ImmutableArray.Create(Variant("Other", ("feed.cards", "12"))),
        var t when t == typeof(ImmutableArray<double>) => ImmutableArray.Create(0.25, 0.75),
        var t when t == typeof(ExperimentNamespace) => new ExperimentNamespace("other", 0.2, 0.4),
        var t when t == typeof(ImmutableSortedDictionary<string, int>) => ImmutableSortedDictionary<string, int>.Empty.Add("ann", 1),
        var t => throw new NotSupportedException($"Give a value of {t} here, for the new property."),
    };
}
