using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>Where the values of a number lie on its slider: evenly, or where that would crowd the usual ones at the end, so that the default lies in the middle.</summary>
internal sealed class SliderScale
{
    /// <summary>Positions beside the first.</summary>
    public const int Steps = 200;

    // Below this share of the range an evenly divided slider is too coarse for the usual values.
    private const double Crowded = 0.25;

    // What a number is that must be above its least value and was drawn to the end.
    private const double LeastAbove = 0.01;

    private readonly TunableWeight _weight;
    private readonly double _power;

    public SliderScale(TunableWeight weight)
    {
        _weight = weight;
        var share = (weight.Default - weight.Bounds.Least) / (weight.Bounds.Most - weight.Bounds.Least);
        _power = share is > 0 and < Crowded ? Math.Log(share) / Math.Log(0.5) : 1;
    }

    /// <summary>The position of a value.</summary>
    public int PositionOf(double value)
    {
        var bounds = _weight.Bounds;
        var share = Math.Clamp((value - bounds.Least) / (bounds.Most - bounds.Least), 0, 1);
        return (int)Math.Round(Steps * Math.Pow(share, 1 / _power));
    }

    /// <summary>The value at a position, rounded to three digits that say something; always one that is allowed.</summary>
    public double ValueAt(int position)
    {
        var bounds = _weight.Bounds;
        var share = Math.Pow(Math.Clamp(position, 0, Steps) / (double)Steps, _power);
        var value = Rounded(bounds.Least + ((bounds.Most - bounds.Least) * share));
        return Math.Clamp(_weight.Whole ? Math.Round(value) : value, bounds.Above ? bounds.Least + LeastAbove : bounds.Least, bounds.Most);
    }

    private static double Rounded(double value)
    {
        var digits = 2 - (int)Math.Floor(Math.Log10(Math.Max(Math.Abs(value), 0.1)));
        return digits >= 0 ? Math.Round(value, digits) : Math.Round(value / Math.Pow(10, -digits)) * Math.Pow(10, -digits);
    }
}
