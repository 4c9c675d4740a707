using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Users;

/// <summary>Everything about a person as JSON, written as it is read. Left out are what only the portal can use: password hash, stamps, vectors.</summary>
public sealed class UserExport(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private static readonly JsonSerializerOptions Rows = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Writes down in the audit log that a person's data is about to be exported.</summary>
    /// <returns>The person's user name; null where there is none.</returns>
    public async Task<string?> BeginAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Users.Where(user => user.Id == id).Select(user => user.UserName).SingleOrDefaultAsync(cancellationToken) is not { } name)
        {
            return null;
        }

        db.Audit(actor, "user.exported", name, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return name;
    }

    /// <summary>Writes the data.</summary>
    public async Task WriteAsync(string id, Stream stream, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("exportedAt", time.GetUtcNow());
        var user = await db.Users.AsNoTracking().Where(user => user.Id == id)
            .Select(user => new { user.Id, user.ExternalId, user.UserName, user.Email, user.PhoneNumber, user.DisplayName, user.About, user.Simulated, user.CreatedUtc, user.OnboardedUtc, user.LockoutEnd })
            .SingleAsync(cancellationToken);
        Property(json, "account", user);
        Property(json, "roles", await db.UserRoles.Where(link => link.UserId == id).Join(db.Roles, link => link.RoleId, role => role.Id, (link, role) => role.Name).ToListAsync(cancellationToken));
        Property(json, "settings", await db.PersonSettings.AsNoTracking().Where(row => row.UserId == id).Select(row => new { row.Adventure, row.Unpersonalised, row.UpdatedUtc }).SingleOrDefaultAsync(cancellationToken));
        await ArrayAsync(json, "statements", db.Statements.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.CreatedUtc)
            .Select(row => new { row.Id, row.Text, row.State, row.Source, row.CreatedUtc, row.UpdatedUtc, row.ExpiresUtc, row.Parsed }), cancellationToken);
        await ArrayAsync(json, "statementHistory", db.StatementChanges.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.Id)
            .Select(row => new { row.StatementId, row.AtUtc, row.Action, row.TextBefore, row.TextAfter, row.ParsedBefore, row.ParsedAfter, row.ExpiresUtc }), cancellationToken);
        await ArrayAsync(json, "reviews", db.Reviews.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.CreatedUtc)
            .Join(db.Items, row => row.ItemId, item => item.Id, (row, item) => new { Item = item.ExternalId, row.Text, row.Sentiment, row.OwnSentiment, row.Aspects, row.CreatedUtc, row.UpdatedUtc, row.DeletedUtc }), cancellationToken);
        await ArrayAsync(json, "exemptions", db.RuleExemptions.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.Id)
            .Join(db.Items, row => row.ItemId, item => item.Id, (row, item) => new { Item = item.ExternalId, row.SubjectKey, row.AtUtc }), cancellationToken);
        await ArrayAsync(json, "interests", db.InterestEdits.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.Id)
            .Join(db.Items, row => row.ItemId, item => item.Id, (row, item) => new { Item = item.ExternalId, row.Name, row.Weight, row.UpdatedUtc }), cancellationToken);
        await ArrayAsync(json, "actions", db.Interactions.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.AtUtc).ThenBy(row => row.Id)
            .Join(db.Items, row => row.ItemId, item => item.Id, (row, item) => new { Item = item.ExternalId, row.Kind, row.Value, row.Reason, row.AtUtc, row.Context, row.RequestId, row.Position, row.RetractedUtc, row.LeftOutUtc }), cancellationToken);
        await ArrayAsync(json, "feeds", db.FeedRequests.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.AtUtc)
            .Select(row => new { row.Id, row.AtUtc, row.Mood, row.Kind, row.OffsetMinutes, row.Device, row.WeightsFingerprint, row.EngineVersion, row.ModelVersion, row.DurationMs, row.Variants, row.Visitor, row.Session }), cancellationToken);
        await ArrayAsync(json, "served", db.ServedPositions.AsNoTracking().Where(row => row.UserId == id).OrderBy(row => row.AtUtc).ThenBy(row => row.Position)
            .Join(db.Items, row => row.ItemId, item => item.Id, (row, item) => new { row.RequestId, row.Position, Item = item.ExternalId, row.AtUtc, row.Score, row.TopSignal, row.Exploration, row.Team }), cancellationToken);
        Property(json, "experiments", await ExperimentsAsync(db, id, cancellationToken));
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<ExportedExperiment>> ExperimentsAsync(PortalDbContext db, string id, CancellationToken cancellationToken)
    {
        var rows = await db.ExperimentUnits.AsNoTracking().Where(row => row.Unit == id).OrderBy(row => row.ExposedUtc)
            .Join(db.Experiments, row => row.ExperimentId, experiment => experiment.Id, (row, experiment) => new { experiment.Key, experiment.Name, experiment.Plan, row.Variant, row.ExposedUtc, row.Exclusion })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ExportedExperiment(row.Key, row.Name, row.Variant, NameOf(row.Plan, row.Variant), row.ExposedUtc, row.Exclusion))];
    }

    // A plan that cannot be read any more keeps nobody from their data.
    private static string? NameOf(string plan, int variant)
    {
        try
        {
            return ExperimentPlan.FromJson(plan).Variants.ElementAtOrDefault(variant)?.Name;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Property<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        Value(json, value);
    }

    // The serialiser itself would flush the writer, and a response must not be written to synchronously.
    private static void Value<T>(Utf8JsonWriter json, T value) => json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(value, Rows), skipInputValidation: true);

    // Row by row: a heavy user's log does not have to fit into memory.
    private static async Task ArrayAsync<T>(Utf8JsonWriter json, string name, IQueryable<T> rows, CancellationToken cancellationToken)
    {
        const int FlushAt = 64 << 10;
        json.WriteStartArray(name);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Value(json, row);
            if (json.BytesPending > FlushAt)
            {
                await json.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
    }

    private sealed record ExportedExperiment(string Key, string Name, int Variant, string? VariantName, DateTime ExposedUtc, UnitExclusion Exclusion);
}
