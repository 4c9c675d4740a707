namespace Portal.Startup;

internal static class StartupRegistration
{
    /// <summary>Before every other Add…: hosted services start in the order of their registration.</summary>
    public static void AddStartup(this WebApplicationBuilder builder)
    {
        builder.Services.AddStartup();
        StartupLogGate gate = new();
        builder.Services.AddSingleton(gate);
        foreach (var category in StartupLogGate.Categories)
        {
            builder.Logging.AddFilter(category, gate.Passes);
        }
    }

    public static IServiceCollection AddStartup(this IServiceCollection services)
    {
        services.AddSingleton<InstanceLock>();
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<SeederRunner>();
        services.AddHostedService<StartupService>();
        return services;
    }
}
