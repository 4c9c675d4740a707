using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Overview;
using Portal.Tests.Features.Startup;

namespace Portal.Tests.Features.Jobs;

/// <summary>The start-up and the jobs on a SQLite file: one with a schedule, and one that does what a test says.</summary>
internal sealed class JobHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private JobHost(IHost host) => _host = host;

    public JobBoard Board => _host.Services.GetRequiredService<JobBoard>();

    public JobService Jobs => _host.Services.GetRequiredService<JobService>();

    public JobRunRecorder Recorder => _host.Services.GetRequiredService<JobRunRecorder>();

    public JobRunReader Reader => _host.Services.GetRequiredService<JobRunReader>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<JobHost> StartAsync(string folder, Func<IProgress<WorkProgress>, CancellationToken, Task> work)
    {
        var host = StartupHost.Create(folder, services => services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information))
            .AddLocalization()
            .AddOverview()
            .AddJobs(new ConfigurationBuilder().Build())
            .RemoveAll<RegisteredJob>()
            .AddPortalJob<CleanUpJob>()
            .AddPortalJob<ScriptedJob>()
            .AddPortalJob<SecondJob>()
            .AddSingleton(new Script(work)));
        await host.StartAsync();
        return new JobHost(host);
    }

    public Task<PortalDbContext> ContextAsync() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    /// <summary>Waits until the newest run of the scripted job is in a state.</summary>
    public async Task<JobRunView> UntilAsync(JobRunState state)
    {
        JobRunView? run = null;
        await UntilAsync(async () =>
        {
            run = await Reader.NewestAsync(ScriptedJob.Definition.Key, 1, CancellationToken.None) is [var newest, ..] ? newest : null;
            return run?.State == state;
        });
        return run!;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!await condition())
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public async Task StopAsync() => await _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

internal sealed record Script(Func<IProgress<WorkProgress>, CancellationToken, Task> Work);

internal sealed class ScriptedJob(Script script) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("scripted", "Scripted");

    public Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct) => script.Work(progress, ct);
}

/// <summary>Another one, for chains: it does nothing, at once.</summary>
internal sealed class SecondJob : IPortalJob
{
    public static JobDefinition Definition { get; } = new("second", "CleanUp");

    public Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct) => Task.CompletedTask;
}
