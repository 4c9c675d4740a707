using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Tests.Support;
using Quartz;

namespace Portal.Tests.Features.Jobs;

/// <summary>Two portals on one database.</summary>
public sealed class JobClusterTests : IAsyncLifetime
{
    private const string Key = "scripted";

    private readonly TestClock _clock = new();
    private readonly TestFolder _folder = new();
    private TestDatabase _database = default!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("SqlServer", true)]
    [InlineData("Sqlite", false)]
    public void Schedulers_share_their_store_where_portals_may_share_the_database(string provider, bool shared)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Database:Provider", provider), new("ConnectionStrings:Portal", "Server=nowhere;Database=portal")]).Build();
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddLogging().AddJobs(configuration);
        using var provided = services.BuildServiceProvider();

        var cluster = provided.GetRequiredService<IOptions<ClusteringOptions>>().Value;
        var scheduler = provided.GetRequiredService<IOptions<QuartzSchedulerOptions>>().Value;

        Assert.Equal(shared, cluster.Enabled);
        Assert.Equal(shared, services.Any(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(JobWatch)));
        if (shared)
        {
            Assert.Equal(provided.GetRequiredService<JobNode>().Name, scheduler.InstanceId);
            Assert.True(cluster.CheckinMisfireThreshold > cluster.CheckinInterval);
        }
    }

    [Fact]
    public async Task Of_runs_that_found_nothing_to_do_the_last_stays()
    {
        JobRunRecorder recorder = new(_database, new JobNode("a"), _clock);
        List<Guid> runs = [];
        foreach (var (by, total) in new[] { (JobTriggers.Schedule, 0), (JobTriggers.Schedule, 2), ("Ann", 0), (JobTriggers.StartUp, 0), (JobTriggers.Schedule, 0) })
        {
            runs.Add(await recorder.StartAsync(Key, new JobCause(by), default));
            await recorder.EndAsync(runs[^1], JobRunState.Succeeded, new WorkProgress(total, total), null, "", default);
        }

        await recorder.ForgetIdleAsync(Key, runs[^1], default);

        await using var db = _database.CreateDbContext();
        Assert.Equal(new[] { runs[1], runs[2], runs[4] }.Order(), db.JobRuns.Select(run => run.Id).AsEnumerable().Order());
    }

    [Fact]
    public void No_two_processes_have_the_same_name_and_it_fits_its_column()
    {
        var (one, other) = (JobNode.OfThisProcess(), JobNode.OfThisProcess());

        Assert.NotEqual(one, other);
        Assert.InRange(one.Name.Length, 10, 128);
    }

    [Fact]
    public void A_job_never_runs_twice_at_once() =>
        Assert.True(typeof(QuartzJob<ScriptedJob>).IsDefined(typeof(DisallowConcurrentExecutionAttribute), inherit: true));

    [Fact]
    public async Task A_process_that_starts_leaves_the_runs_of_one_that_lives_alone()
    {
        var (first, second) = (Recorder("a:1"), Recorder("b:1"));
        var run = await first.StartAsync(Key, new JobCause("ann"), default);
        await second.StartAsync("clean-up", new JobCause("schedule"), default);

        Assert.Empty(await second.MarkInterruptedAsync(["b:1", "a:1"], default));
        Assert.Equal(JobRunState.Running, await second.StateAsync(run, default));

        // The first is gone: once only, and what it writes when it comes back after all does not count.
        Assert.Equal([Key], await second.MarkInterruptedAsync(["b:1"], default));
        Assert.Empty(await second.MarkInterruptedAsync(["b:1"], default));
        await first.ProgressAsync(run, new WorkProgress(9, 9), "", default);
        await first.EndAsync(run, JobRunState.Succeeded, new WorkProgress(9, 9), null, "", default);
        var written = Assert.Single(await new JobRunReader(_database).NewestAsync(Key, 5, default));
        Assert.Equal((JobRunState.Interrupted, 0, "The program ended during the run."), (written.State, written.Done, written.Error));
    }

    [Fact]
    public async Task A_run_of_another_process_is_shown_and_can_be_cancelled()
    {
        await using var host = await JobHost.StartAsync(_folder.FullName, (_, _) => Task.CompletedTask);
        var other = new JobRunRecorder(host.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Portal.Data.PortalDbContext>>(), new JobNode("other:7"), TimeProvider.System);
        var run = await other.StartAsync(Key, new JobCause("bob"), default);
        await other.ProgressAsync(run, new WorkProgress(3, 8, "half way"), "", default);

        var live = (await host.Jobs.ListAsync(3, default)).Single(job => job.Definition.Key == Key).Live!;
        Assert.Equal(("other:7", 3, 8, false), (live.Elsewhere, live.Done, live.Total, live.Cancelling));
        Assert.Equal(JobCommandResult.AlreadyRunning, await host.Jobs.StartAsync(Key, "ann", default));

        Assert.True(await host.Recorder.AskToStopAsync(Key, default));
        Assert.Equal(JobRunState.Cancelling, await other.StateAsync(run, default));
        Assert.True((await host.Jobs.ListAsync(3, default)).Single(job => job.Definition.Key == Key).Live!.Cancelling);
        await other.EndAsync(run, JobRunState.Cancelled, new WorkProgress(3, 8), null, "", default);
        Assert.Null((await host.Jobs.ListAsync(3, default)).Single(job => job.Definition.Key == Key).Live);
    }

    [Fact]
    public async Task A_run_stops_when_the_record_no_longer_says_that_it_runs()
    {
        await using var host = await JobHost.StartAsync(_folder.FullName, (_, ct) => Task.Delay(Timeout.Infinite, ct));
        await host.Jobs.StartAsync(Key, "ann", default);
        await JobHost.UntilAsync(() => Task.FromResult(host.Board.Find(Key) is not null));

        // As another process does that has not heard of this one for long.
        Assert.Equal([Key], await host.Recorder.MarkInterruptedAsync(["other:7"], default));

        await JobHost.UntilAsync(() => Task.FromResult(host.Board.Find(Key) is null));
        Assert.Equal(JobRunState.Interrupted, (await host.Reader.NewestAsync(Key, 1, default))[0].State);
    }

    [Fact]
    public async Task What_another_process_did_in_its_memory_is_done_in_this_one_and_what_died_with_it_starts_again()
    {
        var runs = 0;
        await using var host = await JobHost.StartAsync(_folder.FullName, (_, _) => Task.FromResult(++runs));
        var contexts = host.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Portal.Data.PortalDbContext>>();
        JobRunRecorder other = new(contexts, new JobNode("other:7"), TimeProvider.System);
        RegisteredJob inMemory = new(ScriptedJob.Definition with { InMemory = true }, typeof(ScriptedJob), typeof(QuartzJob<ScriptedJob>));
        using JobWatch watch = new(
            host.Get<JobNodes>(), host.Get<JobNode>(), host.Recorder, host.Reader, host.Get<JobStarter>(), host.Board,
            [inMemory], host.Get<IServiceScopeFactory>(), TimeProvider.System, host.Get<Microsoft.Extensions.Logging.ILogger<JobWatch>>());
        await other.EndAsync(await other.StartAsync(Key, new JobCause("bob"), default), JobRunState.Succeeded, new WorkProgress(0, 0), null, "", default);

        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Equal(1, runs);

        await other.StartAsync(Key, new JobCause("bob"), default);
        await watch.LookAsync(default);
        await JobHost.UntilAsync(async () => (await host.Reader.NewestAsync(Key, 1, default))[0] is { State: JobRunState.Succeeded, TriggeredBy: "start-up" });
        Assert.Equal(2, runs);
    }

    private JobRunRecorder Recorder(string node) => new(_database, new JobNode(node), _clock);
}
