namespace Portal.Experiments.Boards;

/// <summary>Where on a drawing a number lies, between two numbers that are at its ends.</summary>
/// <param name="Low">The number at <paramref name="From"/>.</param>
/// <param name="High">The number at <paramref name="To"/>.</param>
/// <param name="From">Where the axis begins.</param>
/// <param name="To">Where it ends; less than <paramref name="From"/> on an axis that goes up.</param>
internal readonly record struct ChartAxis(double Low, double High, double From, double To)
{
    private const int FewestTicks = 3;

    /// <summary>The place of a number, at an end if it lies beyond.</summary>
    public double Place(double value) => High > Low ? From + ((To - From) * Math.Clamp((value - Low) / (High - Low), 0, 1)) : (From + To) / 2;

    /// <summary>Its coordinate.</summary>
    public string At(double value) => BoardFormat.At(Place(value));

    /// <summary>Round numbers along the axis, ascending.</summary>
    public IEnumerable<double> Ticks()
    {
        if (High <= Low)
        {
            yield break;
        }

        var step = Math.Pow(10, Math.Floor(Math.Log10((High - Low) / FewestTicks)));
        step *= ((High - Low) / step) switch { > 5 * FewestTicks => 5, > 2 * FewestTicks => 2, _ => 1 };
        for (var tick = Math.Ceiling(Low / step); tick * step <= High; tick++)
        {
            yield return tick * step;
        }
    }
}
