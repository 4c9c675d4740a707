using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>A metric of an experiment.</summary>
/// <param name="Key">Its name, once per experiment.</param>
/// <param name="Kind">What it tells of the units of an arm.</param>
public sealed record MetricDefinition(string Key, MetricKind Kind)
{
    /// <summary>Which way it should move.</summary>
    public MetricGoal Goal { get; init; } = MetricGoal.Increase;

    /// <summary>What part it has in the decision.</summary>
    public MetricRole Role { get; init; } = MetricRole.Primary;

    /// <summary>In what the effect is told.</summary>
    public EffectScale Scale { get; init; } = EffectScale.Relative;

    /// <summary>
    /// Values above this quantile of the units of all arms together count as that quantile, in (0, 1), e.g. 0.999, so that a few units do not
    /// make the mean; null for none. Of means and ratios (their numerators) only.
    /// </summary>
    public double? WinsoriseAt { get; init; }

    /// <summary>What a unit does longer after its exposure does not count, and units exposed more recently are left out until then; null for no limit.</summary>
    public TimeSpan? ConversionWindow { get; init; }

    /// <summary>Of a <see cref="MetricKind.Quantile"/>: which one, in (0, 1).</summary>
    public double Quantile { get; init; } = 0.95;

    /// <summary>The smallest relative effect worth knowing of, above 0, which power is told for; null when there is none.</summary>
    public double? MinimumEffect { get; init; }

    /// <summary>Whether what a unit did at an instant counts.</summary>
    /// <param name="exposedAt">When it was first exposed.</param>
    /// <param name="at">When it did it.</param>
    public bool Counts(DateTimeOffset exposedAt, DateTimeOffset at) => at >= exposedAt && (ConversionWindow is not { } window || at - exposedAt < window);

    internal void Check()
    {
        var wrong = this switch
        {
            { Key: null or "" } => "A metric has no key; name it.",
            { WinsoriseAt: not null, Kind: MetricKind.Proportion or MetricKind.Quantile } => $"Metric '{Key}' is a {Kind} with a limit of its values; set {nameof(WinsoriseAt)} of means and ratios only.",
            { WinsoriseAt: not (null or (> 0 and < 1)) } => $"{nameof(WinsoriseAt)} of metric '{Key}' is {WinsoriseAt}; give a quantile between 0 and 1, e.g. 0.999.",
            { Kind: MetricKind.Quantile, Quantile: not (> 0 and < 1) } => $"{nameof(Quantile)} of metric '{Key}' is {Quantile}; give one between 0 and 1, e.g. 0.95.",
            { MinimumEffect: not (null or (> 0 and < double.PositiveInfinity)) } => $"{nameof(MinimumEffect)} of metric '{Key}' is {MinimumEffect}; give a relative effect above 0, e.g. 0.05.",
            _ when ConversionWindow <= TimeSpan.Zero => $"{nameof(ConversionWindow)} of metric '{Key}' is {ConversionWindow}; give a time above 0, or none.",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException(wrong);
        }
    }
}
