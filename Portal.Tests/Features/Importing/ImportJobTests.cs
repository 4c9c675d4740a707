using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Importing;
using Portal.Jobs;

namespace Portal.Tests.Features.Importing;

public sealed class ImportJobTests
{
    [Fact]
    public async Task What_waits_is_run_in_turn_and_what_follows_is_begun_where_something_is_new()
    {
        await using var scene = await ImportScene.CreateAsync();
        var first = await scene.AddAsync(scene.Write("items.csv", "id,title", "a,Dune"));
        var broken = await scene.AddAsync(scene.Write("gone.csv", "id,title", "b,Alien"));
        var again = await scene.AddAsync(scene.Write("again.csv", "id,title", "a,Dune"));
        File.Delete(scene.Folder("gone.csv"));
        await scene.Store.SetStateAsync(again, JobRunState.Interrupted, null, default);
        Chains chains = new();

        var error = await Assert.ThrowsAsync<ImportException>(() => new ImportJob(scene.Store, scene.Runner, chains).RunAsync(new Progress<WorkProgress>(), default));

        Assert.Contains("gone.csv", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            [(first, JobRunState.Succeeded), (broken, JobRunState.Failed), (again, JobRunState.Succeeded)],
            (await scene.Store.ListAsync(9, default)).Reverse().Select(run => (run.Id, run.State)));
        Assert.Equal([(first, "refresh-engine embed-catalogue train-models")], chains.Started);
        Assert.Empty(await scene.Store.UnfinishedAsync(default));
    }

    [Fact]
    public async Task Cut_off_by_the_end_of_the_program_it_is_interrupted_and_taken_up_again()
    {
        await using var scene = await ImportScene.CreateAsync();
        var id = await scene.AddAsync(scene.Write("items.csv", ["id,title", .. Enumerable.Range(0, 3 * ImportScene.Batch).Select(i => $"i{i},Title {i}")]));
        using CancellationTokenSource end = new();
        ImportJob job = new(scene.Store, scene.Runner, new Chains());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.RunAsync(new Ending(end), end.Token));

        var cut = (await scene.Store.FindAsync(id, default))!;
        Assert.Equal((JobRunState.Interrupted, ImportScene.Batch), (cut.State, cut.Rows));
        await job.RunAsync(new Progress<WorkProgress>(), default);
        var whole = (await scene.Store.FindAsync(id, default))!;
        Assert.Equal((JobRunState.Succeeded, 3 * ImportScene.Batch), (whole.State, whole.Added));
    }

    private sealed class Ending(CancellationTokenSource end) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => end.Cancel();
    }

    private sealed class Chains : IJobChains
    {
        public List<(Guid Chain, string Jobs)> Started { get; } = [];

        public Task StartAsync(Guid chain, IReadOnlyList<string> jobs, string triggeredBy, CancellationToken ct)
        {
            Started.Add((chain, string.Join(' ', jobs)));
            return Task.CompletedTask;
        }

        public Task<ChainProgress?> FindAsync(Guid chain, CancellationToken ct) => Task.FromResult<ChainProgress?>(null);

        public IDisposable Subscribe(Action changed) => throw new NotSupportedException();
    }
}
