using System.Globalization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Cli;

/// <summary>A metric as the command line names it: <c>NAME[:kind[:goal[:role]]]</c>.</summary>
/// <param name="Key">The column.</param>
/// <param name="Kind">What it tells; null to be told from the values.</param>
internal sealed record ExperimentMetric(string Key, MetricKind? Kind)
{
    public const string Form = "NAME[:proportion|mean|ratio|p95[:increase|decrease[:primary|secondary|guardrail]]]";

    private double _quantile = 0.95;
    private MetricGoal _goal;
    private MetricRole _role;

    /// <summary>Where values are cut; null for nowhere.</summary>
    public double? WinsoriseAt { get; init; }

    /// <summary>What may be done after exposure; null for ever.</summary>
    public TimeSpan? ConversionWindow { get; init; }

    /// <summary>The smallest relative effect worth knowing of.</summary>
    public double? MinimumEffect { get; init; }

    public static ExperimentMetric Parse(string text)
    {
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        if (parts[0].Length == 0 || parts.Length > 4)
        {
            throw Wrong(text);
        }

        var (kind, quantile) = Kinds(parts.ElementAtOrDefault(1) ?? "", text);
        return new ExperimentMetric(parts[0], kind)
        {
            _quantile = quantile,
            _goal = One<MetricGoal>(parts.ElementAtOrDefault(2) ?? "", text),
            _role = One<MetricRole>(parts.ElementAtOrDefault(3) ?? "", text),
        };
    }

    /// <summary>The metric.</summary>
    /// <param name="likely">What its values look like.</param>
    public MetricDefinition Define(MetricKind likely) => new(Key, Kind ?? likely)
    {
        Goal = _goal,
        Role = _role,
        Quantile = _quantile,
        WinsoriseAt = (Kind ?? likely) is MetricKind.Mean or MetricKind.Ratio ? WinsoriseAt : null,
        ConversionWindow = ConversionWindow,
        MinimumEffect = MinimumEffect,
    };

    private static (MetricKind? Kind, double Quantile) Kinds(string part, string text) => part switch
    {
        "" => (null, 0.95),
        _ when part.Length > 1 && part[0] is 'p' or 'P' && double.TryParse(part.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var per) && per is > 0 and < 100 => (MetricKind.Quantile, per / 100),
        _ => (One<MetricKind>(part, text), 0.95),
    };

    private static T One<T>(string part, string text)
        where T : struct, Enum =>
        part.Length == 0 ? default : Enum.TryParse<T>(part, ignoreCase: true, out var value) && !char.IsDigit(part[0]) ? value : throw Wrong(text);

    private static VerbException Wrong(string text) => new($"--metric is '{text}'; write {Form}, e.g. clicks:mean or opened:proportion:increase:guardrail.", ExitCode.BadArguments);
}
