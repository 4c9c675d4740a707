using System.Buffers.Binary;

namespace Portal.Data;

/// <summary>
/// The values of all signals of one served place: little-endian half-precision floats in the order of the request's signal
/// keys. Three digits are plenty to learn from, and a place costs 2 bytes a signal; NaN, "nothing known", survives.
/// </summary>
public static class SignalCodec
{
    public const int BytesPerSignal = 2, MostSignals = 256;

    /// <exception cref="ArgumentException">More values than <see cref="MostSignals"/>.</exception>
    public static byte[] Encode(IReadOnlyList<float> values)
    {
        if (values.Count > MostSignals)
        {
            throw new ArgumentException($"{values.Count} signals; at most {MostSignals} are logged.", nameof(values));
        }

        var bytes = new byte[values.Count * BytesPerSignal];
        for (var i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(i * BytesPerSignal), (Half)values[i]);
        }

        return bytes;
    }

    /// <summary>Writes the values in their order; places for which there are no bytes become NaN.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var start = i * BytesPerSignal;
            values[i] = start + BytesPerSignal <= bytes.Length ? (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[start..]) : float.NaN;
        }
    }
}
