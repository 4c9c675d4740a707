using System.Buffers;
using System.Globalization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>Numbers from and to text as ECMAScript has them (Number::toString, StringToNumber), so that a number as an id hashes here as in a browser.</summary>
internal static class BrowserNumbers
{
    // From here on a browser writes an exponent; below 10^-6 too.
    private const int MostDigits = 21;
    private const int LeastExponent = -7;

    // "Infinity" and "NaN" in any spelling are no attribute anybody means.
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789eE");

    public static string Format(double value)
    {
        if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value)
        {
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e < 0)
        {
            return shortest;
        }

        var sign = shortest[0] == '-' ? "-" : "";
        var digits = shortest[sign.Length..e].Replace(".", "", StringComparison.Ordinal);
        var exponent = int.Parse(shortest[(e + 1)..], CultureInfo.InvariantCulture);
        return exponent switch
        {
            >= 0 and < MostDigits => sign + digits.PadRight(exponent + 1, '0'),
            > LeastExponent and < 0 => sign + "0." + new string('0', -exponent - 1) + digits,
            _ => shortest[..e] + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture),
        };
    }

    public static double Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            return 0;
        }

        return !trimmed.ContainsAnyExcept(NumberCharacters) && double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
    }
}
