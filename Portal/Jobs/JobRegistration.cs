namespace Portal.Jobs;

internal static class JobRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        _ = configuration;
        return services;
    }
}
