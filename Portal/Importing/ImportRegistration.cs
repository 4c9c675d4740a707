namespace Portal.Importing;

internal static class ImportRegistration
{
    public static IServiceCollection AddImporting(this IServiceCollection services) => services
        .AddSingleton<ImportFiles>()
        .AddSingleton<ImportStore>()
        .AddSingleton<ImportMonitor>()
        .AddSingleton<ImportRunner>()
        .AddSingleton<ImportService>()
        .AddSingleton<ExportService>();
}
