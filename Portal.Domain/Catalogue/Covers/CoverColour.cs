using System.Globalization;

namespace Portal.Domain.Catalogue.Covers;

/// <summary>An sRGB colour, 0..255 per channel.</summary>
internal readonly record struct CoverColour(byte Red, byte Green, byte Blue)
{
    /// <summary>Relative luminance after WCAG 2, 0 (black) to 1 (white).</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static CoverColour Parse(string hex) => new(Channel(hex, 1), Channel(hex, 3), Channel(hex, 5));

    /// <summary>Contrast ratio after WCAG 2, 1..21, whichever of the two is lighter.</summary>
    public double ContrastTo(CoverColour other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The colour on the way to another; 0 is this one, 1 the other.</summary>
    public CoverColour Towards(CoverColour other, double share) => new(
        Blend(Red, other.Red, share),
        Blend(Green, other.Green, share),
        Blend(Blue, other.Blue, share));

    /// <summary>As <c>#rrggbb</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static byte Channel(string hex, int at) => byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static byte Blend(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static double Linear(byte channel)
    {
        var c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
