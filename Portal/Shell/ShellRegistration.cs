namespace Portal.Shell;

internal static class ShellRegistration
{
    public static IServiceCollection AddShell(this IServiceCollection services) => services;

    public static void UseShell(this WebApplication app) => _ = app;

    public static void MapShell(this WebApplication app) => _ = app;
}
