namespace Portal.Shared;

internal static class SharedRegistration
{
    /// <summary>The services behind the shared parts; each circuit has its own.</summary>
    public static IServiceCollection AddSharedParts(this IServiceCollection services)
    {
        services.AddScoped<ToastService>();
        services.AddScoped<ConfirmService>();
        services.AddScoped<ShortcutRegistry>();
        return services;
    }
}
