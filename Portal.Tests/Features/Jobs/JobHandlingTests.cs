using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Jobs;

/// <summary>What an administrator does with jobs, and what they find written of them afterwards.</summary>
public sealed class JobHandlingTests : IDisposable
{
    private const string Key = "scripted";

    private static readonly ClaimsPrincipal Ann = new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, "ann"), new Claim(ClaimTypes.NameIdentifier, "id-of-ann"), new Claim(ClaimTypes.Role, "Admin")], "test"));

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_failed_run_tells_its_step_its_log_and_its_process_and_is_tied_to_the_run_that_repeats_it()
    {
        var runs = 0;
        JobHost? started = null;
        await using var host = await StartAsync((progress, _) =>
        {
            progress.Report(new WorkProgress(2, 9, "reading row 3"));
            started!.Get<ILoggerFactory>().CreateLogger("Portal.Import.Rows").Log(LogLevel.Warning, 0, "row 3 looks odd", null, (text, _) => text);
            return ++runs == 1 ? throw new InvalidDataException("row 3 has no title") : Task.CompletedTask;
        });
        started = host;
        await host.Jobs.RunNowAsync(Key, Ann, default);
        var failed = await host.UntilAsync(JobRunState.Failed);

        Assert.Equal(("reading row 3", "row 3 has no title", host.Get<JobNode>().Name), (failed.Step, failed.Error, failed.Node));
        Assert.Contains($":{Environment.ProcessId}-", failed.Node, StringComparison.Ordinal);
        var log = (await host.Reader.FindAsync(failed.Id, default))!.Log;
        Assert.Matches(@"(?s)Z reading row 3\n.*Warning: Rows: row 3 looks odd\n.*InvalidDataException", log);

        await JobHost.UntilAsync(async () => await host.Jobs.RetryAsync(failed.Id, Ann, default) == JobCommandResult.Done);

        var again = await host.UntilAsync(JobRunState.Succeeded);
        Assert.Equal((failed.Id, null, "ann"), (again.Chain, again.Step, again.TriggeredBy));
        Assert.Equal([again.Id], (await host.Reader.FindAsync(failed.Id, default))!.Related.Select(run => run.Id));
        Assert.Equal([failed.Id], (await host.Reader.FindAsync(again.Id, default))!.Related.Select(run => run.Id));
        Assert.Equal(JobCommandResult.NotRunning, await host.Jobs.RetryAsync(again.Id, Ann, default));
        await using var db = await host.ContextAsync();
        Assert.Equal((Key, failed.Id.ToString()), await db.AuditEntries.Where(entry => entry.Action == "job.retried").Select(entry => ValueTuple.Create(entry.Subject, entry.Details)).SingleAsync());
    }

    [Fact]
    public async Task The_log_of_a_run_that_goes_on_can_be_read_and_is_soon_in_the_record()
    {
        await using var host = await StartAsync((progress, ct) =>
        {
            progress.Report(new WorkProgress(1, 0, "first half"));
            return Task.Delay(Timeout.Infinite, ct);
        });
        await host.Jobs.RunNowAsync(Key, Ann, default);

        await JobHost.UntilAsync(() => Task.FromResult(host.Board.Find(Key)?.Log.Contains("first half", StringComparison.Ordinal) == true));
        var run = host.Board.Find(Key)!.Id;
        await JobHost.UntilAsync(async () => (await host.Reader.FindAsync(run, default))!.Log.Contains("first half", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pause_outlives_the_program_and_ends_when_it_is_resumed()
    {
        await using (var first = await StartAsync((_, _) => Task.CompletedTask))
        {
            Assert.Equal(JobCommandResult.Done, await first.Jobs.PauseAsync("clean-up", Ann, default));
            Assert.Equal(JobCommandResult.NothingToDo, await first.Jobs.PauseAsync("clean-up", Ann, default));
            Assert.Equal(JobCommandResult.NothingToDo, await first.Jobs.PauseAsync(Key, Ann, default));
        }

        await using var second = await StartAsync((_, _) => Task.CompletedTask);
        var paused = (await second.Jobs.ListAsync(1, default))[0];
        Assert.Equal(("ann", null, 0), (paused.Pause!.By, paused.NextUtc, paused.Next.Count));
        Assert.InRange(paused.Pause.SinceUtc!.Value, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(1));

        Assert.Equal(JobCommandResult.Done, await second.Jobs.ResumeAsync("clean-up", Ann, default));

        var resumed = (await second.Jobs.ListAsync(1, default))[0];
        Assert.Null(resumed.Pause);
        Assert.Equal(3, resumed.Next.Count);
        Assert.Equal([TimeSpan.FromDays(1), TimeSpan.FromDays(1)], resumed.Next.Zip(resumed.Next.Skip(1), (a, b) => TimeZoneInfo.ConvertTime(b, TimeZoneInfo.Local).DateTime - TimeZoneInfo.ConvertTime(a, TimeZoneInfo.Local).DateTime));
        await using var db = await second.ContextAsync();
        Assert.Equal(["job.paused", "job.resumed"], await db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
    }

    [Fact]
    public async Task The_history_is_paged_and_filtered()
    {
        await using var host = await StartAsync((_, _) => Task.CompletedTask);
        await using (var db = await host.ContextAsync())
        {
            var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            db.JobRuns.AddRange(Enumerable.Range(0, 7).Select(i => new JobRunEntity
            {
                Id = Guid.NewGuid(), Job = i % 3 == 0 ? "clean-up" : Key, State = i % 2 == 0 ? JobRunState.Failed : JobRunState.Succeeded, TriggeredBy = $"{i}", StartedUtc = at.AddHours(i), EndedUtc = at.AddHours(i + 1),
            }));
            await db.SaveChangesAsync();
        }

        var second = await host.Reader.HistoryAsync(new JobRunFilter(), 2, 3, default);
        Assert.Equal((7, "3 2 1"), (second.Total, string.Join(' ', second.Runs.Select(run => run.TriggeredBy))));
        Assert.Equal(["4", "2"], (await host.Reader.HistoryAsync(new JobRunFilter(Key, JobRunState.Failed), 1, 3, default)).Runs.Select(run => run.TriggeredBy));
        Assert.Empty((await host.Reader.HistoryAsync(new JobRunFilter(), 4, 3, default)).Runs);
    }

    private Task<JobHost> StartAsync(Func<IProgress<WorkProgress>, CancellationToken, Task> work) => JobHost.StartAsync(_folder.FullName, work);
}
