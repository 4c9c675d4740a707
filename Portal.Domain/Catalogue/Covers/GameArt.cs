namespace Portal.Domain.Catalogue.Covers;

/// <summary>What lies on a table.</summary>
internal static class GameArt
{
    /// <summary>A board of hexagons.</summary>
    public static void Hexagons(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        canvas.Fill(palette.Ground.Towards(palette.Ink, 0.08));
        const double Radius = 31.5;
        var (across, down) = (Radius * Math.Sqrt(3), Radius * 1.5);
        CoverColour[] colours = [palette.Quiet, palette.Middle, palette.Strong, palette.Accent];
        int[] often = [0, 1, 1, 2, 2, 3];
        var byColour = colours.Select(_ => new CoverPath()).ToArray();
        CoverPath stones = new();
        for (var row = 0; row * down < h + Radius; row++)
        {
            for (var column = 0; column * across < w + across; column++)
            {
                var (x, y) = ((column * across) + (row % 2 == 0 ? 0 : across / 2), row * down);
                Hexagon(byColour[dice.Pick(often)], Math.Round(x), Math.Round(y), 30);
                if (dice.Chance(0.16))
                {
                    stones.Dot(Math.Round(x), Math.Round(y));
                }
            }
        }

        for (var i = 0; i < colours.Length; i++)
        {
            canvas.Area(byColour[i], colours[i]);
        }

        canvas.Line(stones, 16, palette.Ground);
    }

    /// <summary>Square tiles whose quarter circles join to paths.</summary>
    public static void Tiles(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        var back = palette.IsDark ? palette.Quiet : palette.Strong;
        var path = palette.IsDark ? palette.Strong : palette.Quiet;
        canvas.Fill(back);
        const double Cell = 60, Half = Cell / 2;
        CoverPath lines = new(), stones = new();
        for (var y = 0.0; y < h; y += Cell)
        {
            for (var x = 0.0; x < w; x += Cell)
            {
                var (cx, cy, right, foot) = (x + Half, y + Half, x + Cell, y + Cell);
                if (dice.Chance(0.5))
                {
                    lines.MoveTo(cx, y).QuarterTo(cx, cy, x, cy).MoveTo(right, cy).QuarterTo(cx, cy, cx, foot);
                }
                else
                {
                    lines.MoveTo(cx, y).QuarterTo(cx, cy, right, cy).MoveTo(x, cy).QuarterTo(cx, cy, cx, foot);
                }

                if (dice.Chance(0.14))
                {
                    stones.Dot(cx, cy);
                }
            }
        }

        canvas.Line(lines, 18, path);
        canvas.Line(lines, 5, palette.Middle);
        canvas.Line(stones, 16, palette.Accent);
    }

    /// <summary>A hand of cards.</summary>
    public static void Cards(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        canvas.Fill(palette.Quiet);
        var cards = dice.Between(4, 5);
        var (wide, tall) = (w * 0.34, Math.Min(h * 0.62, w * 0.52));
        CoverColour[] backs = [palette.Strong, palette.Middle, palette.Accent, palette.Strong.Towards(palette.Middle, 0.5)];
        var suit = dice.Between(0, 3);
        var (x, y) = (w / 2, h * 0.98);
        for (var i = 0; i < cards; i++)
        {
            var last = i == cards - 1;
            canvas.Turn((i - ((cards - 1) / 2.0)) * 19, x, y);
            var (left, top) = (x - (wide / 2), y - tall - (h * 0.12));
            Card(canvas, left - 1.5, top - 1.5, wide + 3, tall + 3, palette.Quiet);
            Card(canvas, left, top, wide, tall, last ? palette.Ground : backs[i % backs.Length]);
            var mark = last ? palette.Accent : palette.Quiet;
            Suit(canvas, last ? suit : (suit + i + 1) % 4, x, top + (tall * 0.42), wide * 0.24, mark);
            Suit(canvas, last ? suit : (suit + i + 1) % 4, left + 14, top + 16, 6, mark);
            canvas.EndTurn();
        }
    }

    /// <summary>Dice, thrown.</summary>
    public static void Dice(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        canvas.Fill(palette.Quiet);
        (double X, double Y, double Size)[] places =
        [
            (w * 0.3, h * 0.33, 92), (w * 0.7, h * 0.63, 104), (w * 0.76, h * 0.2, 58), (w * 0.24, h * 0.8, 66),
        ];
        CoverColour[] colours = [palette.Strong, palette.Accent, palette.Middle, palette.Ground];
        for (var i = 0; i < places.Length; i++)
        {
            var (x, y, size) = places[i];
            canvas.Turn(dice.Between(-38, 38), x, y);
            Die(canvas, x, y, size, dice.Between(1, 6), colours[i], i == 3 ? palette.Strong : palette.Quiet);
            canvas.EndTurn();
        }
    }

    /// <summary>Rows of pawns, one of another colour.</summary>
    public static void Pawns(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        const int Rows = 3;
        var special = (Row: Rows - 1, Column: dice.Between(1, 2));
        for (var row = 0; row < Rows; row++)
        {
            var size = h * (0.36 + (0.075 * row));
            var count = 6 - row;
            var foot = h * (0.5 + (0.29 * row));
            for (var i = 0; i < count; i++)
            {
                var x = w * (i + 0.5) / count;
                Pawn(canvas, x, foot, size, (row, i) == special ? palette.Accent : palette.Depth(0.15 + (row * 0.42)));
            }
        }
    }

    private static void Hexagon(CoverPath path, double x, double y, double radius)
    {
        var (half, side) = (radius / 2, Math.Round(radius * Math.Sqrt(3) / 2));
        path.MoveTo(x, y - radius).PolygonBy(side, half, 0, radius, -side, half, -side, -half, 0, -radius);
    }

    private static void Card(CoverCanvas canvas, double x, double y, double w, double h, CoverColour colour)
    {
        const double Corner = 9;
        canvas.Area(
            new CoverPath().MoveTo(x + Corner, y).LineTo(x + w - Corner, y).ArcBy(Corner, true, Corner, Corner).VerticalTo(y + h - Corner).ArcBy(Corner, true, -Corner, Corner)
                .LineTo(x + Corner, y + h).ArcBy(Corner, true, -Corner, -Corner).VerticalTo(y + Corner).ArcBy(Corner, true, Corner, -Corner).Close(),
            colour);
    }

    private static void Suit(CoverCanvas canvas, int suit, double x, double y, double size, CoverColour colour)
    {
        switch (suit)
        {
            case 0:
                canvas.Disc(x, y, size * 0.9, colour);
                break;
            case 1:
                canvas.Area(new CoverPath().Polygon(x, y - (size * 1.3), x + size, y, x, y + (size * 1.3), x - size, y), colour);
                break;
            case 2:
                canvas.Area(new CoverPath().Polygon(x, y - size, x + size, y + (size * 0.8), x - size, y + (size * 0.8)), colour);
                break;
            default:
                canvas.Area(
                    new CoverPath().MoveTo(x, y + size).CurveTo(x - (size * 1.5), y - (size * 0.2), x - (size * 0.55), y - (size * 0.85)).CurveTo(x - (size * 0.1), y - size, x, y - (size * 0.4))
                        .CurveTo(x + (size * 0.1), y - size, x + (size * 0.55), y - (size * 0.85)).CurveTo(x + (size * 1.5), y - (size * 0.2), x, y + size).Close(),
                    colour);
                break;
        }
    }

    private static void Die(CoverCanvas canvas, double x, double y, double size, int eyes, CoverColour colour, CoverColour pips)
    {
        Card(canvas, x - (size / 2), y - (size / 2), size, size, colour);
        var (step, radius) = (size * 0.26, size * 0.085);
        CoverPath path = new();
        if (eyes % 2 == 1)
        {
            path.Circle(x, y, radius);
        }

        if (eyes >= 2)
        {
            path.Circle(x - step, y - step, radius).Circle(x + step, y + step, radius);
        }

        if (eyes >= 4)
        {
            path.Circle(x + step, y - step, radius).Circle(x - step, y + step, radius);
        }

        if (eyes == 6)
        {
            path.Circle(x - step, y, radius).Circle(x + step, y, radius);
        }

        canvas.Area(path, pips);
    }

    private static void Pawn(CoverCanvas canvas, double x, double foot, double size, CoverColour colour)
    {
        canvas.Disc(x, foot - (size * 0.8), size * 0.17, colour);
        canvas.Area(
            new CoverPath().MoveTo(x - (size * 0.25), foot).CurveTo(x - (size * 0.08), foot - (size * 0.25), x - (size * 0.07), foot - (size * 0.68))
                .LineTo(x + (size * 0.07), foot - (size * 0.68)).CurveTo(x + (size * 0.08), foot - (size * 0.25), x + (size * 0.25), foot).Close(),
            colour);
        canvas.Rectangle(x - (size * 0.29), foot - (size * 0.02), size * 0.58, size * 0.1, colour);
    }
}
