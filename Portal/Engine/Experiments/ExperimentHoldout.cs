using System.Text.Json;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Engine.Experiments;

/// <summary>The share of all people whom no experiment takes: against them, what all experiments together have brought is measured.</summary>
/// <param name="Share">0..1.</param>
/// <param name="Seed">Begins the hash; not that of an experiment.</param>
public sealed record ExperimentHoldout(double Share, string Seed)
{
    /// <summary>Where it is stored among the settings, as JSON.</summary>
    public const string Key = "experiments.holdout";

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>As it was stored.</summary>
    /// <exception cref="JsonException">It is no hold-out.</exception>
    /// <exception cref="ArgumentException">The share or the seed is not allowed.</exception>
    public static Holdout Read(string json) =>
        JsonSerializer.Deserialize<ExperimentHoldout>(json, JsonSerializerOptions.Web) is { } stored ? new Holdout(stored.Seed, stored.Share) : throw new JsonException("The hold-out is null.");
}
