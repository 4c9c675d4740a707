using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Portal.Domain.Ranking;

namespace Portal.Engine.Experiments;

/// <summary>What an experiment compares, on whom, and by which rules it will be read: stored with it as JSON.</summary>
public sealed record ExperimentPlan
{
    /// <summary>Lists in an hour beyond which nobody reads them.</summary>
    public const int UsualListsPerHour = 200;

    /// <summary>What is compared, the control first; at least two.</summary>
    public ImmutableArray<ExperimentVariant> Variants { get; init; } = [];

    /// <summary>The variants' shares in their order; they add up to 1.</summary>
    public ImmutableArray<double> Weights { get; init; } = [];

    /// <summary>Share of the targeted units that take part, 0..1.</summary>
    public double Coverage { get; init; } = 1;

    /// <summary>Experiments of one namespace share out its units among them by ranges that do not overlap; null for none.</summary>
    public ExperimentNamespace? Namespace { get; init; }

    /// <summary>Who may take part, in the JSON of GrowthBook's conditions over <see cref="ExperimentAttributes"/>; null for everybody.</summary>
    public string? Condition { get; init; }

    /// <summary>Begins the hash: experiments with the same seed divide people alike.</summary>
    public string Seed { get; init; } = "";

    /// <summary>User names with the variant that they see whatever the hash says; they are not counted.</summary>
    public ImmutableSortedDictionary<string, int> Forced { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Whether administrators and analysts are not counted.</summary>
    public bool LeaveOutStaff { get; init; } = true;

    /// <summary>A unit that is served more lists than this in an hour is not counted; null for no limit.</summary>
    public int? MostListsPerHour { get; init; } = UsualListsPerHour;

    /// <summary>Key of the metric that decides.</summary>
    public string PrimaryMetric { get; init; } = "";

    /// <summary>Keys of metrics that are looked at besides.</summary>
    public ImmutableArray<string> SecondaryMetrics { get; init; } = [];

    /// <summary>Keys of metrics that must not get worse.</summary>
    public ImmutableArray<string> Guardrails { get; init; } = [];

    /// <summary>Names of what results are taken apart by: device, activity.</summary>
    public ImmutableArray<string> Segments { get; init; } = ["device", "activity"];

    /// <summary>Accepted share of false alarms, 0..1 exclusive.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Share of true effects of <see cref="MinimumEffect"/> that are to be found, 0..1 exclusive.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>The smallest relative effect on the primary metric that matters, more than 0.</summary>
    public double MinimumEffect { get; init; } = 0.05;

    /// <summary>Units of all variants together after which it is to be read: N* of the confidence sequence.</summary>
    public long PlannedUnits { get; init; } = 2000;

    /// <summary>Days that it runs at least, so that no weekday decides alone.</summary>
    public int MinimumDays { get; init; } = 7;

    /// <summary>Whether intervals hold at every look; without, only at the planned end.</summary>
    public bool Sequential { get; init; } = true;

    /// <summary>Days before the exposure by which chance differences between people are taken out (CUPED); 0 for not.</summary>
    public int CupedDays { get; init; } = 14;

    /// <summary>Days after its exposure during which what a unit does counts; null for all.</summary>
    public int? ConversionDays { get; init; }

    /// <summary>Share of the units above which values are cut to the value there, 0.5..1; 1 for none.</summary>
    public double Winsorise { get; init; } = 0.999;

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>As it was stored.</summary>
    /// <exception cref="JsonException">It is no plan.</exception>
    public static ExperimentPlan FromJson(string json) => JsonSerializer.Deserialize<ExperimentPlan>(json, JsonSerializerOptions.Web) ?? throw new JsonException("An experiment's plan is null.");
}

/// <summary>One way of serving people.</summary>
/// <param name="Name">As pages call it.</param>
/// <param name="Settings">What it changes: keys of <see cref="ExperimentSettings"/> with their values; empty for what is live.</param>
public sealed record ExperimentVariant(string Name, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>The version of the weights that it ranks by; null where that is what is live.</summary>
    public int? WeightsVersion() =>
        Settings.TryGetValue(ExperimentSettings.Weights, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Whether it ranks by what is live, with or without changes of single numbers.</summary>
    public bool FollowsLive() => WeightsVersion() is null;

    /// <summary>The single numbers of the weights that it changes, in the order of their keys; those that may not have their value are left out.</summary>
    public IEnumerable<(TunableWeight Number, double Value)> WeightNumbers() =>
        from setting in Settings
        let number = ExperimentSettings.NumberOf(setting.Key)
        where number is not null && ExperimentSettings.Allows(setting.Key, setting.Value)
        select (number, double.Parse(setting.Value, NumberStyles.Float, CultureInfo.InvariantCulture));
}

/// <summary>A part of a namespace.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Where the part begins, 0..1.</param>
/// <param name="To">Where it ends, greater, up to 1.</param>
public sealed record ExperimentNamespace(string Name, double From, double To);
