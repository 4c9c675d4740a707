namespace Portal.Domain.Catalogue.Covers;

/// <summary>A town, a garden, a door.</summary>
internal static class PlaceArt
{
    /// <summary>Two rows of houses, some windows lit.</summary>
    public static void City(CoverCanvas canvas)
    {
        var (dice, h) = (canvas.Dice, canvas.Height);
        var palette = canvas.Palette;
        var radius = dice.Between(24.0, 38);
        canvas.Disc(dice.Between(60.0, 240), (h * 0.1) + radius, radius, palette.IsDark ? palette.Strong : palette.Quiet);
        canvas.Area(Houses(canvas, h * 0.55, h * 0.32, null), palette.IsDark ? palette.Quiet : palette.Middle.Towards(palette.Ground, 0.35));
        CoverPath windows = new();
        var front = Houses(canvas, h * 0.36, h * 0.26, windows);
        canvas.Area(front, palette.IsDark ? palette.Middle.Towards(palette.Quiet, 0.35) : palette.Strong);
        canvas.Area(windows, palette.Accent);
    }

    /// <summary>Stems with leaves and a few berries.</summary>
    public static void Leaves(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        var stems = dice.Between(4, 5);
        for (var i = 0; i < stems; i++)
        {
            var foot = w * (i + 0.5) / stems;
            var tall = h * dice.Between(0.62, 0.94);
            var bend = dice.Between(-60.0, 60);
            var colour = (i % 3) switch
            {
                0 => palette.Strong,
                1 => palette.Middle,
                _ => palette.Quiet.Towards(palette.Middle, 0.4),
            };
            Stem(canvas, foot, tall, bend, colour);
        }
    }

    /// <summary>Doors behind doors, light in the last, somebody before it.</summary>
    public static void Doorway(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        var (near, far) = palette.IsDark ? (palette.Quiet, palette.Middle) : (palette.Middle, palette.Strong);
        canvas.Fill(near);
        var arched = dice.Chance(0.5);
        var x = w * dice.Between(0.4, 0.6);
        const int Doors = 5;
        for (var i = 0; i < Doors; i++)
        {
            var share = i / (Doors - 1.0);
            var colour = i == Doors - 1 ? palette.Accent : near.Towards(far, (i + 1.0) / (Doors - 1));
            Door(canvas, (w / 2) + ((x - (w / 2)) * share), h * (1 - (0.19 * share)), (w * 0.78 * (1 - share)) + (44 * share), (h * 0.9 * (1 - share)) + (84 * share), arched, colour);
        }

        var foot = h * 0.81;
        canvas.Area(new CoverPath().Polygon(x - 22, foot, x + 22, foot, x + 62, h, x - 62, h), palette.Accent.Towards(far, 0.4));
        Figure(canvas, x, h * 0.93, palette.IsDark ? palette.Ground : palette.Ink);
    }

    private static CoverPath Houses(CoverCanvas canvas, double tall, double spread, CoverPath? windows)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        CoverPath path = new();
        for (var x = -dice.Between(0.0, 20); x < w;)
        {
            var wide = dice.Between(30.0, 58);
            var top = h - tall - dice.Between(-spread, spread);
            path.Box(x, top, wide + 0.5, h - top);
            if (dice.Chance(0.35))
            {
                path.Box(x + (wide * 0.3), top - 12, wide * 0.4, 13);
            }

            if (dice.Chance(0.25))
            {
                path.Box(x + (wide * 0.5), top - 30, 1.6, 31);
            }

            if (windows is not null)
            {
                Windows(dice, windows, x, top, wide, h);
            }

            x += wide;
        }

        return path;
    }

    private static void Windows(CoverDice dice, CoverPath windows, double x, double top, double wide, double h)
    {
        var columns = (int)((wide - 10) / 11);
        var inset = (wide - (columns * 11) + 5) / 2;
        for (var y = top + 12; y < h - 10; y += 15)
        {
            for (var column = 0; column < columns; column++)
            {
                if (dice.Chance(0.26))
                {
                    windows.Box(x + inset + (column * 11), y, 6, 8);
                }
            }
        }
    }

    private static void Stem(CoverCanvas canvas, double foot, double tall, double bend, CoverColour colour)
    {
        var (dice, h) = (canvas.Dice, canvas.Height);
        var (tipX, tipY) = (foot + bend, h - tall);
        var (midX, midY) = (foot - (bend * 0.35), h - (tall * 0.55));
        canvas.Line(new CoverPath().MoveTo(foot, h + 4).CurveTo(midX, midY, tipX, tipY), 2.4, colour);
        var slim = dice.Between(0.22, 0.42);
        var opening = dice.Between(0.75, 1.05);
        CoverPath leaves = new();
        const int Pairs = 5;
        for (var i = 1; i <= Pairs; i++)
        {
            var t = 0.16 + (0.8 * i / Pairs);
            var (x, y) = (Bezier(foot, midX, tipX, t), Bezier(h, midY, tipY, t));
            var angle = Math.Atan2(Bezier(h, midY, tipY, t + 0.03) - y, Bezier(foot, midX, tipX, t + 0.03) - x);
            var length = 46 - (i * 4.8);
            Leaf(leaves, x, y, angle - opening, length, slim);
            Leaf(leaves, x, y, angle + opening, length, slim);
        }

        Leaf(leaves, tipX, tipY, Math.Atan2(tipY - midY, tipX - midX), 20, slim);
        canvas.Area(leaves, colour);
        if (dice.Chance(0.6))
        {
            canvas.Disc(tipX + dice.Between(-14.0, 14), tipY + dice.Between(-2.0, 26), 6.5, canvas.Palette.Accent);
        }
    }

    private static void Leaf(CoverPath path, double x, double y, double angle, double length, double slim)
    {
        var (dx, dy) = (Math.Cos(angle) * length, Math.Sin(angle) * length);
        var (sideX, sideY) = (-dy * slim, dx * slim);
        path.MoveTo(x, y)
            .CurveTo(x + (dx * 0.5) + sideX, y + (dy * 0.5) + sideY, x + dx, y + dy)
            .CurveTo(x + (dx * 0.5) - sideX, y + (dy * 0.5) - sideY, x, y)
            .Close();
    }

    private static void Door(CoverCanvas canvas, double x, double foot, double wide, double tall, bool arched, CoverColour colour)
    {
        CoverPath path = new();
        if (arched)
        {
            var shoulder = foot - tall + (wide / 2);
            path.MoveTo(x - (wide / 2), foot).VerticalTo(shoulder).ArcBy(wide / 2, true, wide, 0).VerticalTo(foot).Close();
        }
        else
        {
            path.Box(x - (wide / 2), foot - tall, wide, tall);
        }

        canvas.Area(path, colour);
    }

    private static void Figure(CoverCanvas canvas, double x, double foot, CoverColour colour)
    {
        canvas.Disc(x, foot - 35, 5.5, colour);
        canvas.Area(new CoverPath().MoveTo(x - 8, foot).LineTo(x - 6, foot - 24).CurveTo(x, foot - 32, x + 6, foot - 24).LineTo(x + 8, foot).Close(), colour);
    }

    private static double Bezier(double from, double control, double to, double t) =>
        ((1 - t) * (1 - t) * from) + (2 * (1 - t) * t * control) + (t * t * to);
}
