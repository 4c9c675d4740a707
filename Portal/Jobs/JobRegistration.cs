using Portal.Data;
using Portal.Diagnostics;
using Quartz;

namespace Portal.Jobs;

internal static class JobRegistration
{
    private const int Threads = 2;

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var node = JobNode.OfThisProcess();
        services.AddSingleton(node);
        services.AddSingleton<JobNodes>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobRunRecorder>();
        services.AddSingleton<JobRunReader>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobStarter>();
        services.AddSingleton<JobChains>();
        services.AddSingleton<IJobChains>(provider => provider.GetRequiredService<JobChains>());
        services.AddSingleton<JobService>();
        services.AddSingleton<ILoggerProvider, JobLogProvider>();
        services.AddScoped<JobWords>();
        services.AddAlertRule<JobAlerts>();
        services.AddSingleton<Importing.IImportStarter, ImportStarter>();
        services.AddPortalJob<ImportJob>();
        services.AddPortalJob<EmbedCatalogueJob>();
        services.AddPortalJob<RefreshEngineJob>();
        services.AddPortalJob<TrainModelsJob>();
        services.AddPortalJob<LearnWeightsJob>();
        services.AddPortalJob<EvaluateControlsJob>();
        services.AddPortalJob<RollUpsJob>();
        services.AddPortalJob<CleanUpJob>();

        services.AddHostedService<JobStartup>();
        var shared = JobStore.IsShared(configuration);
        if (shared)
        {
            services.AddHostedService<JobWatch>();
        }

        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "Portal";
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
                if (shared)
                {
                    // The scheduler checks in under the name under which runs are recorded: see JobNodes.
                    scheduler.InstanceId = node.Name;
                }
            });
            quartz.UseDefaultThreadPool(Threads);
            quartz.UsePersistentStore(store =>
            {
                store.UsePortalDatabase(configuration);
                store.ProvisionSchema();
            });
        });
        return services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <summary>Adds a job: the class is all there is to write.</summary>
    public static IServiceCollection AddPortalJob<TJob>(this IServiceCollection services)
        where TJob : class, IPortalJob
    {
        services.AddScoped<TJob>();
        services.AddTransient<QuartzJob<TJob>>();
        return services.AddSingleton(new RegisteredJob(TJob.Definition, typeof(TJob), typeof(QuartzJob<TJob>)));
    }
}

internal sealed record RegisteredJob(JobDefinition Definition, Type JobType, Type QuartzType);
