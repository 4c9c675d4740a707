using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>Contrast of the tokens that carry text or outline a control, by WCAG 2.2, in both themes.</summary>
public sealed partial class ThemeContrastTests
{
    private const double Text = 4.5;
    private const double Outline = 3.0;

    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Token()
        .Matches(File.ReadAllText(Path.Combine(Repository.Root, "wwwroot", "css", "tokens.css")))
        .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["light"].Value, match.Groups["dark"].Value));

    public static TheoryData<string, string, double> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, double>();
            string[] surfaces = ["background", "surface", "surface-sunken", "surface-hover"];
            foreach (var surface in surfaces)
            {
                pairs.Add("text", surface, Text);
                pairs.Add("text-muted", surface, Text);
                pairs.Add("text-faint", surface, Text);
                pairs.Add("accent", surface, Text);
            }

            foreach (var surface in surfaces[..2])
            {
                pairs.Add("border-strong", surface, Outline);
                pairs.Add("danger", surface, Text);
                for (var i = 1; i <= 6; i++)
                {
                    pairs.Add(string.Create(CultureInfo.InvariantCulture, $"series-{i}"), surface, Outline);
                }
            }

            foreach (var state in new[] { "accent", "danger", "warning", "success", "info" })
            {
                pairs.Add(state, $"{state}-soft", Text);
            }

            pairs.Add("text-muted", "danger-soft", Text);
            pairs.Add("on-accent", "accent", Text);
            pairs.Add("on-accent", "accent-strong", Text);
            pairs.Add("on-danger", "danger", Text);
            pairs.Add("text-inverse", "text", Text);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Can_be_read_in_both_themes(string front, string back, double least)
    {
        var (f, b) = (Tokens[front], Tokens[back]);

        Assert.InRange(Contrast(f.Light, b.Light), least, 21);
        Assert.InRange(Contrast(f.Dark, b.Dark), least, 21);
    }

    [Fact]
    public void The_measure_itself_is_right()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 6);
        Assert.Equal(4.48, Contrast("#777777", "#ffffff"), 2);
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var channels = Enumerable.Range(0, 3)
            .Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * channels[0]) + (0.7152 * channels[1]) + (0.0722 * channels[2]);
    }

    [GeneratedRegex("--color-(?<name>[a-z0-9-]+): light-dark\\((?<light>#[0-9a-f]{6}), (?<dark>#[0-9a-f]{6})\\)")]
    private static partial Regex Token();
}
