namespace Portal.Domain.Numerics;

/// <summary>
/// A small generator of random numbers whose whole state is its seed (Steele, Lea, Flood 2014): the same seed gives the same numbers on every
/// machine and in every version.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform, above 0 and below 1.</summary>
    public double NextOpen() => ((Next() >> 12) + 0.5) / (1UL << 52);

    /// <summary>Normal with mean 0 and deviation 1 (Box, Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(NextOpen())) * Math.Cos(2 * Math.PI * NextOpen());

    /// <summary>Gamma of a shape and scale 1 (Marsaglia, Tsang 2000).</summary>
    /// <param name="shape">Above 0.</param>
    public double NextGamma(double shape)
    {
        if (shape < 1)
        {
            return NextGamma(shape + 1) * Math.Pow(NextOpen(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = NextNormal();
            var v = 1 + (c * normal);
            v = v * v * v;
            if (v > 0 && Math.Log(NextOpen()) < (0.5 * normal * normal) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    /// <summary>Beta of two shapes, both above 0; in 0..1.</summary>
    public double NextBeta(double a, double b)
    {
        var (x, y) = (NextGamma(a), NextGamma(b));
        return x + y > 0 ? x / (x + y) : a / (a + b);
    }
}
