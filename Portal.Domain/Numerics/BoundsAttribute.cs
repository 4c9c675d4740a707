using System.Globalization;

namespace Portal.Domain.Numerics;

/// <summary>The range of a number that can be set.</summary>
/// <param name="least">The least value.</param>
/// <param name="most">The greatest value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BoundsAttribute(double least, double most) : Attribute
{
    /// <summary>The least value.</summary>
    public double Least { get; } = least;

    /// <summary>The greatest value.</summary>
    public double Most { get; } = most;

    /// <summary>Whether the least value itself is not allowed.</summary>
    public bool Above { get; init; }

    /// <summary>The range in words: "0 to 10", "more than 0 to 5".</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{(Above ? "more than " : "")}{Least} to {Most}");

    /// <summary>Whether a value is allowed; NaN never is.</summary>
    public bool Contains(double value) => (Above ? value > Least : value >= Least) && value <= Most;
}
