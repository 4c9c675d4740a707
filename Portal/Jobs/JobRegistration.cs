using Portal.Data;
using Portal.Diagnostics;
using Portal.Engine;
using Portal.Importing;
using Portal.Models;
using Portal.OfflineEvaluation;
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

        // However little the program's own log is to hold: a run's log is small, and read by whoever looks for what went wrong in it.
        services.Configure<LoggerFilterOptions>(options => options.Rules.Add(new LoggerFilterRule(typeof(JobLogProvider).FullName, nameof(Portal), LogLevel.Information, null)));
        services.AddScoped<JobWords>();
        services.AddAlertRule<JobAlerts>();
        services.AddSingleton<IImportStarter, ImportStarter>();
        services.AddPortalJob<ImportJob>();
        services.AddPortalJob<EmbedCatalogueJob>();
        services.AddPortalJob<RefreshEngineJob>();
        services.AddPortalJob<TrainModelsJob>();
        services.AddPortalJob<LearnWeightsJob>();
        services.AddPortalJob<EvaluateControlsJob>();
        services.AddPortalJob<RollUpsJob>();
        services.AddPortalJob<PublishWeightsJob>();
        services.AddPortalJob<CountExperimentsJob>();
        services.AddPortalJob<CompareEncodersJob>();
        services.AddPortalJob<CleanUpJob>();
        services.AddPortalJob<EvaluateOfflineJob>();
        services.AddSingleton<IOfflineRuns, OfflineRuns>();
        if (configuration.GetSection(PortalOptions.Section).Get<PortalOptions>()?.Demo ?? true)
        {
            services.AddPortalJob<SimulateBrowsingJob>();
        }

        services.AddHostedService<JobStartup>();
        var shared = JobStore.IsShared(configuration);
        if (shared)
        {
            services.AddHostedService<JobWatch>();
        }

        services.AddSingleton<IComparisonRunner, ComparisonRunner>();
        services.AddSingleton<CatalogueFollowUp>();
        services.AddSingleton<ICatalogueChanges>(provider => provider.GetRequiredService<CatalogueFollowUp>());
        services.AddHostedService(provider => provider.GetRequiredService<CatalogueFollowUp>());
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
