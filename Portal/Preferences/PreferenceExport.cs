using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.People;

namespace Portal.Preferences;

/// <summary>A person's own preferences as a file, to keep or to take elsewhere.</summary>
internal static class PreferenceExport
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static IEndpointRouteBuilder MapPreferences(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/preferences/export", GetAsync).RequireAuthorization();
        return endpoints;
    }

    private static async Task<Results<FileContentHttpResult, UnauthorizedHttpResult>> GetAsync(
        HttpContext context, StatementService statements, PersonSettingsService settings, TimeProvider time, CancellationToken cancellationToken)
    {
        if (SignedInUser.From(context.User) is not { } user)
        {
            return TypedResults.Unauthorized();
        }

        var said = await statements.ListAsync(user.Id, cancellationToken);
        ExportedPreferences export = new(
            time.GetUtcNow(),
            await settings.GetAsync(user.Id, cancellationToken),
            [.. said.Select(view => new ExportedStatement(view.Text, view.State, view.Source, view.CreatedUtc, view.UpdatedUtc, view.ExpiresUtc, view.Parsed.Clauses))]);
        return TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(export, Indented), "application/json", "preferences.json");
    }

    private sealed record ExportedPreferences(DateTimeOffset ExportedAt, PersonSettings Settings, IReadOnlyList<ExportedStatement> Statements);

    private sealed record ExportedStatement(
        string Text, StatementState State, StatementSource Source, DateTime CreatedUtc, DateTime UpdatedUtc, DateTime? ExpiresUtc, IReadOnlyList<Clause> Clauses);
}
