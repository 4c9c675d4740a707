using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Tests.Support;
using Quartz;

namespace Portal.Tests.Features.Jobs;

public sealed class JobTests : IDisposable
{
    private const string Key = "scripted";

    private static readonly ClaimsPrincipal Ann = Person("ann", "Admin");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_that_succeeds_is_recorded_with_its_last_progress_and_who_asked()
    {
        await using var host = await StartAsync((progress, _) =>
        {
            progress.Report(new WorkProgress(3, 9, "half way"));
            progress.Report(new WorkProgress(9, 9, "9 vectors"));
            return Task.CompletedTask;
        });

        Assert.Equal(JobCommandResult.Done, await host.Jobs.RunNowAsync(Key, Ann, default));

        var run = await host.UntilAsync(JobRunState.Succeeded);
        Assert.Equal((9, 9, "9 vectors", null, "ann"), (run.Done, run.Total, run.Message, run.Error, run.TriggeredBy));
        Assert.InRange(run.EndedUtc!.Value, run.StartedUtc, run.StartedUtc.AddSeconds(30));
        Assert.Empty(host.Board.Current);
    }

    [Fact]
    public async Task Progress_of_a_running_job_is_on_the_board_and_soon_in_the_record()
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async (progress, ct) =>
        {
            progress.Report(new WorkProgress(4, 10, "reading"));
            await goOn.Task.WaitAsync(ct);
        });
        await host.Jobs.StartAsync(Key, "import", default);

        await JobHost.UntilAsync(() => Task.FromResult(host.Board.Find(Key) is { Done: 4, Message: "reading" }));
        await JobHost.UntilAsync(async () => (await host.Reader.NewestAsync(Key, 1, default))[0] is { State: JobRunState.Running, Done: 4, Message: "reading" });
        Assert.Equal(JobCommandResult.AlreadyRunning, await host.Jobs.StartAsync(Key, "import", default));
        goOn.SetResult();

        Assert.Equal("import", (await host.UntilAsync(JobRunState.Succeeded)).TriggeredBy);
    }

    [Fact]
    public async Task Run_that_fails_is_recorded_and_the_next_one_runs()
    {
        var runs = 0;
        await using var host = await StartAsync((_, _) => ++runs == 1 ? throw new InvalidDataException("row 7 has no title") : Task.CompletedTask);

        await host.Jobs.StartAsync(Key, "ann", default);
        Assert.Equal("row 7 has no title", (await host.UntilAsync(JobRunState.Failed)).Error);

        await JobHost.UntilAsync(async () => await host.Jobs.StartAsync(Key, "ann", default) == JobCommandResult.Done);
        Assert.Null((await host.UntilAsync(JobRunState.Succeeded)).Error);
    }

    [Fact]
    public async Task Cancel_stops_the_run_and_stands_in_the_audit_log()
    {
        await using var host = await StartAsync((_, ct) => Task.Delay(Timeout.Infinite, ct));
        Assert.Equal(JobCommandResult.NotRunning, await host.Jobs.CancelAsync(Key, Ann, default));
        await host.Jobs.RunNowAsync(Key, Ann, default);
        await JobHost.UntilAsync(() => Task.FromResult(host.Board.Find(Key) is not null));

        Assert.Equal(JobCommandResult.Done, await host.Jobs.CancelAsync(Key, Ann, default));

        await host.UntilAsync(JobRunState.Cancelled);
        await using var db = await host.ContextAsync();
        Assert.Equal(
            [("job.started", Key, "ann", "id-of-ann"), ("job.cancelled", Key, "ann", "id-of-ann")],
            (await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync()).Select(entry => (entry.Action, entry.Subject, entry.Actor, entry.ActorId)));
    }

    [Fact]
    public async Task Job_cancelled_by_the_user_does_not_start_again_with_the_program()
    {
        await using (var first = await StartAsync((_, ct) => Task.Delay(Timeout.Infinite, ct)))
        {
            await first.Jobs.RunNowAsync(Key, Ann, default);
            await JobHost.UntilAsync(() => Task.FromResult(first.Board.Find(Key) is not null));
            await first.Jobs.CancelAsync(Key, Ann, default);
            await first.UntilAsync(JobRunState.Cancelled);
        }

        await using var second = await StartAsync((_, _) => Task.CompletedTask);
        await Task.Delay(1500);

        Assert.Single(await second.Reader.NewestAsync(Key, 5, default));
    }

    [Fact]
    public async Task Job_cut_off_by_the_end_of_the_program_is_interrupted_and_starts_again()
    {
        await using (var first = await StartAsync((progress, ct) =>
        {
            progress.Report(new WorkProgress(2, 8));
            return Task.Delay(Timeout.Infinite, ct);
        }))
        {
            await first.Jobs.RunNowAsync(Key, Ann, default);
            await JobHost.UntilAsync(() => Task.FromResult(first.Board.Find(Key) is { Done: 2 }));
            await first.StopAsync();
            Assert.Equal((JobRunState.Interrupted, 2), ((await first.UntilAsync(JobRunState.Interrupted)).State, (await first.UntilAsync(JobRunState.Interrupted)).Done));
        }

        await using var second = await StartAsync((_, _) => Task.CompletedTask);

        Assert.Equal("start-up", (await second.UntilAsync(JobRunState.Succeeded)).TriggeredBy);
        Assert.Equal(2, (await second.Reader.NewestAsync(Key, 5, default)).Count);
    }

    [Fact]
    public async Task Job_that_died_with_the_program_is_interrupted_and_starts_again()
    {
        await LeaveRunningAsync(1);

        await using var host = await StartAsync((_, _) => Task.CompletedTask);

        Assert.Equal("start-up", (await host.UntilAsync(JobRunState.Succeeded)).TriggeredBy);
        var died = (await host.Reader.NewestAsync(Key, 5, default))[1];
        Assert.Equal((JobRunState.Interrupted, "The program ended during the run."), (died.State, died.Error));
        Assert.NotNull(died.EndedUtc);
    }

    [Fact]
    public async Task Job_that_the_program_died_of_three_times_waits_for_a_person()
    {
        await LeaveRunningAsync(3);

        await using var host = await StartAsync((_, _) => Task.CompletedTask);
        await Task.Delay(1500);

        Assert.All(await host.Reader.NewestAsync(Key, 5, default), run => Assert.Equal(JobRunState.Interrupted, run.State));
        await host.Jobs.RunNowAsync(Key, Ann, default);
        await host.UntilAsync(JobRunState.Succeeded);
    }

    [Theory]
    [InlineData("Analyst")]
    [InlineData("User")]
    public async Task Only_administrators_start_and_cancel(string role)
    {
        await using var host = await StartAsync((_, _) => Task.CompletedTask);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => host.Jobs.RunNowAsync(Key, Person("bob", role), default));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => host.Jobs.CancelAsync(Key, Person("bob", role), default));

        await using var db = await host.ContextAsync();
        Assert.False(await db.AuditEntries.AnyAsync());
        Assert.Empty(await host.Reader.NewestAsync(Key, 5, default));
    }

    [Fact]
    public async Task Unknown_job_is_named_with_the_known_ones()
    {
        await using var host = await StartAsync((_, _) => Task.CompletedTask);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Jobs.RunNowAsync("clean", Ann, default));

        Assert.StartsWith("There is no job 'clean'; there are clean-up, scripted, second.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_ShowsEveryJobWithItsNextRun()
    {
        await using var host = await StartAsync((_, _) => Task.CompletedTask);

        var jobs = await host.Jobs.ListAsync(3, default);

        Assert.Equal(["clean-up", Key, "second"], jobs.Select(job => job.Definition.Key));
        Assert.Null(jobs[1].NextUtc);
        var next = TimeZoneInfo.ConvertTime(jobs[0].NextUtc!.Value, TimeZoneInfo.Local);
        Assert.Equal((3, 30), (next.Hour, next.Minute));
    }

    [Fact]
    public async Task Schedule_follows_the_definition_and_keeps_its_past()
    {
        DateTimeOffset? planned;
        await using (var first = await StartAsync((_, _) => Task.CompletedTask))
        {
            var scheduler = await first.Get<ISchedulerFactory>().GetScheduler();
            planned = (await first.Jobs.ListAsync(1, default))[0].NextUtc;
            await scheduler.AddJob(JobBuilder.Create<RemovedJob>().WithIdentity("removed", "portal").StoreDurably().Build(), AddJobOptions.Replacing);
            await scheduler.ScheduleJob(TriggerBuilder.Create().ForJob("removed", "portal").WithIdentity("removed", "schedule").WithCronSchedule("0 0 4 * * ?").Build());
            await scheduler.ScheduleJob(TriggerBuilder.Create().ForJob(Key, "portal").WithIdentity(Key, "schedule").WithCronSchedule("0 0 5 * * ?").Build());
        }

        await using var second = await StartAsync((_, _) => Task.CompletedTask);

        var stored = await second.Get<ISchedulerFactory>().GetScheduler();
        Assert.Equal(planned, (await second.Jobs.ListAsync(1, default))[0].NextUtc);
        Assert.False(await stored.Exists(new JobKey("removed", "portal")));
        Assert.False(await stored.Exists(new TriggerKey(Key, "schedule")));
    }

    private Task<JobHost> StartAsync(Func<IProgress<WorkProgress>, CancellationToken, Task> work) => JobHost.StartAsync(_folder.FullName, work);

    private async Task LeaveRunningAsync(int runs)
    {
        await using var host = await StartAsync((_, _) => Task.CompletedTask);
        for (var run = 0; run < runs; run++)
        {
            await host.Recorder.MarkInterruptedAsync([], default);
            await host.Recorder.StartAsync(Key, new JobCause("ann"), default);
        }
    }

    private static ClaimsPrincipal Person(string name, string role) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.NameIdentifier, $"id-of-{name}"), new Claim(ClaimTypes.Role, role)], "test"));

    private sealed class RemovedJob : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
