namespace Portal.Domain.Catalogue.Covers;

/// <summary>Pictures with a horizon.</summary>
internal static class LandscapeArt
{
    /// <summary>Ranges behind ranges under a low sun.</summary>
    public static void Mountains(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var radius = dice.Between(26.0, 46);
        canvas.Disc(dice.Between(70.0, 230), (h * 0.2) + radius, radius, canvas.Palette.Accent);
        var soft = dice.Chance(0.4);
        const int Layers = 5;
        for (var layer = 0; layer < Layers; layer++)
        {
            var far = layer / (Layers - 1.0);
            var baseline = h * (0.38 + (0.15 * layer));
            var relief = h * (0.26 - (0.035 * layer));
            canvas.Area(soft ? Hills(dice, w, h, baseline, relief * 0.7) : Peaks(dice, w, h, baseline, relief), canvas.Palette.Depth(far));
        }
    }

    /// <summary>Bands of swell with a sun half set.</summary>
    public static void Waves(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var horizon = h * 0.34;
        var radius = Math.Min(dice.Between(44.0, 70), horizon - 3);
        canvas.Disc(dice.Between(90.0, 210), horizon, radius, canvas.Palette.Accent);
        const int Bands = 7;
        for (var band = 0; band < Bands; band++)
        {
            var y = horizon + ((h - horizon) * band / Bands);
            var length = 34 + (band * 9);
            var rise = 7 + (band * 3.2);
            CoverPath path = new();
            var x = -dice.Between(0.0, 2.0 * length);
            path.MoveTo(x, y);
            for (var up = true; x < w; up = !up, x += length)
            {
                path.CurveTo(x + (length / 2.0), y + (up ? -rise : rise), x + length, y);
            }

            canvas.Area(path.VerticalTo(h).LineTo(0, h).Close(), canvas.Palette.Depth(band / (Bands - 1.0)));
        }
    }

    /// <summary>Lines that rise in the middle, each hiding the ones behind.</summary>
    public static void Ridges(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var back = canvas.Palette.IsDark ? canvas.Palette.Quiet : canvas.Palette.Strong;
        var line = canvas.Palette.IsDark ? canvas.Palette.Accent : canvas.Palette.Ground;
        canvas.Fill(back);
        var lines = 13;
        var marked = dice.Between(4, 9);
        var summit = dice.Between(0.38, 0.62) * w;
        for (var i = 0; i < lines; i++)
        {
            var y = (h * 0.3) + (h * 0.62 * i / lines);
            CoverPath path = new();
            path.MoveTo(30, y);
            for (var x = 42.0; x <= w - 30; x += 12)
            {
                var closeness = Math.Exp(-Math.Pow((x - summit) / 52, 2));
                path.LineTo(x, y - (closeness * dice.Between(0.1, 1) * h * 0.2) - dice.Between(0.0, 3));
            }

            canvas.OutlinedArea(path, back, i == marked ? 3 : 1.6, i == marked && !canvas.Palette.IsDark ? canvas.Palette.Accent : line);
        }
    }

    /// <summary>A sun with rays over a dark hill.</summary>
    public static void Rays(CoverCanvas canvas)
    {
        var (dice, w, h) = (canvas.Dice, canvas.Width, canvas.Height);
        var (x, y) = (dice.Between(100.0, 200), h * 0.66);
        var rays = dice.Between(11, 15);
        CoverPath beams = new();
        for (var i = 0; i <= rays; i++)
        {
            var from = Math.PI * (1 + ((i - 0.25) / rays));
            var to = Math.PI * (1 + ((i + 0.25) / rays));
            var reach = h * 0.64;
            beams.Polygon(x, y, x + (reach * Math.Cos(from)), y + (reach * Math.Sin(from)), x + (reach * Math.Cos(to)), y + (reach * Math.Sin(to)));
        }

        canvas.Area(beams, canvas.Palette.Quiet);
        canvas.Disc(x, y, h * 0.24, canvas.Palette.Accent);
        canvas.Disc(x, y, h * 0.15, canvas.Palette.Middle);
        canvas.Area(Hills(dice, w, h, h * 0.74, h * 0.1), canvas.Palette.Depth(0.75));
        canvas.Area(Hills(dice, w, h, h * 0.88, h * 0.09), canvas.Palette.Depth(1));
    }

    private static CoverPath Peaks(CoverDice dice, double w, double h, double baseline, double relief)
    {
        CoverPath path = new();
        var x = -dice.Between(10.0, 50);
        path.MoveTo(x, baseline);
        while (x < w)
        {
            var climb = dice.Between(26.0, 58);
            var height = dice.Between(0.35, 1) * relief;
            path.LineTo(x + (climb * 0.55), baseline - (height * 0.5)).LineTo(x + (climb * 0.7), baseline - (height * 0.46)).LineTo(x + climb, baseline - height);
            var descent = dice.Between(26.0, 58);
            x += climb + descent;
            path.LineTo(x - (descent * 0.45), baseline - (height * 0.42)).LineTo(x, baseline + dice.Between(-6.0, 6));
        }

        return path.VerticalTo(h).LineTo(-60, h).Close();
    }

    private static CoverPath Hills(CoverDice dice, double w, double h, double baseline, double relief)
    {
        CoverPath path = new();
        var x = -dice.Between(20.0, 80);
        path.MoveTo(x, baseline);
        for (var up = true; x < w; up = !up)
        {
            var step = dice.Between(80.0, 140);
            path.CurveTo(x + (step / 2), baseline + (up ? -relief * dice.Between(1.2, 2) : relief * 0.6), x + step, baseline);
            x += step;
        }

        return path.VerticalTo(h).LineTo(-90, h).Close();
    }
}
