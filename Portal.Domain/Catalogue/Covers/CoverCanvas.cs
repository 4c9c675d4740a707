using System.Globalization;
using System.Text;

namespace Portal.Domain.Catalogue.Covers;

/// <summary>Collects shapes. The origin is the top left corner, y grows downwards, lengths are units of the cover (300 wide).</summary>
internal sealed class CoverCanvas(double width, double height, CoverPalette palette, CoverDice dice)
{
    private readonly StringBuilder _svg = new();

    public double Width => width;

    public double Height => height;

    public CoverPalette Palette => palette;

    public CoverDice Dice => dice;

    public void Fill(CoverColour colour) => Rectangle(0, 0, width, height, colour);

    public void Rectangle(double x, double y, double w, double h, CoverColour colour) =>
        Add($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\" fill=\"{colour}\"/>");

    public void Disc(double x, double y, double radius, CoverColour colour) =>
        Add($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{colour}\"/>");

    public void Ring(double x, double y, double radius, double thickness, CoverColour colour) =>
        Add($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(thickness)}\"/>");

    public void Ellipse(double x, double y, double radiusX, double radiusY, double thickness, CoverColour colour) =>
        Add($"<ellipse cx=\"{N(x)}\" cy=\"{N(y)}\" rx=\"{N(radiusX)}\" ry=\"{N(radiusY)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(thickness)}\"/>");

    /// <summary>Draws nothing for an empty path.</summary>
    public void Area(CoverPath path, CoverColour colour)
    {
        if (!path.IsEmpty)
        {
            Add($"<path d=\"{path}\" fill=\"{colour}\"/>");
        }
    }

    /// <summary>Draws nothing for an empty path.</summary>
    public void Line(CoverPath path, double thickness, CoverColour colour)
    {
        if (!path.IsEmpty)
        {
            Add($"<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(thickness)}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>");
        }
    }

    /// <summary>An area with a line along its path, which need not be closed.</summary>
    public void OutlinedArea(CoverPath path, CoverColour colour, double thickness, CoverColour line) =>
        Add($"<path d=\"{path}\" fill=\"{colour}\" stroke=\"{line}\" stroke-width=\"{N(thickness)}\" stroke-linejoin=\"round\"/>");

    /// <summary>Draws what follows turned by degrees about a point, until <see cref="EndTurn"/>.</summary>
    public void Turn(double degrees, double x, double y) => Add($"<g transform=\"rotate({N(degrees)} {N(x)} {N(y)})\">");

    public void EndTurn() => _svg.Append("</g>");

    /// <summary>Draws rows of discs at equal distances, from <see cref="DiscRow"/> to <see cref="EndDiscRows"/>.</summary>
    public void StartDiscRows(double distance) => Add($"<g stroke-linecap=\"round\" stroke-dasharray=\"0 {N(distance)}\">");

    /// <summary>A row of discs of which the first has its middle at <paramref name="x"/>.</summary>
    public void DiscRow(double x, double y, double radius, CoverColour colour) =>
        Add($"<path d=\"M{N(x)} {N(y)}H400\" stroke=\"{colour}\" stroke-width=\"{N(2 * radius)}\"/>");

    public void EndDiscRows() => _svg.Append("</g>");

    /// <summary>The shapes in a nested picture at a place of the cover; what sticks out of it is cut off.</summary>
    public string ToSvg(double y) =>
        string.Create(CultureInfo.InvariantCulture, $"<svg y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\">{_svg}</svg>");

    /// <summary>A number with at most one decimal.</summary>
    internal static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    private void Add(FormattableString shape) => _svg.Append(shape.ToString(CultureInfo.InvariantCulture));
}

/// <summary>The commands of an SVG path.</summary>
internal sealed class CoverPath
{
    private readonly StringBuilder _data = new();
    private (double X, double Y) _last;

    public bool IsEmpty => _data.Length == 0;

    public CoverPath MoveTo(double x, double y)
    {
        _last = (x, y);
        return Add('M', x, y);
    }

    public CoverPath LineTo(double x, double y) => Add('L', x, y);

    public CoverPath VerticalTo(double y) => Add('V', y);

    public CoverPath CurveTo(double controlX, double controlY, double x, double y) => Add('Q', controlX, controlY, x, y);

    /// <summary>Relative to the last point: to <paramref name="dx"/>, <paramref name="dy"/> along a circle.</summary>
    public CoverPath ArcBy(double radius, bool clockwise, double dx, double dy) => Add('a', radius, radius, 0, 0, clockwise ? 1 : 0, dx, dy);

    /// <summary>Relative to the last point, straight lines by dx, dy, dx, dy …; then closed.</summary>
    public CoverPath PolygonBy(params ReadOnlySpan<double> steps) => Add('l', steps).Close();

    /// <summary>A quarter of a circle, leaving along the first corner's side: from the last point by way of a corner to a point.</summary>
    public CoverPath QuarterTo(double cornerX, double cornerY, double x, double y)
    {
        // The control points that come closest to a circle lie 0.55 of the way to the corner; whole numbers keep the cover small.
        const double Kappa = 0.55;
        var (startX, startY) = _last;
        return Add(
            'c',
            Math.Round((cornerX - startX) * Kappa),
            Math.Round((cornerY - startY) * Kappa),
            Math.Round(x + ((cornerX - x) * Kappa) - startX),
            Math.Round(y + ((cornerY - y) * Kappa) - startY),
            x - startX,
            y - startY);
    }

    /// <summary>A point without length: a dot when the line is drawn with round ends.</summary>
    public CoverPath Dot(double x, double y) => MoveTo(x, y).Add('h', 0);

    /// <summary>A box, closed.</summary>
    public CoverPath Box(double x, double y, double w, double h) => MoveTo(x, y).Add('h', w).Add('v', h).Add('h', -w).Close();

    /// <summary>A whole circle, closed.</summary>
    public CoverPath Circle(double x, double y, double radius) =>
        MoveTo(x - radius, y).ArcBy(radius, true, 2 * radius, 0).ArcBy(radius, true, -2 * radius, 0).Close();

    /// <summary>A closed shape through points given as x, y, x, y …</summary>
    public CoverPath Polygon(params ReadOnlySpan<double> points)
    {
        MoveTo(points[0], points[1]);
        for (var i = 2; i < points.Length; i += 2)
        {
            LineTo(points[i], points[i + 1]);
        }

        return Close();
    }

    public CoverPath Close()
    {
        _data.Append('z');
        return this;
    }

    public override string ToString() => _data.ToString();

    private CoverPath Add(char command, params ReadOnlySpan<double> numbers)
    {
        _data.Append(command);
        for (var i = 0; i < numbers.Length; i++)
        {
            var text = CoverCanvas.N(numbers[i]);
            if (i > 0 && text[0] != '-')
            {
                _data.Append(' ');
            }

            _data.Append(text);
        }

        return this;
    }
}
