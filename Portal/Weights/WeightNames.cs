using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>What the numbers of a profile are called and do, for whoever sets them.</summary>
internal static class WeightNames
{
    /// <summary>"Popularity".</summary>
    public static string Name(this IStringLocalizer<WeightText> text, TunableWeight weight) => text.Find(Key("Name", weight)) ?? weight.Path;

    /// <summary>One sentence on what it does.</summary>
    public static string About(this IStringLocalizer<WeightText> text, TunableWeight weight) => text.Find(Key("About", weight)) ?? weight.Path;

    /// <summary>What a part of the score is called: a signal or a term of the re-ranking.</summary>
    public static string Part(this IStringLocalizer<WeightText> text, string key) => text.Find("NameSignal" + Upper(key)) ?? text.Find("Term" + Upper(key)) ?? key;

    /// <summary>A value as pages write it.</summary>
    public static string Shown(double value) => value.ToString("0.####", CultureInfo.CurrentCulture);

    private static string Key(string prefix, TunableWeight weight) => $"{prefix}{(weight.Sort == WeightSort.Parameter ? "" : weight.Sort)}{Upper(weight.Key)}";

    private static string Upper(string key) => key.Length == 0 ? key : char.ToUpperInvariant(key[0]) + key[1..];

    private static string? Find(this IStringLocalizer<WeightText> text, string key) => text[key] is { ResourceNotFound: false } found ? found.Value : null;
}
