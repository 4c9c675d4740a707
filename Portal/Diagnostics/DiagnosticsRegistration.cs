using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;

namespace Portal.Diagnostics;

internal static class DiagnosticsRegistration
{
    private static readonly TimeSpan DatabaseTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddDiagnostics(this IServiceCollection services)
    {
        services.AddSingleton<AlertService>();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealthCheck>("database", timeout: DatabaseTimeout)
            .AddQuartz(options => options.Name = "jobs");
        return services;
    }

    /// <summary>Adds a rule whose alerts stand on the administration's home page.</summary>
    public static IServiceCollection AddAlertRule<TRule>(this IServiceCollection services)
        where TRule : class, IAlertRule => services.AddSingleton<IAlertRule, TRule>();

    /// <summary><c>/health/live</c>: the program answers. <c>/health/ready</c>: its database and its scheduler do, too.</summary>
    public static void MapDiagnostics(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    // The states only: what went wrong stands in the log, not before strangers.
    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new HealthAnswer(report.Status.ToString(), report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString())),
            context.RequestAborted);

    private sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string> Checks);
}
