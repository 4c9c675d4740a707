namespace Portal.Domain.Evaluation;

/// <summary>Small reproducible random numbers (Steele, Lea and Flood 2014): the same on every platform and version, one stream per person.</summary>
internal struct SplitMix64
{
    private ulong _state;

    public SplitMix64(long seed, long stream) => _state = Mix((ulong)seed + 0x9E3779B97F4A7C15) ^ Mix((ulong)stream + 0xD1B54A32D192ED03);

    public SplitMix64(ulong seed, long stream)
        : this((long)seed, stream)
    {
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>Evenly in [0, 1).</summary>
    public double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Evenly in 0..limit−1.</summary>
    public int NextBelow(int limit) => (int)(NextShare() * limit);

    /// <summary>The first <paramref name="count"/> places become a random choice in random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items, int count)
    {
        for (var i = 0; i < count && i < items.Length - 1; i++)
        {
            var other = i + NextBelow(items.Length - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
