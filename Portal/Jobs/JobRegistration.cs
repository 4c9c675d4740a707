using Portal.Data;
using Portal.Engine;
using Portal.Models;
using Quartz;

namespace Portal.Jobs;

internal static class JobRegistration
{
    private const int Threads = 2;

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobRunRecorder>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobService>();
        services.AddPortalJob<EmbedCatalogueJob>();
        services.AddPortalJob<RefreshEngineJob>();
        services.AddPortalJob<TrainModelsJob>();
        services.AddPortalJob<LearnWeightsJob>();
        services.AddPortalJob<EvaluateControlsJob>();
        services.AddPortalJob<CompareEncodersJob>();
        services.AddPortalJob<CleanUpJob>();

        services.AddHostedService<JobStartup>();
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
        return services.AddSingleton(new RegisteredJob(TJob.Definition, typeof(QuartzJob<TJob>)));
    }
}

internal sealed record RegisteredJob(JobDefinition Definition, Type QuartzType);
