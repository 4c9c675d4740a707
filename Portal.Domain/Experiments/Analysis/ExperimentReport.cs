using System.Text.Json;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>What the units of an experiment say.</summary>
public sealed record ExperimentReport
{
    /// <summary>The plan the data were read by.</summary>
    public required AnalysisPlan Plan { get; init; }

    /// <summary>Until when the units were watched.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The first exposure; null without units.</summary>
    public DateTimeOffset? FirstExposure { get; init; }

    /// <summary>The last exposure.</summary>
    public DateTimeOffset? LastExposure { get; init; }

    /// <summary>Units of all arms that count.</summary>
    public required long Units { get; init; }

    /// <summary>Units that were exposed to several arms and do not count.</summary>
    public required long InSeveralArms { get; init; }

    /// <summary>Where the experiment stands.</summary>
    public required ExperimentStanding Decision { get; init; }

    /// <summary>Whether the effects must not be read, because the experiment is unhealthy.</summary>
    public bool IsBlocked => Decision.Status == DecisionStatus.Unhealthy;

    /// <summary>Whether units are split as planned.</summary>
    public required SampleRatioReport SampleRatio { get; init; }

    /// <summary>The units by the day of their exposure, in order; days without any are absent.</summary>
    public IReadOnlyList<ExposureDay> Exposures { get; init; } = [];

    /// <summary>The metrics, in the plan's order.</summary>
    public required IReadOnlyList<MetricReport> Metrics { get; init; }

    /// <summary>The report as JSON; properties are in camel case, those without a value are absent, endless intervals have <c>"Infinity"</c>.</summary>
    public string ToJson() => ExperimentJson.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no report.</exception>
    public static ExperimentReport FromJson(string json) => ExperimentJson.Read<ExperimentReport>(json);
}
