using Microsoft.Extensions.Localization;

namespace Portal.Feed;

/// <summary>What the signals are called. One without a text of its own is called by its key.</summary>
internal static class SignalNames
{
    /// <summary>"Your sentences".</summary>
    public static string Signal(this IStringLocalizer<FeedText> text, string key) => Find(text, "Signal", key) ?? key;

    /// <summary>One sentence on what it measures; null when there is none.</summary>
    public static string? SignalAbout(this IStringLocalizer<FeedText> text, string key) => Find(text, "About", key);

    private static string? Find(IStringLocalizer<FeedText> text, string prefix, string key) =>
        key.Length > 0 && text[prefix + char.ToUpperInvariant(key[0]) + key[1..]] is { ResourceNotFound: false } found ? found.Value : null;
}
