namespace Portal.Domain.Numerics;

/// <summary>Where an increasing function is 0.</summary>
public static class RootFinder
{
    /// <summary>Newton's steps, halving the bracket wherever one would leave it.</summary>
    /// <param name="function">Increasing, at most 0 at <paramref name="low"/> and at least 0 at <paramref name="high"/>.</param>
    /// <param name="slope">Its derivative; 0 or NaN where unknown.</param>
    /// <param name="low">Lower end of the bracket.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="start">Where to begin, within the bracket.</param>
    public static double Increasing(Func<double, double> function, Func<double, double> slope, double low, double high, double start)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(slope);
        var x = start;
        for (var step = 0; step < 200; step++)
        {
            var value = function(x);
            if (value == 0)
            {
                return x;
            }

            (low, high) = value < 0 ? (x, high) : (low, x);
            var next = x - (value / slope(x));
            if (!(next > low && next < high))
            {
                next = low + ((high - low) / 2);
            }

            if (Math.Abs(next - x) <= 2e-16 * Math.Abs(next))
            {
                return next;
            }

            x = next;
        }

        return x;
    }

    /// <summary>The same without a derivative, by halving the bracket.</summary>
    /// <param name="function">Increasing, at most 0 at <paramref name="low"/> and at least 0 at <paramref name="high"/>.</param>
    /// <param name="low">Lower end of the bracket.</param>
    /// <param name="high">Upper end.</param>
    public static double Increasing(Func<double, double> function, double low, double high) =>
        Increasing(function, _ => 0, low, high, low + ((high - low) / 2));
}
