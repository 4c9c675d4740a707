using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;

namespace Portal.Engine;

/// <summary>The ranking weights in the database.</summary>
public sealed class WeightStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider time) : ISeeder
{
    /// <summary>Begins the name of weights that were learned.</summary>
    public const string LearnedPrefix = "Learned ";

    // Author of what no person wrote.
    private const string Author = "Portal";

    public int Order => 10;

    public string Name => "ranking weights";

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
            : (JsonSerializer.Deserialize<RankingWeights>(row.Weights, JsonSerializerOptions.Web) ?? RankingWeights.Default, $"{row.Name} v{row.Version}");
    }

    /// <summary>
    /// Stores learned weights as a draft. Earlier learned drafts about which nobody decided are put away: they are out of date.
    /// </summary>
    /// <returns>The draft's version.</returns>
    public async Task<int> AddLearnedAsync(string name, RankingWeights learned, string note, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var old in db.WeightProfiles
            .Where(profile => profile.State == WeightProfileState.Draft && profile.Author == Author && profile.Name.StartsWith(LearnedPrefix))
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            old.State = WeightProfileState.Archived;
        }

        var version = 1 + (await db.WeightProfiles.MaxAsync(profile => (int?)profile.Version, cancellationToken) ?? 0);
        db.WeightProfiles.Add(Row(name, version, WeightProfileState.Draft, learned, note));
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

        db.WeightProfiles.Add(Row("Default", 1, WeightProfileState.Live, WithEverySignal(RankingWeights.Default), "The weights a new portal starts with."));
        await db.SaveChangesAsync(cancellationToken);
    }

    private WeightProfileEntity Row(string name, int version, WeightProfileState state, RankingWeights weights, string note) => new()
    {
        Name = name,
        Version = version,
        State = state,
        Weights = JsonSerializer.Serialize(weights, JsonSerializerOptions.Web),
        Fingerprint = weights.Fingerprint,
        Author = Author,
        Note = note,
        CreatedUtc = time.GetUtcNow().UtcDateTime,
    };

    private static RankingWeights WithEverySignal(RankingWeights weights) =>
        weights with { Signals = weights.Signals.SetItems(RankingSignals.All.Select(signal => KeyValuePair.Create(signal.Key, (double)weights.Of(signal)))) };
}
