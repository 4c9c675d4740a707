namespace Portal.Demo.Simulation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014) with the distributions of the simulation. Unlike <see cref="Random"/>, whose
/// algorithm the runtime may change, the same seed and stream give the same numbers for ever.
/// </summary>
internal sealed class SimulationRandom(int seed, int stream)
{
    private ulong _state = Mix(((ulong)(uint)seed << 32) | (uint)stream);

    /// <summary>Uniform, at least 0 and below 1.</summary>
    public double NextDouble()
    {
        _state += 0x9E3779B97F4A7C15;
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform from <paramref name="least"/> to <paramref name="most"/>, both possible.</summary>
    public int NextInt(int least, int most) => least + (int)(NextDouble() * (most - least + 1));

    /// <summary>Standard normal (Box and Muller).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Gamma of shape 1.5 and scale 2, which is chi-squared with three degrees: the sum of three squared normals.</summary>
    public double NextGamma()
    {
        double x = NextNormal(), y = NextNormal(), z = NextNormal();
        return (x * x) + (y * y) + (z * z);
    }

    /// <summary>Some of the numbers below <paramref name="below"/>, all different, in random order.</summary>
    public int[] Choose(int count, int below)
    {
        int[] numbers = [.. Enumerable.Range(0, below)];
        for (var i = 0; i < count; i++)
        {
            var j = NextInt(i, below - 1);
            (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
        }

        return numbers[..count];
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
