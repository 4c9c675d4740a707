using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Experiments.Planning;

/// <summary>Units that no experiment takes, so that what all of them brought can be measured.</summary>
/// <param name="Share">Share of all units, 0..1.</param>
/// <param name="Seed">The seed of its hash.</param>
/// <param name="Revision">As it was read.</param>
public sealed record HoldoutSetting(double Share, string Seed, int Revision);

/// <summary>The portal's hold-out, in its settings.</summary>
public sealed class HoldoutStore(IDbContextFactory<PortalDbContext> contexts, ExperimentRows rows, TimeProvider time)
{
    /// <summary>Where it stands: JSON with <c>share</c> and <c>seed</c>.</summary>
    public const string Key = "experiments.holdout";

    /// <summary>The most that can be held out: with more, experiments would wait for people.</summary>
    public const double Most = 0.5;

    private const string Seed = "portal-holdout";

    /// <summary>What is held out; null before it was ever set.</summary>
    public async Task<HoldoutSetting?> FindAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Settings.AsNoTracking().FirstOrDefaultAsync(setting => setting.Key == Key, cancellationToken) is { } row && Read(row.Value) is { } stored
            ? new HoldoutSetting(stored.Share, stored.Seed, row.Revision)
            : null;
    }

    /// <summary>Holds out another share. A greater one holds out more and releases nobody; the seed stays.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="share">0..<see cref="Most"/>.</param>
    /// <param name="revision">As it was looked at; null before it was ever set.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when somebody else changed it meanwhile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is negative or more than <see cref="Most"/>.</exception>
    public async Task<bool> SetAsync(Actor actor, double share, int? revision, CancellationToken cancellationToken)
    {
        if (share is not (>= 0 and <= Most))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, string.Create(CultureInfo.InvariantCulture, $"The share held out is {share}; give 0 to {Most}."));
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Settings.FirstOrDefaultAsync(setting => setting.Key == Key, cancellationToken);
        if (row?.Revision != revision)
        {
            return false;
        }

        var (before, now) = (row is null ? null : Read(row.Value), time.GetUtcNow().UtcDateTime);
        if (row is null)
        {
            db.Settings.Add(row = new SettingEntity { Key = Key, Value = "" });
        }

        (row.Value, row.UpdatedUtc) = (JsonSerializer.Serialize(new Stored(share, before?.Seed ?? Seed), JsonSerializerOptions.Web), now);
        db.Audit(actor, "experiments.holdout", Key, now, string.Create(CultureInfo.InvariantCulture, $"share {before?.Share ?? 0:0.####} → {share:0.####}"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DbErrors.IsUniqueViolation(e))
        {
            return false;
        }

        rows.Tell();
        return true;
    }

    private static Stored? Read(string json) => JsonSerializer.Deserialize<Stored>(json, JsonSerializerOptions.Web);

    private sealed record Stored(double Share, string Seed);
}
