using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Domain.Language.Grammar;

/// <summary>Reads numbers in digits and in English words.</summary>
internal static partial class Quantities
{
    /// <summary>A number as a pattern: digits, or words up to the thousands.</summary>
    public const string Pattern = @"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|(?:a\s+)?half(?:\s+an?)?|a\s+couple(?:\s+of)?|a\s+dozen|an?\s+hundred|(?:" + Word + @")(?:[\s-]+(?:and\s+)?(?:" + Word + @"|a\s+half))*)";

    private const string Word = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand";

    private static readonly Dictionary<string, double> Values = new(StringComparer.Ordinal)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14,
        ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
        ["a"] = 1, ["an"] = 1, ["couple"] = 2, ["dozen"] = 12,
    };

    /// <summary>The value of what <see cref="Pattern"/> found; null where it is no number.</summary>
    public static double? Value(string text)
    {
        var plain = Thousands().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text.Replace(',', '.');
        if (double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var digits))
        {
            return digits;
        }

        double total = 0, current = 0;
        var any = false;
        foreach (var word in text.Split((char[])[' ', '-', '\t', '\n', '\r', '\u00a0'], StringSplitOptions.RemoveEmptyEntries))
        {
            switch (word)
            {
                case "and" or "of":
                    continue;
                case "half":
                    current = any && current >= 1 && text.Contains("and", StringComparison.Ordinal) ? current - (text.Contains("a half", StringComparison.Ordinal) ? 1 : 0) + 0.5 : 0.5;
                    break;
                case "hundred":
                    current = Math.Max(1, current) * 100;
                    break;
                case "thousand":
                    (total, current) = (total + (Math.Max(1, current) * 1000), 0);
                    break;
                case "a" or "an" when text.StartsWith("half", StringComparison.Ordinal):
                    continue;
                case "couple" or "dozen":
                    current = Values[word];
                    break;
                default:
                    if (!Values.TryGetValue(word, out var value))
                    {
                        return null;
                    }

                    current += value;
                    break;
            }

            any = true;
        }

        return any ? total + current : null;
    }

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Thousands();
}
