using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;
using Portal.Data.Entities;

namespace Portal.Importing;

/// <summary>Downloads: rejected rows, and everything.</summary>
internal static class ImportEndpoints
{
    public static void MapImporting(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/admin/import/rejected/{id:guid}", Rejected).RequireAuthorization(Policies.Admin);
        endpoints.MapGet("/admin/import/export/{subject}.{format}", ExportAsync).RequireAuthorization(Policies.Admin);
    }

    private static Results<PhysicalFileHttpResult, NotFound> Rejected(Guid id, ImportFiles files) =>
        File.Exists(files.Rejected(id)) ? TypedResults.PhysicalFile(files.Rejected(id), "text/csv", "rejected.csv") : TypedResults.NotFound();

    private static async Task<Results<PushStreamHttpResult, NotFound>> ExportAsync(string subject, string format, HttpContext context, ExportService export, ImportStore store, CancellationToken ct)
    {
        if (!Enum.TryParse<ImportSubject>(subject, ignoreCase: true, out var what) || what == ImportSubject.Dataset || !Enum.TryParse<ExportFormat>(format, ignoreCase: true, out var how))
        {
            return TypedResults.NotFound();
        }

        await store.AuditExportAsync(Actor.Admin(context.User), $"{subject}.{format}", ct);
        return TypedResults.Stream(
            output => export.WriteAsync(what, how, output, null, context.RequestAborted),
            how == ExportFormat.Csv ? "text/csv" : "application/jsonl",
            $"{what.ToString().ToLowerInvariant()}.{how.ToString().ToLowerInvariant()}");
    }
}
