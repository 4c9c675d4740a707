using Portal.Catalogue;
using Portal.Diagnostics;

namespace Portal.Tests.Features.Catalogue;

public sealed class CatalogueBulkTests : CatalogueScene
{
    [Fact]
    public async Task All_that_match_are_changed_although_the_change_takes_them_out_of_the_filter()
    {
        await AddItemsAsync([.. Enumerable.Range(0, 450).Select(i => Film($"f{i}", tags: i % 3 == 0 ? ["odd"] : ["even"]))]);
        var scope = BulkScope.Of(new CatalogueFilter(Label: "odd"));
        BulkAction action = new(BulkKind.RemoveTag, "odd");
        List<WorkProgress> told = [];

        Assert.Equal(150, await Bulk.CountAsync(scope, action, default));
        var changed = await Bulk.RunAsync(Ann, scope, action, new Direct(told), default);

        Assert.Equal(150, changed.Count);
        Assert.Equal(0, await Bulk.CountAsync(scope, action, default));
        Assert.Equal(new WorkProgress(150, 150), told[^1]);
        Assert.Equal(1, Changes.Count);
        Assert.Empty(await Bulk.RunAsync(Ann, scope, action, null, default));
        Assert.Equal([("catalogue.tag-removed", "odd")], await AuditAsync());

        Assert.Equal(150, (await Bulk.RunAsync(Ann, BulkScope.Of(changed), action.Inverse, null, default)).Count);
        Assert.Equal(["odd"], (await StoredAsync("f3")).Tags);
        Assert.Equal(["even"], (await StoredAsync("f4")).Tags);
    }

    [Fact]
    public async Task A_tag_that_is_there_as_a_genre_is_not_added_and_undo_leaves_those_that_had_it()
    {
        await AddItemsAsync(Film("genre", genres: ["war"]), Film("has", tags: ["war"]), Film("plain", tags: ["quiet"]));
        var scope = BulkScope.Of(new CatalogueFilter());
        BulkAction action = new(BulkKind.AddTag, "war");

        var changed = await Bulk.RunAsync(Ann, scope, action, null, default);
        Assert.Equal(["quiet", "war"], (await StoredAsync("plain")).Tags);
        await Bulk.RunAsync(Ann, BulkScope.Of(changed), action.Inverse, null, default);

        Assert.Single(changed);
        Assert.Equal(["quiet"], (await StoredAsync("plain")).Tags);
        Assert.Equal(["war"], (await StoredAsync("has")).Tags);
        Assert.Equal(["quiet"], (await StoredAsync("genre")).Tags);
    }

    [Fact]
    public async Task What_was_done_before_a_stop_stays_done_and_the_rest_is_done_by_the_next_run()
    {
        await AddItemsAsync([.. Enumerable.Range(0, 500).Select(i => Film($"f{i}"))]);
        using CancellationTokenSource stop = new();
        var scope = BulkScope.Of(new CatalogueFilter(Active: true));
        BulkAction action = new(BulkKind.Deactivate);

        var first = await Bulk.RunAsync(Ann, scope, action, new Stop(stop), stop.Token);
        var second = await Bulk.RunAsync(Ann, scope, action, null, default);

        Assert.Equal(200, first.Count);
        Assert.Equal(300, second.Count);
        Assert.Empty(first.Intersect(second));
        Assert.Equal(0, await Bulk.CountAsync(scope, action, default));
    }

    private sealed class Direct(List<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told.Add(value);
    }

    private sealed class Stop(CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => stop.Cancel();
    }
}
