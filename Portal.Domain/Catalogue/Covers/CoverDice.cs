using System.Text;

namespace Portal.Domain.Catalogue.Covers;

/// <summary>
/// A sequence of numbers that depends on a text only: FNV-1a over the text's UTF-8 bytes, then SplitMix64. The same in
/// every process and on every machine.
/// </summary>
internal sealed class CoverDice
{
    private ulong _state;

    /// <summary>Starts the sequence of a text.</summary>
    public CoverDice(string seed)
    {
        _state = 0xCBF29CE484222325;
        foreach (var b in Encoding.UTF8.GetBytes(seed))
        {
            _state = unchecked((_state ^ b) * 0x100000001B3);
        }
    }

    /// <summary>The next whole number in <paramref name="min"/>..<paramref name="max"/>, both included.</summary>
    public int Between(int min, int max) => min + (int)(Next() % (ulong)(max - min + 1));

    /// <summary>The next number in [<paramref name="min"/>, <paramref name="max"/>).</summary>
    public double Between(double min, double max) => min + ((Next() >> 11) * (1.0 / (1UL << 53)) * (max - min));

    /// <summary>True with a chance of <paramref name="chance"/>, 0..1.</summary>
    public bool Chance(double chance) => Between(0.0, 1.0) < chance;

    /// <summary>One of the choices; there must be one.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
