using System.Security.Claims;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Jobs;

public sealed class JobChainTests : IDisposable
{
    private const string Key = "scripted", Second = "second";

    private static readonly Guid Chain = Guid.Parse("7d1f0a52-40f0-4d57-8c0c-3d6a4f1e2b91");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_step_begins_when_the_one_before_has_succeeded_and_the_whole_can_be_followed()
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async (progress, ct) =>
        {
            progress.Report(new WorkProgress(2, 5, "embedding"));
            await goOn.Task.WaitAsync(ct);
        });
        var chains = host.Get<IJobChains>();

        await chains.StartAsync(Chain, [Key, Second, "clean-up"], "import of films.csv", default);
        await JobHost.UntilAsync(() => Task.FromResult(host.Board.Find(Key) is { Done: 2 }));

        var going = (await chains.FindAsync(Chain, default))!;
        Assert.Equal([JobRunState.Running, null, null], going.Steps.Select(step => step.State));
        Assert.Equal((2, 5, "embedding"), (going.Steps[0].Progress.Done, going.Steps[0].Progress.Total, going.Steps[0].Progress.Message));
        Assert.Equal("Clean up", going.Steps[2].Name);
        Assert.False(going.Done || going.Stopped);
        goOn.SetResult();

        await JobHost.UntilAsync(async () => (await chains.FindAsync(Chain, default))!.Done);
        var runs = await host.Reader.OfChainAsync(Chain, default);
        Assert.Equal([Key, Second, "clean-up"], runs.Select(run => run.Job));
        Assert.All(runs, run => Assert.Equal((Chain, "import of films.csv"), (run.Chain, run.TriggeredBy)));
        Assert.True(runs[0].EndedUtc <= runs[1].StartedUtc && runs[1].EndedUtc <= runs[2].StartedUtc);
    }

    [Fact]
    public async Task A_step_that_fails_holds_up_the_rest_until_it_is_repeated()
    {
        var runs = 0;
        await using var host = await StartAsync((_, _) => ++runs == 1 ? throw new IOException("disk full") : Task.CompletedTask);
        var chains = host.Get<IJobChains>();
        await chains.StartAsync(Chain, [Key, Second], "import", default);
        var failed = await host.UntilAsync(JobRunState.Failed);

        var stopped = (await chains.FindAsync(Chain, default))!;
        Assert.True(stopped.Stopped);
        Assert.Equal(("disk full", null), (stopped.Steps[0].Error, stopped.Steps[1].State));
        ClaimsPrincipal ann = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ann"), new Claim(ClaimTypes.NameIdentifier, "a"), new Claim(ClaimTypes.Role, "Admin")], "test"));
        await JobHost.UntilAsync(async () => await host.Jobs.RetryAsync(failed.Id, ann, default) == JobCommandResult.Done);

        await JobHost.UntilAsync(async () => (await chains.FindAsync(Chain, default))!.Done);
    }

    [Fact]
    public async Task A_chain_goes_on_after_the_program_was_cut_off_in_it()
    {
        await using (var first = await StartAsync((_, ct) => Task.Delay(Timeout.Infinite, ct)))
        {
            await first.Get<IJobChains>().StartAsync(Chain, [Key, Second], "import", default);
            await JobHost.UntilAsync(() => Task.FromResult(first.Board.Find(Key) is not null));
        }

        await using var second = await StartAsync((_, _) => Task.CompletedTask);

        await JobHost.UntilAsync(async () => (await second.Get<IJobChains>().FindAsync(Chain, default))!.Done);
        Assert.Equal([Key, Key, Second], (await second.Reader.OfChainAsync(Chain, default)).Select(run => run.Job));
    }

    [Fact]
    public async Task A_step_waits_behind_a_run_of_its_job_that_began_before()
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync((_, ct) => goOn.Task.WaitAsync(ct));
        await host.Jobs.StartAsync(Key, "ann", default);
        await JobHost.UntilAsync(() => Task.FromResult(host.Board.Find(Key) is not null));

        await host.Get<IJobChains>().StartAsync(Chain, [Key], "import", default);
        Assert.True((await host.Jobs.ListAsync(1, default)).Single(job => job.Definition.Key == Key).Waiting);
        goOn.SetResult();

        await JobHost.UntilAsync(async () => (await host.Get<IJobChains>().FindAsync(Chain, default))!.Done);
        Assert.Equal(2, (await host.Reader.NewestAsync(Key, 5, default)).Count);
    }

    [Fact]
    public async Task Unknown_jobs_and_chains_are_named()
    {
        await using var host = await StartAsync((_, _) => Task.CompletedTask);
        var chains = host.Get<IJobChains>();

        Assert.StartsWith("There is no job 'train'", (await Assert.ThrowsAsync<ArgumentException>(() => chains.StartAsync(Chain, [Key, "train"], "x", default))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => chains.StartAsync(Chain, [], "x", default));
        Assert.Null(await chains.FindAsync(Chain, default));
        Assert.Empty(await host.Reader.NewestAsync(Key, 1, default));
    }

    private Task<JobHost> StartAsync(Func<IProgress<WorkProgress>, CancellationToken, Task> work) => JobHost.StartAsync(_folder.FullName, work);
}
