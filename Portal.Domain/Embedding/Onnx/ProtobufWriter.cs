using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>As much of protobuf's wire format as an ONNX model needs; every method appends one field and returns the writer.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintWire = 0;
    private const int LengthWire = 2;
    private const int Fixed32Wire = 5;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>What was written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public ProtobufWriter Integer(int field, long value)
    {
        Tag(field, VarintWire);
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Single(int field, float value)
    {
        Tag(field, Fixed32Wire);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _buffer.Write(bytes);
        return this;
    }

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Header(field, value.Length);
        _buffer.Write(value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    public ProtobufWriter PackedIntegers(int field, ReadOnlySpan<long> values)
    {
        var packed = new ProtobufWriter();
        foreach (var value in values)
        {
            packed.Varint((ulong)value);
        }

        return Message(field, packed);
    }

    /// <summary>The tag and the length of a field whose <paramref name="length"/> bytes the caller writes after it.</summary>
    public ProtobufWriter Header(int field, long length)
    {
        Tag(field, LengthWire);
        Varint((ulong)length);
        return this;
    }

    private void Tag(int field, int wire) => Varint((ulong)((field << 3) | wire));

    private void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
        _buffer.Write(bytes[..length]);
    }
}
