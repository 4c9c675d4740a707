using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Data.Entities;
using Portal.Domain.Catalogue;
using Portal.Domain.Context;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;
using Portal.Engine;
using Portal.Engine.Models;

namespace Portal.Tests.Features.Engine;

public sealed class ModelTrainingTests : IAsyncLifetime
{
    private ModelScene _scene = default!;

    public async Task InitializeAsync()
    {
        _scene = await ModelScene.CreateAsync(("Engine:TrainAfter", "3"));
        await _scene.ActAsync(InteractionKind.Like, "u1 a b", "u2 a b", "u3 b a", "u4 c d", "u5 c d", "u6 a", "u7 d");
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task What_goes_together_scores_high_and_the_state_in_force_has_it_at_once()
    {
        var before = await _scene.Engine.GetAsync(default);
        Assert.Null(before.Models.Version);

        var result = await _scene.Training.RunAsync(null, default);

        var state = await _scene.Engine.GetAsync(default);
        Assert.True(result.Trained, result.Message);
        Assert.Same(before.Snapshot, state.Snapshot);
        Assert.Equal(_scene.Store.Status.InForce!.Version, state.Models.Version);
        var scores = Score(state, "a");
        Assert.True(scores["b"] > scores["c"] && scores["b"] > scores["d"]);
        Assert.True(float.IsNaN(scores["e"]));
        Assert.True(state.Models.Transitions!.Strength(At(state, "c"), At(state, "d")) > 0);
        Assert.Equal(0, state.Models.Transitions.Strength(At(state, "d"), At(state, "c")));
        Assert.Equal(("ease", 4, 7, 12), (Facts.Method, Facts.Items, Facts.People, Facts.Interactions));
    }

    [Fact]
    public async Task Nothing_new_and_a_little_new_train_nothing_enough_does()
    {
        await _scene.Training.RunAsync(null, default);
        var version = Facts.Version;

        Assert.StartsWith("Nothing has changed", (await _scene.Training.RunAsync(null, default)).Message, StringComparison.Ordinal);
        await _scene.ActAsync(InteractionKind.Impression, "u1 a b c d e");
        Assert.StartsWith("Nothing has changed", (await _scene.Training.RunAsync(null, default)).Message, StringComparison.Ordinal);
        await _scene.ActAsync(InteractionKind.Click, "u6 c d");
        Assert.StartsWith("2 new actions", (await _scene.Training.RunAsync(null, default)).Message, StringComparison.Ordinal);
        Assert.Equal(version, Facts.Version);
        await _scene.ActAsync(InteractionKind.Save, "u6 e");

        Assert.True((await _scene.Training.RunAsync(null, default)).Trained);
        Assert.NotEqual(version, Facts.Version);
    }

    [Fact]
    public async Task Taking_back_counts_as_new()
    {
        await _scene.Training.RunAsync(null, default);
        await using (var db = _scene.Database.CreateDbContext())
        {
            await db.Interactions.Where(row => row.UserId == "u1").ExecuteUpdateAsync(update => update.SetProperty(row => row.RetractedUtc, ModelScene.Now.UtcDateTime));
        }

        Assert.True((await _scene.Training.RunAsync(null, default)).Trained);
        Assert.Equal((6, 10), (Facts.People, Facts.Interactions));
    }

    [Fact]
    public async Task What_a_person_leaves_out_of_their_taste_teaches_nobody()
    {
        await _scene.Training.RunAsync(null, default);
        await using (var db = _scene.Database.CreateDbContext())
        {
            await db.Interactions.Where(row => row.UserId == "u1").ExecuteUpdateAsync(update => update.SetProperty(row => row.LeftOutUtc, ModelScene.Now.UtcDateTime));
        }

        Assert.True((await _scene.Training.RunAsync(null, default)).Trained);
        Assert.Equal((6, 10), (Facts.People, Facts.Interactions));
    }

    [Fact]
    public async Task Models_survive_a_restart_and_are_not_trained_again()
    {
        await _scene.Training.RunAsync(null, default);
        var (version, scores) = (Facts.Version, Score(await _scene.Engine.GetAsync(default), "a"));

        await _scene.RestartAsync(("Engine:TrainAfter", "3"));

        Assert.Equal(scores, Score(await _scene.Engine.GetAsync(default), "a"));
        Assert.False((await _scene.Training.RunAsync(null, default)).Trained);
        Assert.Equal(version, (await _scene.Engine.GetAsync(default)).Models.Version);
    }

    [Fact]
    public async Task An_option_that_changes_what_is_learned_trains_anew()
    {
        await _scene.Training.RunAsync(null, default);

        await _scene.RestartAsync(("Engine:TrainAfter", "3"), ("Engine:MostExactItems", "3"), ("Engine:Factors", "4"));

        Assert.True((await _scene.Training.RunAsync(null, default)).Trained);
        Assert.Equal("ials", Facts.Method);
        var scores = Score(await _scene.Engine.GetAsync(default), "a");
        Assert.True(scores["b"] > scores["d"]);
        await _scene.RestartAsync(("Engine:TrainAfter", "3"), ("Engine:MostExactItems", "3"), ("Engine:Factors", "5"));
        Assert.True((await _scene.Training.RunAsync(null, default)).Trained);
    }

    [Fact]
    public async Task A_damaged_set_is_passed_over_for_the_one_before()
    {
        await _scene.Training.RunAsync(null, default);
        var first = Facts.Version;
        await _scene.ActAsync(InteractionKind.Like, "u6 b e", "u7 e c");
        await _scene.Training.RunAsync(null, default);
        var file = Path.Combine(_scene.ModelFolder, Facts.Version, "collaborative.model");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^40] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        await _scene.RestartAsync(("Engine:TrainAfter", "3"));

        Assert.Equal(first, (await _scene.Engine.GetAsync(default)).Models.Version);
        Assert.True((await _scene.Training.RunAsync(null, default)).Trained);
    }

    [Fact]
    public async Task What_an_interrupted_write_left_is_no_set_and_goes_away()
    {
        var left = Path.Combine(_scene.ModelFolder, ".unfinished-20260101-000000-00000000");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "facts.json"), "{");

        Assert.Null(_scene.Store.Status.InForce);
        await _scene.Training.RunAsync(null, default);

        Assert.Equal([Facts.Version], Directory.GetDirectories(_scene.ModelFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Only_the_newest_two_sets_are_kept()
    {
        for (var i = 0; i < 3; i++)
        {
            await _scene.Training.RunAsync(null, default);
            await _scene.ActAsync(InteractionKind.Like, "u6 b c e");
        }

        Assert.Equal(2, Directory.GetDirectories(_scene.ModelFolder).Length);
    }

    [Fact]
    public async Task A_failure_leaves_the_last_good_models_and_is_told()
    {
        await _scene.Training.RunAsync(null, default);
        var version = Facts.Version;
        await _scene.ActAsync(InteractionKind.Like, "u6 b c e");
        Directory.Delete(_scene.ModelFolder, recursive: true);
        await File.WriteAllTextAsync(_scene.ModelFolder, "in the way");

        await Assert.ThrowsAnyAsync<IOException>(() => _scene.Training.RunAsync(null, default));

        Assert.Equal(version, (await _scene.Engine.GetAsync(default)).Models.Version);
        Assert.Equal((version, _scene.Clock.GetUtcNow()), (Facts.Version, _scene.Store.Status.FailedAt));
        Assert.NotEmpty(_scene.Store.Status.Failure!);
        File.Delete(_scene.ModelFolder);
        Assert.True((await _scene.Training.RunAsync(null, default)).Trained);
        Assert.Null(_scene.Store.Status.Failure);
    }

    [Fact]
    public async Task Cancellation_changes_nothing_and_is_no_failure()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.Training.RunAsync(null, cancelled.Token));

        Assert.Equal(new ModelStatus(null, null, null), _scene.Store.Status);
    }

    [Fact]
    public async Task A_catalogue_that_changed_meanwhile_keeps_what_was_learned_of_its_items()
    {
        await _scene.Training.RunAsync(null, default);
        var scores = Score(await _scene.Engine.GetAsync(default), "a");
        await using (var db = _scene.Database.CreateDbContext())
        {
            await db.Items.Where(item => item.ExternalId == "c").ExecuteUpdateAsync(update => update.SetProperty(item => item.Active, false));
            db.Items.Add(new ItemEntity { ExternalId = "aa", Kind = "film", Title = "aa", Source = "test" });
            await db.SaveChangesAsync();
        }

        await _scene.Engine.RefreshAsync(default);

        var state = await _scene.Engine.GetAsync(default);
        Assert.Equal(["a", "aa", "b", "d", "e"], state.Snapshot.Catalogue.Items.Select(item => item.Id));
        var after = Score(state, "a");
        Assert.Equal((scores["b"], scores["d"], float.NaN), (after["b"], after["d"], after["aa"]));
        Assert.True(state.Models.Transitions!.Strength(At(state, "a"), At(state, "b")) > 0);
    }

    [Fact]
    public async Task What_is_taken_to_at_which_hour_is_learned_by_the_clock_of_the_person()
    {
        Guid request = Guid.NewGuid();
        await using (var db = _scene.Database.CreateDbContext())
        {
            // Noon in Greenwich is evening nine hours to the east of it.
            var noon = new DateTime(2026, 3, 3, 12, 0, 0, DateTimeKind.Utc);
            db.FeedRequests.Add(new FeedRequestEntity { Id = request, UserId = "u1", AtUtc = noon, WeightsFingerprint = "w", EngineVersion = "e", OffsetMinutes = 540, Device = DeviceClass.Phone });
            var item = await db.Items.SingleAsync(row => row.ExternalId == "e");
            item.Genres = ["lullaby"];
            db.Interactions.AddRange(Enumerable.Range(0, 300).Select(_ => new InteractionEntity { UserId = "u1", ItemId = item.Id, Kind = InteractionKind.Click, AtUtc = noon, Context = "feed", RequestId = request }));
            db.Interactions.AddRange(Enumerable.Range(0, 300).Select(i => new InteractionEntity { UserId = "u1", ItemId = item.Id - 1 - (i % 4), Kind = InteractionKind.Click, AtUtc = noon.AddHours(12), Context = "item" }));
            await db.SaveChangesAsync();
        }

        await _scene.Training.RunAsync(null, default);

        var state = await _scene.Engine.GetAsync(default);
        var label = state.Snapshot.Catalogue.LabelNames.Index().Single(name => name.Item == "lullaby").Index;
        Assert.True(state.Models.Context!.LiftOf(ContextValue.Evening, label) > 0.1);
        Assert.True(state.Models.Context.LiftOf(ContextValue.Morning, label) < -0.1);
        Assert.Equal(0, state.Models.Context.LiftOf(ContextValue.Afternoon, label));
        Assert.Equal(0, state.Models.Context.LiftOf(ContextValue.Tablet, label));
    }

    [Fact]
    public async Task Without_anything_in_favour_there_is_nothing_to_learn()
    {
        await using var scene = await ModelScene.CreateAsync();
        await scene.ActAsync(InteractionKind.Hide, "u1 a");

        var result = await scene.Training.RunAsync(null, default);

        Assert.False(result.Trained);
        Assert.StartsWith("Nobody has taken to anything yet", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 64, 20, "Engine:MostExactItems is 0; allowed is 1 to 20000.")]
    [InlineData(5000, 3, 20, "Engine:Factors is 3; allowed is 4 to 1024.")]
    [InlineData(5000, 64, 0, "Engine:TrainAfter is 0; allowed is 1 to 1000000000.")]
    public void An_option_out_of_range_is_named(int exact, int factors, int after, string failure) =>
        Assert.Equal(failure, new ModelOptionsValidator().Validate(null, new ModelOptions { MostExactItems = exact, Factors = factors, TrainAfter = after }).FailureMessage);

    private ModelFacts Facts => _scene.Store.Status.InForce!;

    private static ItemIndex At(EngineState state, string id) => state.Snapshot.Catalogue.TryFind(id, out var index) ? index : throw new ArgumentException(id);

    private static Dictionary<string, float> Score(EngineState state, string liked)
    {
        var scores = new float[state.Snapshot.Catalogue.Count];
        state.Models.Collaborative!.Score([new ItemWeight(At(state, liked), 1)], scores);
        return state.Snapshot.Catalogue.Items.Index().ToDictionary(item => item.Item.Id, item => scores[item.Index]);
    }
}
