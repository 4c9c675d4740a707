using System.Text.Json;

namespace Portal.Domain.Experiments.Bandits;

/// <summary>How a bandit stands.</summary>
public sealed record BanditReport
{
    /// <summary>Units of all arms.</summary>
    public required long Units { get; init; }

    /// <summary>Units of periods that could not be compared, because an arm had fewer than two.</summary>
    public required long UnitsLeftOut { get; init; }

    /// <summary>Whether all arms still get the same share.</summary>
    public required bool IsBurningIn { get; init; }

    /// <summary>The arms.</summary>
    public required IReadOnlyList<BanditArmReport> Arms { get; init; }

    /// <summary>Units of each arm to be expected of the periods' shares.</summary>
    public required IReadOnlyList<double> Expected { get; init; }

    /// <summary>
    /// Chi-square p-value of that split. A little too large where shares have changed much: counts of several shares vary less than those of
    /// one mean share.
    /// </summary>
    public required double RatioPValue { get; init; }

    /// <summary>Whether the split is not as the shares had it; the effects must not be read then.</summary>
    public required bool IsBlocked { get; init; }

    /// <summary>The report as JSON; what cannot be told yet is <c>"NaN"</c>.</summary>
    public string ToJson() => ExperimentJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no report.</exception>
    public static BanditReport FromJson(string json) => ExperimentJson.Read<BanditReport>(json);
}
