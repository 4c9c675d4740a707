using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Engine.Experiments;
using Portal.Experiments.Counting;

namespace Portal.Tests.Features.Experiments.Counting;

public sealed class ExperimentCounterTests
{
    [Fact]
    public async Task A_unit_is_exposed_once_by_its_first_list_however_often_it_is_counted()
    {
        await using var scene = await CountingScene.CreateAsync();
        var (first, second) = (CountingScene.List("a", scene.Now.AddMinutes(-30), "7:0 12:1"), CountingScene.List("a", scene.Now.AddMinutes(-20), "12:1"));
        await scene.AddAsync(second, first, CountingScene.List("b", scene.Now.AddMinutes(-10)), CountingScene.List("c", scene.Now.AddMinutes(-5), "112:1"));

        Assert.Equal(1, await scene.CountAsync());
        Assert.Equal(0, await scene.CountAsync());

        var unit = Assert.Single(await scene.UnitsAsync());
        Assert.Equal(("a", 1, first.AtUtc, first.Id, UnitExclusion.None), (unit.Unit, unit.Variant, unit.ExposedUtc, unit.RequestId, unit.Exclusion));
        Assert.Equal("device=phone;activity=light", unit.Segments);
        Assert.Equal(2, (await scene.OutcomesAsync("a")).Since.Lists);
    }

    [Fact]
    public async Task A_list_that_is_seen_late_is_still_the_first()
    {
        await using var scene = await CountingScene.CreateAsync();
        await scene.AddAsync(CountingScene.List("a", scene.Now.AddMinutes(-2), "12:1"));
        await scene.CountAsync();
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = CountingScene.List("a", scene.Now.AddMinutes(-4), "12:1");
        await scene.AddAsync(late, CountingScene.Act("a", InteractionKind.Like, scene.Now.AddMinutes(-3.5)));

        await scene.CountAsync();

        Assert.Equal(late.Id, (await scene.UnitAsync("a")).RequestId);
        Assert.Equal((2, 1), ((await scene.OutcomesAsync("a")).Since.Lists, (await scene.OutcomesAsync("a")).Since.Likes));
    }

    [Fact]
    public async Task Of_lists_of_the_same_instant_the_one_with_the_lower_id_is_the_first()
    {
        await using var scene = await CountingScene.CreateAsync();
        var at = scene.Now.AddMinutes(-5);
        FeedRequestEntity[] lists = [CountingScene.List("a", at, "12:0"), CountingScene.List("a", at, "12:1")];
        lists[0].Id = Guid.Parse("00000000-0000-0000-0000-000000000009");
        lists[1].Id = Guid.Parse("00000000-0000-0000-0000-000000000003");
        await scene.AddAsync([.. lists]);

        await scene.CountAsync();

        Assert.Equal((1, UnitExclusion.SeveralVariants), ((await scene.UnitAsync("a")).Variant, (await scene.UnitAsync("a")).Exclusion));
    }

    [Fact]
    public async Task Staff_bots_and_those_who_saw_several_variants_are_told_apart()
    {
        await using var scene = await CountingScene.CreateAsync(change: plan => plan with { MostListsPerHour = 3 });
        var began = scene.Now.AddMinutes(-55);
        await scene.AddAsync(new IdentityUserRole<string> { UserId = "a", RoleId = "analysts" }, CountingScene.List("a", began, "12:0"));
        await scene.AddAsync([.. Enumerable.Range(0, 4).Select(i => CountingScene.List("b", began.AddMinutes(10 * i), "12:0"))]);
        await scene.AddAsync([.. Enumerable.Range(0, 3).Select(i => CountingScene.List("c", began.AddMinutes(10 * i), "12:0"))]);
        await scene.AddAsync(CountingScene.List("d", began, "12:0"), CountingScene.List("d", began.AddMinutes(1), "12:1"), CountingScene.List("e", began, "12:0"), CountingScene.List("e", began.AddMinutes(1), "13:1"));

        await scene.CountAsync();

        Assert.Equal(
            [UnitExclusion.Staff, UnitExclusion.Bot, UnitExclusion.None, UnitExclusion.SeveralVariants, UnitExclusion.None],
            (await scene.UnitsAsync()).Select(unit => unit.Exclusion));
    }

    [Fact]
    public async Task What_counts_lies_between_the_exposure_and_the_end_of_the_window_or_of_the_experiment()
    {
        await using var scene = await CountingScene.CreateAsync(change: plan => plan with { ConversionDays = 2, CupedDays = 3 });
        var exposed = scene.Now.AddMinutes(-30);
        await scene.AddAsync(CountingScene.List("a", exposed, "12:1"));
        foreach (var (days, kind) in new[] { (-3.01, InteractionKind.Like), (-3, InteractionKind.Like), (-0.001, InteractionKind.Save), (0, InteractionKind.Click), (1.99, InteractionKind.Like), (2, InteractionKind.Like), (5, InteractionKind.Like) })
        {
            await scene.AddAsync(CountingScene.Act("a", kind, exposed.AddDays(days)));
        }

        await scene.CountAsync();
        var outcomes = await scene.OutcomesAsync("a");
        Assert.Equal((1, 1, 2, 0), (outcomes.Since.Likes, outcomes.Since.Clicks, outcomes.Before.Likes, outcomes.Before.Lists));
        Assert.Equal([new DayOutcome(1, 1, 0)], outcomes.Days);

        await scene.ChangeAsync(row => (row.State, row.EndedUtc) = (ExperimentState.Stopped, exposed.AddDays(1)));
        await scene.CountAsync();
        Assert.Equal((0, 1), ((await scene.OutcomesAsync("a")).Since.Likes, (await scene.OutcomesAsync("a")).Since.Clicks));
    }

    [Fact]
    public async Task What_is_taken_back_counts_no_longer_and_given_again_it_does()
    {
        await using var scene = await CountingScene.CreateAsync();
        await scene.AddAsync(CountingScene.List("a", scene.Now.AddMinutes(-30), "12:1"), CountingScene.Act("a", InteractionKind.Like, scene.Now.AddMinutes(-29)), CountingScene.Act("a", InteractionKind.Rating, scene.Now.AddMinutes(-28), 4.5));
        await scene.CountAsync();
        Assert.Equal((1, 4.5), ((await scene.OutcomesAsync("a")).Since.Likes, (await scene.OutcomesAsync("a")).Since.Stars));

        scene.Clock.Advance(TimeSpan.FromHours(3));
        await RetractAsync(scene, scene.Now.AddSeconds(-1));
        await scene.CountAsync();
        Assert.Equal((0, 0), ((await scene.OutcomesAsync("a")).Since.Likes, (await scene.OutcomesAsync("a")).Since.Ratings));

        // Nothing tells of it but the rows themselves: it is found when all are counted, once a day.
        await RetractAsync(scene, null);
        scene.Clock.Advance(ExperimentCounter.Again);
        await scene.CountAsync();
        Assert.Equal((1, 1), ((await scene.OutcomesAsync("a")).Since.Likes, (await scene.OutcomesAsync("a")).Since.Ratings));
    }

    [Fact]
    public async Task Acts_are_found_whose_id_came_early_or_whose_time_is_old()
    {
        await using var scene = await CountingScene.CreateAsync();
        var act = CountingScene.Act("b", InteractionKind.Click, scene.Now.AddMinutes(-10));
        act.Id = 100;
        await scene.AddAsync(CountingScene.List("a", scene.Now.AddMinutes(-30), "12:0"), act);
        await scene.CountAsync();
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.CountAsync();

        // SQL Server shows the row of an earlier id later; an import brings old times.
        var (late, imported) = (CountingScene.Act("a", InteractionKind.Like, scene.Now), CountingScene.Act("a", InteractionKind.Click, scene.Now.AddMinutes(-15)));
        (late.Id, imported.Id) = (101, 205);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        act = CountingScene.Act("b", InteractionKind.Click, scene.Now);
        act.Id = 200;
        await scene.AddAsync(act);
        await scene.CountAsync();
        await scene.AddAsync(late, imported);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.CountAsync();

        var since = (await scene.OutcomesAsync("a")).Since;
        Assert.Equal((1, 1), (since.Likes, since.Clicks));
    }

    [Fact]
    public async Task Of_two_processes_the_second_to_write_leaves_nothing()
    {
        await using var scene = await CountingScene.CreateAsync();
        await scene.AddAsync(CountingScene.List("a", scene.Now.AddMinutes(-30), "12:1"));
        CountLedger ledger = new(scene.Contexts, scene.Clock);
        var known = await ledger.ReadAsync(default);
        await scene.CountAsync();
        var before = await scene.CountedAsync();
        var unit = await scene.UnitAsync("a");
        unit.Unit = "b";

        await Assert.ThrowsAsync<CountedElsewhereException>(() => ledger.WriteAsync(known, new CountMark(), [unit], [], default));
        var later = await ledger.ReadAsync(default);
        await ledger.WriteAsync(later, later.Mark, [], [], default);
        await Assert.ThrowsAsync<CountedElsewhereException>(() => ledger.WriteAsync(later, new CountMark(), [unit], [], default));

        Assert.Equal(before, await scene.CountedAsync());
        Assert.NotNull((await ledger.ReadAsync(default)).Mark.ListsUtc);
    }

    [Fact]
    public async Task Wherever_it_is_cut_off_the_next_count_comes_to_the_same()
    {
        await using var scene = await CountingScene.CreateAsync();
        await ActAsync(scene, "abcde", "fg");
        await scene.CountAsync();
        var whole = await scene.CountedAsync();
        await scene.ForgetAsync();

        // First all units, then those that acted: cut off at each opening of the database in turn.
        for (var opened = 1; ; opened++)
        {
            FailingContexts contexts = new(scene.Contexts, opened);
            if (await Record.ExceptionAsync(() => scene.Counter(contexts).RunAsync(null, default)) is null)
            {
                Assert.InRange(opened, 8, 40);
                break;
            }

            if (opened % 2 == 0)
            {
                await scene.ForgetAsync();
            }
        }

        Assert.Equal(whole, await scene.CountedAsync());
        scene.Clock.Advance(TimeSpan.FromMinutes(2));
        await scene.AddAsync(CountingScene.Act("a", InteractionKind.Like, scene.Now), CountingScene.List("g", scene.Now, "12:1"));
        for (var opened = 1; await Record.ExceptionAsync(() => scene.Counter(new FailingContexts(scene.Contexts, opened)).RunAsync(null, default)) is not null; opened++)
        {
            Assert.InRange(opened, 1, 40);
        }

        var caughtUp = await scene.CountedAsync();
        Assert.NotEqual(whole, caughtUp);
        await scene.ForgetAsync();
        await scene.CountAsync();
        Assert.Equal(caughtUp, await scene.CountedAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Counting_bit_by_bit_comes_to_the_same_as_counting_all_at_once(int seed)
    {
        Random random = new(seed);
        var unit = seed % 3 == 0 ? ExperimentUnitKind.Visitor : ExperimentUnitKind.Person;
        await using var scene = await CountingScene.CreateAsync(seed == 5 ? ExperimentMode.Interleaving : ExperimentMode.Test, unit, plan => plan with { MostListsPerHour = 4, ConversionDays = seed % 2 == 0 ? 1 : null });
        for (var step = 0; step < 12; step++)
        {
            List<object> rows = [];
            for (var i = random.Next(6); i > 0; i--)
            {
                var (user, at) = ("abcdefg"[random.Next(7)].ToString(), scene.Now.AddMinutes(-random.Next(14)));
                var list = CountingScene.List(user, at, random.Next(4) switch { 0 => null, 1 => "12:0", 2 => "12:1", _ => "12:" + (user[0] % 2) }, random.Next(3) == 0 ? null : $"v{random.Next(4)}");
                rows.Add(list);
                rows.Add(new ServedPositionEntity { RequestId = list.Id, Position = 0, ItemId = 1 + random.Next(5), UserId = user, AtUtc = at, TopSignal = "text", Team = random.Next(2) });
                rows.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => CountingScene.Act(user, (InteractionKind)random.Next(9), scene.Now.AddHours(-random.Next(50)), 3.5, random.Next(2) == 0 ? list.Id : null, 1 + random.Next(5))));
            }

            await scene.AddAsync([.. rows]);
            await using (var db = scene.Contexts.CreateDbContext())
            {
                var (now, lately, remainder) = (scene.Now, scene.Now.AddHours(-20), random.Next(5));
                await db.Interactions.Where(row => row.AtUtc > lately && row.Id % 5 == remainder && row.RetractedUtc == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RetractedUtc, now));
            }

            await scene.CountAsync();
            scene.Clock.Advance(TimeSpan.FromMinutes(random.Next(1, step == 6 ? 3000 : 10)));
        }

        var bits = await scene.CountedAsync();
        await scene.ForgetAsync();
        await scene.CountAsync();

        Assert.NotEmpty(bits);
        Assert.Equal(bits, await scene.CountedAsync());
    }

    [Fact]
    public async Task A_browser_is_counted_by_what_was_done_with_the_lists_it_showed()
    {
        await using var scene = await CountingScene.CreateAsync(unit: ExperimentUnitKind.Visitor);
        var (one, two) = (CountingScene.List("a", scene.Now.AddMinutes(-30), "12:1", "v1"), CountingScene.List("b", scene.Now.AddMinutes(-20), "12:1", "v1"));
        await scene.AddAsync(one, two, CountingScene.List("a", scene.Now.AddMinutes(-10), "12:0"));
        await scene.AddAsync(CountingScene.Act("a", InteractionKind.Like, scene.Now.AddMinutes(-29), list: one.Id), CountingScene.Act("b", InteractionKind.Like, scene.Now.AddMinutes(-19), list: two.Id), CountingScene.Act("a", InteractionKind.Like, scene.Now.AddMinutes(-5)));

        await scene.CountAsync();

        Assert.Equal("v1", Assert.Single(await scene.UnitsAsync()).Unit);
        Assert.Equal((2, 2), ((await scene.OutcomesAsync("v1")).Since.Lists, (await scene.OutcomesAsync("v1")).Since.Likes));
    }

    [Fact]
    public async Task Teams_of_an_interleaving_earn_what_was_done_with_the_items_they_placed()
    {
        await using var scene = await CountingScene.CreateAsync(ExperimentMode.Interleaving);
        var list = CountingScene.List("a", scene.Now.AddMinutes(-30), "12:1");
        await scene.AddAsync(list);
        await scene.AddAsync([.. new int?[] { 1, 0, null, 1 }.Select((team, i) => new ServedPositionEntity { RequestId = list.Id, Position = i, ItemId = i + 1, UserId = "a", AtUtc = list.AtUtc, TopSignal = "text", Team = team })]);
        await scene.AddAsync(
            CountingScene.Act("a", InteractionKind.Click, scene.Now.AddMinutes(-29), list: list.Id, item: 1), CountingScene.Act("a", InteractionKind.Like, scene.Now.AddMinutes(-28), list: list.Id, item: 1),
            CountingScene.Act("a", InteractionKind.Save, scene.Now.AddMinutes(-27), list: list.Id, item: 2), CountingScene.Act("a", InteractionKind.Click, scene.Now.AddMinutes(-26), list: list.Id, item: 3),
            CountingScene.Act("a", InteractionKind.Hide, scene.Now.AddMinutes(-25), list: list.Id, item: 4), CountingScene.Act("a", InteractionKind.Click, scene.Now.AddMinutes(-24), item: 4));

        await scene.CountAsync();

        Assert.Equal([1, 2], (await scene.OutcomesAsync("a")).Credit);
        Assert.Equal((0, UnitExclusion.None), ((await scene.UnitAsync("a")).Variant, (await scene.UnitAsync("a")).Exclusion));
    }

    [Fact]
    public async Task An_experiment_is_counted_for_good_once_it_is_over()
    {
        await using var scene = await CountingScene.CreateAsync();
        await scene.AddAsync(CountingScene.List("a", scene.Now.AddMinutes(-30), "12:1"));
        await scene.CountAsync();
        await scene.ChangeAsync(row => (row.State, row.EndedUtc) = (ExperimentState.Stopped, scene.Now));
        await scene.AddAsync(CountingScene.Act("a", InteractionKind.Like, scene.Now.AddSeconds(-1)));
        Assert.Equal(1, await scene.CountAsync());

        scene.Clock.Advance(CountMark.Overlap);
        await scene.CountAsync();
        Assert.Empty(await scene.Counter().RunAsync(null, default));
        await scene.AddAsync(CountingScene.Act("a", InteractionKind.Like, scene.Now.AddMinutes(-16)));
        Assert.Equal(0, await scene.CountAsync());
        Assert.Equal(1, (await scene.OutcomesAsync("a")).Since.Likes);
    }

    private static async Task ActAsync(CountingScene scene, string exposed, string others)
    {
        await scene.AddAsync([.. exposed.Select((name, i) => CountingScene.List(name.ToString(), scene.Now.AddMinutes(-30 - i), $"12:{i % 2}")), .. others.Select(name => CountingScene.List(name.ToString(), scene.Now.AddMinutes(-9)))]);
        await scene.AddAsync([.. (exposed + others).SelectMany((name, i) => Enumerable.Range(0, i + 1).Select(n => CountingScene.Act(name.ToString(), (InteractionKind)(n % 9), scene.Now.AddMinutes(-20 + n), 2.5)))]);
    }

    private static async Task RetractAsync(CountingScene scene, DateTime? at)
    {
        await using var db = scene.Contexts.CreateDbContext();
        await db.Interactions.ExecuteUpdateAsync(set => set.SetProperty(row => row.RetractedUtc, at));
    }

    /// <summary>The database goes away.</summary>
    private sealed class FailingContexts(IDbContextFactory<PortalDbContext> inner, int opens) : IDbContextFactory<PortalDbContext>
    {
        private int _left = opens;

        public PortalDbContext CreateDbContext() => Interlocked.Decrement(ref _left) >= 0 ? inner.CreateDbContext() : throw new InvalidOperationException("The database is gone.");
    }
}
