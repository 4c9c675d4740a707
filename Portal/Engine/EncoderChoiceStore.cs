using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Engine;

/// <summary>Keeps in the settings which encoder was chosen, so that a switch outlives the program.</summary>
public sealed class EncoderChoiceStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private const string Key = "encoder.plan";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What was chosen.</summary>
    public async Task<EncoderPlan> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var value = await db.Settings.AsNoTracking().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(cancellationToken);
        return value is null ? EncoderPlan.Configured : JsonSerializer.Deserialize<EncoderPlan>(value, Options) ?? EncoderPlan.Configured;
    }

    /// <summary>Keeps a plan, with its entry in the audit log.</summary>
    public async Task WriteAsync(EncoderPlan plan, Actor actor, string action, string subject, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var setting = await db.Settings.SingleOrDefaultAsync(setting => setting.Key == Key, cancellationToken);
        if (setting is null)
        {
            db.Settings.Add(setting = new SettingEntity { Key = Key, Value = "" });
        }

        (setting.Value, setting.UpdatedUtc) = (JsonSerializer.Serialize(plan, Options), now);
        db.Audit(actor, action, subject, now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
