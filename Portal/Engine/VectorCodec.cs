using System.Runtime.InteropServices;

namespace Portal.Engine;

/// <summary>Vectors as they are stored: little-endian float32.</summary>
internal static class VectorCodec
{
    public static byte[] Encode(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes(vector).ToArray();

    /// <summary>The vector; null for no bytes.</summary>
    public static float[]? Decode(byte[]? bytes) => bytes is { Length: > 0 } ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : null;
}
