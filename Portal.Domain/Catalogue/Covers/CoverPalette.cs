namespace Portal.Domain.Catalogue.Covers;

/// <summary>
/// Six colours that go together. Text is only ever <see cref="Ink"/> on <see cref="Ground"/>; the others are for shapes,
/// from near the ground (<see cref="Quiet"/>) to far from it (<see cref="Strong"/>), and one <see cref="Accent"/>.
/// </summary>
internal sealed class CoverPalette(string name, string colours, string labels)
{
    private readonly CoverColour[] _colours = [.. colours.Split(' ').Select(CoverColour.Parse)];

    public string Name => name;

    public CoverColour Ground => _colours[0];

    public CoverColour Ink => _colours[1];

    public CoverColour Quiet => _colours[2];

    public CoverColour Middle => _colours[3];

    public CoverColour Strong => _colours[4];

    public CoverColour Accent => _colours[5];

    /// <summary>Night rather than day.</summary>
    public bool IsDark => Ground.Luminance < Ink.Luminance;

    /// <summary>Genres and tones that it suits.</summary>
    public IReadOnlySet<string> Labels { get; } = labels.Split(", ").ToHashSet(StringComparer.Ordinal);

    /// <summary>A colour between quiet (0) and strong (1).</summary>
    public CoverColour Shade(double share) => share < 0.5
        ? Quiet.Towards(Middle, share * 2)
        : Middle.Towards(Strong, (share - 0.5) * 2);

    /// <summary>A colour for a layer of a landscape, from the horizon (0) to the viewer (1); what is near is darker.</summary>
    public CoverColour Depth(double share) => Shade(IsDark ? 1 - share : share);
}
