using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;

namespace Portal.Engine;

/// <summary>The ranking weights in the database.</summary>
public sealed class WeightStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider time) : ISeeder
{
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

    /// <summary>Stores the defaults as the first version, so that what ranks is always a row that can be looked at.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.WeightProfiles.AnyAsync(cancellationToken))
        {
            return;
        }

        db.WeightProfiles.Add(new WeightProfileEntity
        {
            Name = "Default",
            Version = 1,
            State = WeightProfileState.Live,
            Weights = JsonSerializer.Serialize(WithEverySignal(RankingWeights.Default), JsonSerializerOptions.Web),
            Fingerprint = WithEverySignal(RankingWeights.Default).Fingerprint,
            Author = "Portal",
            Note = "The weights a new portal starts with.",
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static RankingWeights WithEverySignal(RankingWeights weights) =>
        weights with { Signals = weights.Signals.SetItems(RankingSignals.All.Select(signal => KeyValuePair.Create(signal.Key, (double)weights.Of(signal)))) };
}
