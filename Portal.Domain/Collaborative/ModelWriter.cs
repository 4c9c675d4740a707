using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Collaborative;

/// <summary>Writes the values of a model file, little-endian, and takes their checksum.</summary>
internal sealed class ModelWriter(Stream stream) : IDisposable
{
    private const int ChunkBytes = 1 << 24;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length > 0; bytes = bytes[Math.Min(ChunkBytes, bytes.Length)..])
        {
            var chunk = bytes[..Math.Min(ChunkBytes, bytes.Length)];
            _hash.AppendData(chunk);
            stream.Write(chunk);
        }
    }

    public void Number(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void Number(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Number(bytes.Length);
        Bytes(bytes);
    }

    /// <summary>Length and values; the portal's machines are little-endian themselves.</summary>
    public void Array<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Number(values.Length);
        for (; values.Length > 0; values = values[Math.Min(ChunkBytes, values.Length)..])
        {
            Bytes(MemoryMarshal.AsBytes(values[..Math.Min(ChunkBytes, values.Length)]));
        }
    }

    /// <summary>Ends the file with the checksum of everything before.</summary>
    public void End() => stream.Write(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
