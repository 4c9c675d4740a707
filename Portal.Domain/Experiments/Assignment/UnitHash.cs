using System.Globalization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>
/// Where a unit falls between 0 and 1, the same on every machine and in every language: FNV-1a of 32 bits (Fowler, Noll, Vo) over UTF-16 code units,
/// in the two versions of the GrowthBook specification. Only seed and id decide, so that nothing has to be stored.
/// </summary>
public static class UnitHash
{
    /// <summary>The version for everything new.</summary>
    public const int Newest = 2;

    /// <summary>The distance between two values of version 2: no share is finer than that.</summary>
    public const double Step = 1.0 / Steps;

    private const uint Offset = 0x811C9DC5, Prime = 0x01000193;
    private const int Steps = 10_000, LegacySteps = 1_000;

    /// <summary>Places a unit.</summary>
    /// <param name="seed">What the placing is for; one seed, one split.</param>
    /// <param name="unit">The unit's id, not empty.</param>
    /// <param name="version">1, in steps of 0.001, or 2, in steps of 0.0001.</param>
    /// <returns>At least 0 and below 1; null for another version.</returns>
    public static double? Of(string seed, string unit, int version)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(unit);
        switch (version)
        {
            case 1:
                return Fnv1A(seed, Fnv1A(unit, Offset)) % LegacySteps / (double)LegacySteps;
            case 2:
                Span<char> decimals = stackalloc char[10];
                Fnv1A(unit, Fnv1A(seed, Offset)).TryFormat(decimals, out var length, default, CultureInfo.InvariantCulture);
                return Fnv1A(decimals[..length], Offset) % Steps / (double)Steps;
            default:
                return null;
        }
    }

    /// <summary>FNV-1a of 32 bits over the text's code units (not over its UTF-8 bytes).</summary>
    public static uint Fnv1A(ReadOnlySpan<char> text) => Fnv1A(text, Offset);

    private static uint Fnv1A(ReadOnlySpan<char> text, uint hash)
    {
        foreach (var unit in text)
        {
            hash = unchecked((hash ^ unit) * Prime);
        }

        return hash;
    }
}
