using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Engine.Experiments;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine.Experiments;

public sealed class ExperimentDirectoryTests : ExperimentScene
{
    [Fact]
    public async Task What_changes_here_is_in_force_with_the_next_request()
    {
        var told = 0;
        Running.Refreshed += () => told++;
        Assert.Empty((await Running.GetAsync(default)).Experiments);

        await RunAsync("one", Plan(("feed.cards", "6")));

        Assert.Equal(["one"], (await Running.GetAsync(default)).Experiments.Select(experiment => experiment.Key));
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task What_another_process_changes_is_found_in_the_background()
    {
        TaskCompletionSource told = new();
        var id = await RunAsync("one", Plan(("feed.cards", "6")));
        var known = await Running.GetAsync(default);
        Running.Refreshed += told.SetResult;
        await using var db = Database.CreateDbContext();
        await db.Experiments.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.State, ExperimentState.Paused));

        Assert.Same(known, await Running.GetAsync(default));
        Clock.Advance(ExperimentDirectory.LookEvery);
        Assert.Same(known, await Running.GetAsync(default));

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty((await Running.GetAsync(default)).Experiments);
    }

    [Theory]
    [InlineData("no plan", null, ExperimentFault.Plan)]
    [InlineData("""{"variants": [{"name": "A", "settings": {}}], "weights": [1], "seed": "s"}""", "at least two", ExperimentFault.Plan)]
    [InlineData("""{"variants": [{"name": "A", "settings": {}}, {"name": "B", "settings": {"feed.cards": "600"}}], "weights": [0.5, 0.5]}""", "'feed.cards' to '600'", ExperimentFault.Plan)]
    [InlineData("""{"variants": [{"name": "A", "settings": {}}, {"name": "B", "settings": {}}], "weights": [0.5, 0.6]}""", "add up to 1.1", ExperimentFault.Plan)]
    [InlineData("""{"variants": [{"name": "A", "settings": {}}, {"name": "B", "settings": {}}], "weights": [0.5, 0.5], "condition": "{\"days\": {\"$about\": 3}}"}""", "$about", ExperimentFault.Plan)]
    [InlineData("""{"variants": [{"name": "A", "settings": {}}, {"name": "B", "settings": {"weights": "99"}}], "weights": [0.5, 0.5]}""", "version 99", ExperimentFault.Weights)]
    public async Task One_that_cannot_be_carried_out_is_left_out_and_told(string plan, string? detail, ExperimentFault fault)
    {
        var broken = await RunAsync("broken", Plan());
        await RunAsync("sound", Plan(("feed.cards", "6")));
        await using (var db = Database.CreateDbContext())
        {
            await db.Experiments.Where(row => row.Id == broken).ExecuteUpdateAsync(update => update.SetProperty(row => row.Plan, plan));
        }

        var running = await Running.GetAsync(default);

        Assert.Equal(["sound"], running.Experiments.Select(experiment => experiment.Key));
        var one = Assert.Single(running.Broken);
        Assert.Equal((broken, "broken", fault), (one.ExperimentId, one.Key, one.Fault));
        Assert.Contains(detail ?? "", one.Detail, StringComparison.Ordinal);
        Assert.Null(await Running.FindAsync("broken", default));
    }

    [Fact]
    public async Task Three_variants_cannot_take_turns()
    {
        await RunAsync("turns", new ExperimentPlan { Variants = [Variant("A"), Variant("B"), Variant("C")], Weights = [0.2, 0.3, 0.5] }, ExperimentMode.Interleaving);

        Assert.Contains("3 variants", Assert.Single((await Running.GetAsync(default)).Broken).Detail, StringComparison.Ordinal);
    }
}
