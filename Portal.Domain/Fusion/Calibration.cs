using System.Numerics;
using System.Numerics.Tensors;

namespace Portal.Domain.Fusion;

/// <summary>
/// Brings raw scores of different methods onto one scale, so that one weight means the same for all of them: standard score
/// over the whole catalogue, then tanh(z / 5), which leaves z nearly as it is up to 2 and bounds what lies far out.
/// </summary>
public static class Calibration
{
    /// <summary>Standard scores beyond which the scale flattens.</summary>
    public const float Width = 5;

    /// <summary>Calibrates scores; only their differences matter.</summary>
    /// <param name="raw">One place per item. NaN and infinite scores are unknown.</param>
    /// <param name="calibrated">
    /// As many places, overwritten: −1..1 with the mean near 0, NaN where the score is unknown, 0 everywhere when all known scores
    /// are equal. May be <paramref name="raw"/> itself.
    /// </param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Calibrate(ReadOnlySpan<float> raw, Span<float> calibrated)
    {
        if (raw.Length != calibrated.Length)
        {
            throw new ArgumentException($"There are {raw.Length} scores and {calibrated.Length} places for them; give one place per score.", nameof(calibrated));
        }

        var moments = Moments.Of(raw);
        Shift(raw, calibrated, moments.Mean, moments.Deviation > 0 ? 1 / (Width * moments.Deviation) : 0);

        // The vectorised tanh of 0 is not quite 0.
        if (moments.Deviation > 0)
        {
            TensorPrimitives.Tanh(calibrated, calibrated);
        }
    }

    // (x − mean) × scale, unknown for what is not finite.
    private static void Shift(ReadOnlySpan<float> raw, Span<float> shifted, double mean, double scale)
    {
        Vector<float> means = new((float)mean), scales = new((float)scale), most = new(float.MaxValue), unknown = new(float.NaN);
        var i = 0;
        for (; i <= raw.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> x = new(raw[i..]);
            Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(x), most), (x - means) * scales, unknown).CopyTo(shifted[i..]);
        }

        for (; i < raw.Length; i++)
        {
            shifted[i] = float.IsFinite(raw[i]) ? (raw[i] - (float)mean) * (float)scale : float.NaN;
        }
    }
}
