using System.Globalization;
using Portal.Domain.Ranking;

namespace Portal.Engine.Experiments;

/// <summary>
/// What variants may change: the whole of the weights by their version (<c>weights</c> = <c>12</c>), one number of them (<c>weights/signals.freshness</c> = <c>0.4</c>),
/// or how the feed is shown (<c>feed.cards</c> = <c>12</c>). To add one: its key, its check here, and whoever reads it from <see cref="Treatment.Settings"/>.
/// </summary>
public static class ExperimentSettings
{
    /// <summary>The weights as a whole; the value is a version.</summary>
    public const string Weights = "weights";

    /// <summary>Begins the key of one number of the weights; its path follows.</summary>
    public const string NumberPrefix = Weights + "/";

    /// <summary>How many cards a part of the feed has, 6 to 48.</summary>
    public const string Cards = "feed.cards";

    /// <summary>Whether cards tell their reason: true or false.</summary>
    public const string Reasons = "feed.reasons";

    private const int FewestCards = 6, MostCards = 48;

    /// <summary>Keys of all settings.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Weights, Cards, Reasons, .. TunableWeight.All.Select(weight => NumberPrefix + weight.Path)];

    /// <summary>The number of the weights that a key names; null for other settings.</summary>
    public static TunableWeight? NumberOf(string key) => key.StartsWith(NumberPrefix, StringComparison.Ordinal) ? TunableWeight.All.FirstOrDefault(weight => weight.Path == key[NumberPrefix.Length..]) : null;

    /// <summary>Whether two settings change the same: experiments on them exclude each other.</summary>
    public static bool Clash(string one, string other) =>
        one == other || (one == Weights && other.StartsWith(NumberPrefix, StringComparison.Ordinal)) || (other == Weights && one.StartsWith(NumberPrefix, StringComparison.Ordinal));

    /// <summary>Whether a setting may have a value. Whether a version of the weights exists is the database's to say.</summary>
    public static bool Allows(string key, string value) => key switch
    {
        Weights => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0,
        Cards => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cards) && cards is >= FewestCards and <= MostCards,
        Reasons => bool.TryParse(value, out _),
        _ => NumberOf(key) is { } weight && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && weight.Allows(number),
    };
}
