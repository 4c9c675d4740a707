namespace Portal.Domain.Catalogue.Covers;

/// <summary>Pictures of discs, rings and stars.</summary>
internal static class SkyArt
{
    /// <summary>A planet with moons on their rings.</summary>
    public static void Orbits(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        var (back, line) = palette.IsDark ? (palette.Quiet, palette.Strong) : (palette.Strong, palette.Quiet);
        canvas.Fill(back);
        Stars(canvas, 34, line);
        var left = dice.Chance(0.5);
        var (x, y) = (left ? dice.Between(60.0, 110) : dice.Between(190.0, 240), h * dice.Between(0.5, 0.66));
        var radius = Math.Min(w, h) * dice.Between(0.24, 0.31);
        var tilt = dice.Between(-28, 28);
        CoverColour[] moons = [palette.Accent, palette.Middle, line, palette.Accent];
        for (var i = 0; i < moons.Length; i++)
        {
            var orbit = radius * (1.42 + (0.5 * i));
            canvas.Ring(x, y, orbit, 1.2, back.Towards(line, 0.55));
            var angle = (tilt + dice.Between(-50, 50)) * Math.PI / 180;
            var direction = left ? 1 : -1;
            canvas.Disc(x + (direction * orbit * Math.Cos(angle)), y - (orbit * Math.Sin(angle)), dice.Between(5.0, 13), moons[i]);
        }

        canvas.Disc(x, y, radius, palette.Middle);
        if (dice.Chance(0.45))
        {
            Ring(canvas, x, y, radius, tilt);
        }
        else
        {
            Crescent(canvas, x, y, radius, palette.Middle.Towards(back, 0.45));
        }
    }

    /// <summary>A star chart: circles, points, lines from star to star.</summary>
    public static void Constellation(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        var (back, line) = palette.IsDark ? (palette.Quiet, palette.Ink) : (palette.Strong, palette.Ground);
        canvas.Fill(back);
        var (cx, cy) = (w * dice.Between(0.3, 0.7), h * dice.Between(0.4, 0.6));
        for (var ring = 1; ring <= 4; ring++)
        {
            canvas.Ring(cx, cy, ring * h * 0.17, ring == 3 ? 2 : 1, back.Towards(line, 0.28));
        }

        Stars(canvas, 40, back.Towards(line, 0.6));
        var stars = Scatter(dice, w, h);
        CoverPath path = new();
        for (var i = 1; i < stars.Count; i++)
        {
            var nearest = stars.Take(i).MinBy(other => Distance(other, stars[i]));
            path.MoveTo(nearest.X, nearest.Y).LineTo(stars[i].X, stars[i].Y);
        }

        canvas.Line(path, 1.4, back.Towards(line, 0.75));
        for (var i = 1; i < stars.Count; i++)
        {
            canvas.Disc(stars[i].X, stars[i].Y, i % 3 == 0 ? 5.5 : 3.6, i % 3 == 0 ? palette.Accent : line);
        }

        Spark(canvas, stars[0], palette.Accent);
    }

    /// <summary>Two large discs and what they share.</summary>
    public static void Eclipse(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var palette = canvas.Palette;
        canvas.Fill(palette.Quiet);
        var radius = Math.Min(w, h) * dice.Between(0.3, 0.36);
        var apart = radius * dice.Between(0.42, 0.7);
        canvas.Turn(dice.Between(-60, 60), w / 2, h / 2);
        var (left, right, y) = ((w / 2) - apart, (w / 2) + apart, h / 2);
        canvas.Disc(left, y, radius, palette.Middle);
        canvas.Disc(right, y, radius, palette.Accent);
        var half = Math.Sqrt((radius * radius) - (apart * apart));
        canvas.Area(
            new CoverPath().MoveTo(w / 2, y - half).ArcBy(radius, true, 0, 2 * half).ArcBy(radius, true, 0, -2 * half).Close(),
            palette.Strong);
        for (var ring = 1; ring <= 3; ring++)
        {
            canvas.Ring(dice.Chance(0.5) ? left : right, y, radius + (ring * 13), 1.4, palette.Quiet.Towards(palette.Strong, 0.5));
        }

        canvas.EndTurn();
    }

    private static void Stars(CoverCanvas canvas, int count, CoverColour colour)
    {
        CoverPath path = new();
        for (var i = 0; i < count; i++)
        {
            var size = canvas.Dice.Chance(0.2) ? 2.2 : 1.3;
            path.Box(canvas.Dice.Between(0.0, canvas.Width), canvas.Dice.Between(0.0, canvas.Height), size, size);
        }

        canvas.Area(path, colour);
    }

    private static void Crescent(CoverCanvas canvas, double x, double y, double radius, CoverColour colour)
    {
        canvas.Turn(canvas.Dice.Between(-50, 50), x, y);
        canvas.Area(new CoverPath().MoveTo(x, y - radius).ArcBy(radius, true, 0, 2 * radius).ArcBy(radius * 1.35, false, 0, -2 * radius).Close(), colour);
        canvas.EndTurn();
    }

    // A planet's ring; the upper half of the planet is drawn again, so that the ring passes behind it.
    private static void Ring(CoverCanvas canvas, double x, double y, double radius, double tilt)
    {
        canvas.Turn(tilt, x, y);
        foreach (var (reach, thickness) in new[] { (1.62, 7.0), (1.4, 2.5) })
        {
            canvas.Ellipse(x, y, radius * reach, radius * reach * 0.26, thickness, canvas.Palette.Accent);
        }

        canvas.Area(new CoverPath().MoveTo(x - radius, y).ArcBy(radius, true, 2 * radius, 0).Close(), canvas.Palette.Middle);
        canvas.EndTurn();
    }

    // From the inside out and never close together: joining each to the nearest before it makes a figure without crossings.
    private static List<(double X, double Y)> Scatter(CoverDice dice, double w, double h)
    {
        List<(double X, double Y)> stars = [];
        for (var tries = 0; tries < 70 && stars.Count < 11; tries++)
        {
            var star = (X: dice.Between(32, w - 32), Y: dice.Between(26, h - 26));
            if (stars.All(other => Distance(other, star) > 44))
            {
                stars.Add(star);
            }
        }

        return [.. stars.OrderBy(star => Distance(star, (w / 2, h / 2)))];
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private static void Spark(CoverCanvas canvas, (double X, double Y) at, CoverColour colour)
    {
        var (x, y) = at;
        const double Long = 19, Short = 3;
        canvas.Area(
            new CoverPath().Polygon(x, y - Long, x + Short, y - Short, x + Long, y, x + Short, y + Short, x, y + Long, x - Short, y + Short, x - Long, y, x - Short, y - Short),
            colour);
    }
}
