using System.Collections.Frozen;

namespace Portal.Domain.Language.Linking;

/// <summary>English names of languages.</summary>
internal static class LanguageNames
{
    /// <summary>Two-letter codes by name, lower case.</summary>
    public static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["english"] = "en", ["french"] = "fr", ["german"] = "de", ["spanish"] = "es", ["italian"] = "it", ["portuguese"] = "pt", ["brazilian"] = "pt", ["dutch"] = "nl", ["flemish"] = "nl", ["swedish"] = "sv",
        ["danish"] = "da", ["norwegian"] = "no", ["finnish"] = "fi", ["icelandic"] = "is", ["polish"] = "pl", ["czech"] = "cs", ["slovak"] = "sk", ["hungarian"] = "hu", ["romanian"] = "ro", ["bulgarian"] = "bg",
        ["greek"] = "el", ["russian"] = "ru", ["ukrainian"] = "uk", ["serbian"] = "sr", ["croatian"] = "hr", ["slovenian"] = "sl", ["turkish"] = "tr", ["arabic"] = "ar", ["hebrew"] = "he", ["persian"] = "fa", ["farsi"] = "fa",
        ["iranian"] = "fa", ["hindi"] = "hi", ["bengali"] = "bn", ["tamil"] = "ta", ["telugu"] = "te", ["urdu"] = "ur", ["chinese"] = "zh", ["mandarin"] = "zh", ["cantonese"] = "zh", ["japanese"] = "ja", ["korean"] = "ko", ["thai"] = "th",
        ["vietnamese"] = "vi", ["indonesian"] = "id", ["malay"] = "ms", ["filipino"] = "tl", ["tagalog"] = "tl", ["swahili"] = "sw", ["welsh"] = "cy", ["irish"] = "ga", ["gaelic"] = "ga", ["catalan"] = "ca", ["basque"] = "eu",
        ["estonian"] = "et", ["latvian"] = "lv", ["lithuanian"] = "lt", ["latin"] = "la", ["esperanto"] = "eo", ["amharic"] = "am", ["yoruba"] = "yo", ["afrikaans"] = "af", ["georgian"] = "ka", ["armenian"] = "hy", ["senegalese"] = "wo", ["wolof"] = "wo",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
