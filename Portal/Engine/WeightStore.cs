using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;

namespace Portal.Engine;

/// <summary>The ranking weights in the database.</summary>
public sealed class WeightStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider time) : ISeeder
{
    /// <summary>Begins the name of weights that were learned.</summary>
    public const string LearnedPrefix = "Learned ";

    public int Order => 10;

    public string Name => "ranking weights";

    /// <summary>Where the highest version that was ever deleted is remembered: a number must not come to mean something else.</summary>
    internal const string DeletedKey = "weights.deleted";

    /// <summary>The live profile; the defaults before any is stored.</summary>
    public async Task<(RankingWeights Weights, string Name)> LiveAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.WeightProfiles.AsNoTracking()
            .Where(profile => profile.State == WeightProfileState.Live)
            .OrderByDescending(profile => profile.Version)
            .FirstOrDefaultAsync(cancellationToken);
        return row is null
            ? (RankingWeights.Default, "Default")
            : (Read(row.Weights), $"{row.Name} v{row.Version}");
    }

    /// <summary>A profile as it is stored.</summary>
    public static string Write(RankingWeights weights) => JsonSerializer.Serialize(weights, JsonSerializerOptions.Web);

    /// <summary>A stored profile; a number that it does not know yet has its default.</summary>
    public static RankingWeights Read(string stored) => JsonSerializer.Deserialize<RankingWeights>(stored, JsonSerializerOptions.Web) ?? RankingWeights.Default;

    /// <summary>The number of the next version. Two that take the same at once cannot both be stored.</summary>
    public static async Task<int> NextVersionAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var highest = await db.WeightProfiles.MaxAsync(profile => (int?)profile.Version, cancellationToken) ?? 0;
        var deleted = await db.Settings.Where(setting => setting.Key == DeletedKey).Select(setting => setting.Value).FirstOrDefaultAsync(cancellationToken);
        return 1 + Math.Max(highest, int.TryParse(deleted, NumberStyles.None, CultureInfo.InvariantCulture, out var gone) ? gone : 0);
    }

    /// <summary>
    /// Stores learned weights as a draft. Earlier learned drafts about which nobody decided are put away: they are out of date.
    /// </summary>
    /// <returns>The draft's version.</returns>
    public async Task<int> AddLearnedAsync(string name, RankingWeights learned, string note, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var old in db.WeightProfiles
            .Where(profile => profile.State == WeightProfileState.Draft && profile.AuthorId == null && profile.Name.StartsWith(LearnedPrefix) && profile.Revision == 0)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            old.State = WeightProfileState.Archived;
        }

        var version = await NextVersionAsync(db, cancellationToken);
        var row = Row(name, version, WeightProfileState.Draft, learned, note);
        row.BaseVersion = await db.WeightProfiles.Where(profile => profile.State == WeightProfileState.Live).MaxAsync(profile => (int?)profile.Version, cancellationToken);
        db.WeightProfiles.Add(row);
        db.Audit(Actor.Program, "weights.learned", $"{name} v{version}", row.CreatedUtc);
        await db.SaveChangesAsync(cancellationToken);
        return version;
    }

    /// <summary>Stores the defaults as the first version, so that what ranks is always a row that can be looked at.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.WeightProfiles.AnyAsync(cancellationToken))
        {
            return;
        }

        var first = Row("Default", 1, WeightProfileState.Live, WithEverySignal(RankingWeights.Default), "The weights a new portal starts with.");
        first.LiveSinceUtc = first.CreatedUtc;
        db.WeightProfiles.Add(first);
        await db.SaveChangesAsync(cancellationToken);
    }

    private WeightProfileEntity Row(string name, int version, WeightProfileState state, RankingWeights weights, string note) => new()
    {
        Name = name,
        Version = version,
        State = state,
        Weights = Write(weights),
        Fingerprint = weights.Fingerprint,
        Author = Actor.Program.Name,
        Note = note,
        CreatedUtc = time.GetUtcNow().UtcDateTime,
    };

    private static RankingWeights WithEverySignal(RankingWeights weights) =>
        weights with { Signals = weights.Signals.SetItems(RankingSignals.All.Select(signal => KeyValuePair.Create(signal.Key, weights.ValueOf(signal)))) };
}
