using Microsoft.Extensions.Localization;
using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>What the signals and the numbers of the weights are called. One without a text of its own is called by its key.</summary>
internal static class SignalNames
{
    /// <summary>"Your sentences".</summary>
    public static string Signal(this IStringLocalizer<FeedText> text, string key) => Find(text, "Signal", key) ?? key;

    /// <summary>One sentence on what it measures; null when there is none.</summary>
    public static string? SignalAbout(this IStringLocalizer<FeedText> text, string key) => Find(text, "About", key);

    /// <summary>One sentence with a number of the weights in force.</summary>
    public static string Parameter(this IStringLocalizer<FeedText> text, WeightParameter parameter, RankingWeights weights) =>
        text["Parameter" + parameter.Name, parameter.Of(weights)];

    private static string? Find(IStringLocalizer<FeedText> text, string prefix, string key) =>
        key.Length > 0 && text[prefix + char.ToUpperInvariant(key[0]) + key[1..]] is { ResourceNotFound: false } found ? found.Value : null;
}
