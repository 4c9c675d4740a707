namespace Portal.Startup;

internal static class StartupRegistration
{
    public const string DefaultAddress = "http://localhost:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

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

        if (AddressKeys.All(key => string.IsNullOrEmpty(builder.Configuration[key]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
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
