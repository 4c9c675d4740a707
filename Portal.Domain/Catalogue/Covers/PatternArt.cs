namespace Portal.Domain.Catalogue.Covers;

/// <summary>Patterns of plain shapes.</summary>
internal static class PatternArt
{
    /// <summary>A grid of discs, halves, quarters and blocks.</summary>
    public static void Shapes(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        canvas.Fill(palette.Quiet);
        var columns = dice.Between(3, 4);
        var cell = w / columns;
        CoverColour[] colours = [palette.Middle, palette.Strong, palette.Accent, palette.Ground];
        for (var row = 0; row * cell < h; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var back = dice.Between(0, colours.Length - 1);
                var front = (back + dice.Between(1, colours.Length - 1)) % colours.Length;
                var (x, y) = (column * cell, row * cell);
                if (dice.Chance(0.6))
                {
                    canvas.Rectangle(x, y, cell + 0.3, cell + 0.3, colours[back]);
                }

                Shape(canvas, dice.Between(0, 4), x, y, cell, colours[front], colours[back]);
            }
        }
    }

    /// <summary>Dots that swell towards one place.</summary>
    public static void Dots(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        var (back, dots) = palette.IsDark ? (palette.Quiet, palette.Strong) : (palette.Middle, palette.Ground);
        canvas.Fill(back);
        var (cx, cy) = (w * dice.Between(0.3, 0.7), h * dice.Between(0.35, 0.65));
        var reach = dice.Between(0.52, 0.62) * Math.Max(w, h);
        const double Step = 22;
        const int Sizes = 10;
        var bySize = Enumerable.Range(0, Sizes).Select(_ => new CoverPath()).ToArray();
        for (var row = 0; row * Step < h + Step; row++)
        {
            for (var x = row % 2 == 0 ? Step / 2 : 0; x <= w + 5; x += Step)
            {
                var y = (row + 0.5) * Step;
                var nearness = Math.Max(0, 1 - (Math.Sqrt(((x - cx) * (x - cx)) + ((y - cy) * (y - cy))) / reach));
                bySize[(int)(nearness * (Sizes - 0.01))].Dot(x, y);
            }
        }

        for (var size = 0; size < Sizes; size++)
        {
            canvas.Line(bySize[size], 3 + (2 * size), size > 6 ? palette.Accent : dots);
        }
    }

    /// <summary>Slanting bands with a disc among them.</summary>
    public static void Bands(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        canvas.Fill(palette.Quiet);
        var slant = dice.Between(28, 52) * (dice.Chance(0.5) ? 1 : -1);
        var (cx, cy) = (w / 2, h / 2);
        canvas.Turn(slant, cx, cy);
        var reach = w + h;
        var discAfter = dice.Between(3, 5);
        CoverColour[] colours = [palette.Middle, palette.Strong, palette.Ground];
        var x = cx - (reach / 2.6);
        for (var i = 0; x < cx + (reach / 2.6); i++)
        {
            if (i == discAfter)
            {
                canvas.Disc(cx, cy + dice.Between(-40.0, 40), Math.Min(w, h) * 0.3, palette.Accent);
            }

            var wide = dice.Between(9.0, 38);
            canvas.Rectangle(x, cy - reach, wide, 2 * reach, colours[i % colours.Length]);
            x += wide + dice.Between(8.0, 30);
        }

        canvas.EndTurn();
    }

    /// <summary>Folded paper: triangles lit from one side.</summary>
    public static void Folds(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        const double Cell = 60;
        var (columns, rows) = ((int)Math.Ceiling(w / Cell), (int)Math.Ceiling(h / Cell));
        var points = new (double X, double Y)[rows + 1, columns + 1];
        for (var r = 0; r <= rows; r++)
        {
            for (var c = 0; c <= columns; c++)
            {
                var edge = c == 0 || c == columns;
                points[r, c] = ((c * Cell) + (edge ? 0 : dice.Between(-17.0, 17)), (r * Cell) + (r == 0 ? 0 : dice.Between(-17.0, 17)));
            }
        }

        // Few shades, so that all triangles of a shade are one path.
        const int Shades = 12;
        var byShade = Enumerable.Range(0, Shades).Select(_ => new CoverPath()).ToArray();
        CoverPath marked = new();
        var bright = (Row: dice.Between(0, rows - 1), Column: dice.Between(0, columns - 1));
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var (a, b, d, e) = (points[r, c], points[r, c + 1], points[r + 1, c], points[r + 1, c + 1]);
                var light = Math.Clamp(((double)(r + c) / (rows + columns)) + dice.Between(-0.16, 0.16), 0, 0.8);
                ((r, c) == bright ? marked : byShade[(int)(light * Shades)]).Polygon(a.X, a.Y, b.X, b.Y, d.X, d.Y);
                byShade[(int)((light + 0.19) * Shades)].Polygon(b.X, b.Y, e.X, e.Y, d.X, d.Y);
            }
        }

        // Light shows through the seams of the paper.
        canvas.Fill(canvas.Palette.Middle);
        for (var shade = 0; shade < Shades; shade++)
        {
            canvas.Area(byShade[shade], canvas.Palette.Shade(shade / (Shades - 1.0)));
        }

        canvas.Area(marked, canvas.Palette.Accent);
    }

    /// <summary>Overlapping scales of concentric arcs.</summary>
    public static void Scales(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        const double Radius = 50;
        double[] sizes = [1, 0.82, 0.6, 0.36];
        var marked = dice.Between(0, 3);
        canvas.StartDiscRows(2 * Radius);
        for (var row = 0; (row - 2) * Radius / 2 < h; row++)
        {
            for (var ring = 0; ring < sizes.Length; ring++)
            {
                var colour = ring switch
                {
                    0 or 2 => palette.Ground,
                    1 => palette.Middle,
                    _ => row % 4 == marked ? palette.Accent : palette.Strong,
                };
                canvas.DiscRow(row % 2 == 0 ? 0 : -Radius, row * Radius / 2, Radius * sizes[ring], colour);
            }
        }

        canvas.EndDiscRows();
    }

    private static void Shape(CoverCanvas canvas, int shape, double x, double y, double cell, CoverColour front, CoverColour back)
    {
        switch (shape)
        {
            case 0:
                canvas.Disc(x + (cell / 2), y + (cell / 2), cell * 0.38, front);
                break;
            case 1:
                canvas.Area(new CoverPath().MoveTo(x, y + (cell / 2)).ArcBy(cell / 2, true, cell, 0).Close(), front);
                break;
            case 2:
                canvas.Area(new CoverPath().MoveTo(x, y).LineTo(x + cell, y).ArcBy(cell, true, -cell, cell).Close(), front);
                canvas.Area(new CoverPath().MoveTo(x, y).LineTo(x + (cell * 0.5), y).ArcBy(cell * 0.5, true, -cell * 0.5, cell * 0.5).Close(), back);
                break;
            case 3:
                canvas.Area(new CoverPath().Polygon(x, y + cell, x + cell, y + cell, x + cell, y), front);
                break;
            default:
                canvas.Disc(x + (cell / 2), y + (cell / 2), cell * 0.42, front);
                canvas.Disc(x + (cell / 2), y + (cell / 2), cell * 0.2, back);
                break;
        }
    }
}
