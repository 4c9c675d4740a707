using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Collaborative;

/// <summary>Reads what <see cref="ModelWriter"/> has written. A damaged length never makes it take more memory than a few times what the stream holds.</summary>
internal sealed class ModelReader(Stream stream) : IDisposable
{
    private const int ChunkBytes = 1 << 24;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Bytes(Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new ModelFileException("The model file ends too early: it was cut off, or never written to its end.", e);
        }

        _hash.AppendData(bytes);
    }

    public int Number()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Bytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    public double Real()
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        Bytes(bytes);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    /// <summary>A number that counts things.</summary>
    /// <param name="what">Name for the message.</param>
    /// <param name="most">More is an error.</param>
    public int Count(string what, int most = int.MaxValue)
    {
        var count = Number();
        return count >= 0 && count <= most ? count : throw new ModelFileException($"The model file is damaged: it announces {count} {what}.");
    }

    public string Text(string what)
    {
        var bytes = new byte[Count($"bytes of {what}", 1 << 20)];
        Bytes(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>An array of exactly so many values.</summary>
    public T[] Array<T>(string what, int expected)
        where T : unmanaged
    {
        var count = Count(what);
        return count == expected ? Array<T>(count) : throw new ModelFileException($"The model file is damaged: it announces {count} {what} instead of {expected}.");
    }

    /// <summary>An array of any length.</summary>
    public T[] Array<T>(string what)
        where T : unmanaged => Array<T>(Count(what));

    // Grows with what really comes, unless the stream can say how much that will be.
    private unsafe T[] Array<T>(int count)
        where T : unmanaged
    {
        if (stream.CanSeek && stream.Length - stream.Position < (long)count * sizeof(T))
        {
            throw new ModelFileException("The model file ends too early: it was cut off, or never written to its end.");
        }

        var chunk = ChunkBytes / sizeof(T);
        var values = new T[stream.CanSeek ? count : Math.Min(count, chunk)];
        for (var done = 0; done < count;)
        {
            if (done == values.Length)
            {
                System.Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            }

            var next = Math.Min(chunk, values.Length - done);
            Bytes(MemoryMarshal.AsBytes(values.AsSpan(done, next)));
            done += next;
        }

        return values;
    }

    /// <summary>Compares the checksum.</summary>
    public void End()
    {
        var expected = _hash.GetHashAndReset();
        var actual = new byte[expected.Length];
        Bytes(actual);
        if (!expected.AsSpan().SequenceEqual(actual))
        {
            throw new ModelFileException("The model file is damaged: its checksum does not fit its content.");
        }
    }

    public void Dispose() => _hash.Dispose();
}
