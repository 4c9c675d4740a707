namespace Portal.Domain.Numerics;

/// <summary>
/// Small reproducible random numbers (Steele, Lea and Flood 2014): the same on every platform and version, one stream for
/// every pair of seed and number.
/// </summary>
public struct SplitMix64
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Begins a stream.</summary>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="stream">What the stream is for, e.g. an item's position.</param>
    public SplitMix64(ulong seed, long stream) => _state = Mix(seed + Golden) ^ Mix((ulong)stream + 0xD1B54A32D192ED03);

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>Evenly in [0, 1).</summary>
    public double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly in 0..limit−1.</summary>
    public int NextBelow(int limit) => (int)(NextShare() * limit);

    /// <summary>The first places become a random choice in random order (Fisher and Yates).</summary>
    /// <param name="items">What to choose from; rearranged.</param>
    /// <param name="count">How many are chosen.</param>
    public void Shuffle(Span<int> items, int count)
    {
        for (var i = 0; i < count && i < items.Length - 1; i++)
        {
            var other = i + NextBelow(items.Length - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>From the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextShare())) * Math.Cos(Math.Tau * NextShare());

    /// <summary>From the gamma distribution of scale 1 (Marsaglia and Tsang 2000).</summary>
    /// <param name="shape">Above 0.</param>
    public double NextGamma(double shape)
    {
        if (shape < 1)
        {
            return NextGamma(shape + 1) * Math.Pow(1 - NextShare(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            v *= v * v;
            if (v > 0 && Math.Log(1 - NextShare()) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    /// <summary>From the beta distribution, in [0, 1].</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    public double NextBeta(double a, double b)
    {
        var x = NextGamma(a);
        return x / (x + NextGamma(b));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
