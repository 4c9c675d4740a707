using System.Buffers;
using System.Buffers.Binary;

namespace Portal.Experiments.Counting;

/// <summary>Numbers one after another: a whole one from 0 takes a byte for every seven bits, any other nine bytes.</summary>
internal sealed class PackedNumbers(ArrayBufferWriter<byte> bytes)
{
    // The lowest bit of a whole number's code is 0; the code 1 stands before a double.
    private const ulong Double = 1;
    private const double WholeBelow = 1L << 52;

    public void Add(double value)
    {
        if (value is >= 0 and < WholeBelow && Math.Floor(value) == value)
        {
            AddCode((ulong)value << 1);
            return;
        }

        AddCode(Double);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(sizeof(double)), value);
        bytes.Advance(sizeof(double));
    }

    /// <summary>Takes the next number off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static double Take(ref ReadOnlySpan<byte> bytes)
    {
        ulong code = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[0];
            bytes = bytes[1..];
            code |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        if (code != Double)
        {
            return code >> 1;
        }

        var value = BinaryPrimitives.ReadDoubleLittleEndian(bytes);
        bytes = bytes[sizeof(double)..];
        return value;
    }

    private void AddCode(ulong code)
    {
        var span = bytes.GetSpan(10);
        var length = 0;
        for (; code >= 0x80; code >>= 7)
        {
            span[length++] = (byte)(code | 0x80);
        }

        span[length++] = (byte)code;
        bytes.Advance(length);
    }
}
