using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Portal.Accounts;

namespace Portal.Weights;

/// <summary>Weights as files.</summary>
internal static class WeightEndpoints
{
    public static IEndpointRouteBuilder MapWeights(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(WeightFile.SchemaAddress, Schema).RequireAuthorization(Policies.Admin);
        endpoints.MapGet("/admin/weights/{version:int}/export", ExportAsync).RequireAuthorization(Policies.Admin);
        return endpoints;
    }

    private static FileContentHttpResult Schema(IStringLocalizer<WeightText> text) => TypedResults.File(WeightFile.Schema(text), "application/schema+json");

    private static async Task<Results<FileContentHttpResult, NotFound>> ExportAsync(int version, HttpContext context, WeightProfiles profiles, CancellationToken cancellationToken)
    {
        if (await profiles.FindAsync(version, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var schema = $"{context.Request.Scheme}://{context.Request.Host}{WeightFile.SchemaAddress}";
        return TypedResults.File(WeightFile.Write(found, schema), "application/json", string.Create(CultureInfo.InvariantCulture, $"weights-v{version}.json"));
    }
}
