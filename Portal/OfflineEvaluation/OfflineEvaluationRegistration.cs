using System.Globalization;
using System.Net.Mime;
using System.Text;
using Portal.Accounts;

namespace Portal.OfflineEvaluation;

internal static class OfflineEvaluationRegistration
{
    public static IServiceCollection AddOfflineEvaluation(this IServiceCollection services) => services
        .AddSingleton<PortalTask>()
        .AddSingleton<OfflineRequests>()
        .AddSingleton<OfflineReports>()
        .AddSingleton<OfflineEvaluator>();

    /// <summary>The runs as files.</summary>
    public static void MapOfflineEvaluation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/admin/evaluation/{id:long}.csv", (long id, OfflineReports reports, CancellationToken ct) => FileAsync(id, "csv", MediaTypeNames.Text.Csv, report => report.ToCsv(), reports, ct))
            .RequireAuthorization(Policies.Analyst);
        endpoints.MapGet("/admin/evaluation/{id:long}.json", (long id, OfflineReports reports, CancellationToken ct) => FileAsync(id, "json", MediaTypeNames.Application.Json, report => report.ToJson(), reports, ct))
            .RequireAuthorization(Policies.Analyst);
    }

    private static async Task<IResult> FileAsync(long id, string ending, string type, Func<OfflineReport, string> write, OfflineReports reports, CancellationToken cancellationToken) =>
        await reports.FindAsync(id, cancellationToken) is { } run
            ? Results.File(Encoding.UTF8.GetBytes(write(run.Report)), type, string.Create(CultureInfo.InvariantCulture, $"evaluation-{run.AtUtc:yyyy-MM-dd}-{id}.{ending}"))
            : Results.NotFound();
}
