using System.Runtime.InteropServices;
using System.Text.Json;

namespace Portal.Domain.Embedding.Onnx;

/// <summary>One tensor of a TensorFlow.js model: float32 or int32, little-endian, row-major.</summary>
internal sealed record TfjsWeight(string Name, long[] Shape, string ElementType, ReadOnlyMemory<byte> Data)
{
    /// <summary>The values of a float32 tensor.</summary>
    public ReadOnlySpan<float> Floats => MemoryMarshal.Cast<byte, float>(Data.Span);
}

/// <summary>The weights of a TensorFlow.js graph model, by name. Every tensor has elements of four bytes; quantised ones are refused.</summary>
internal sealed class TfjsWeights
{
    private const int ElementSize = 4;

    private readonly Dictionary<string, TfjsWeight> _byName = new(StringComparer.Ordinal);

    private TfjsWeights()
    {
    }

    /// <exception cref="InvalidDataException">The model has no weight of that name.</exception>
    public TfjsWeight this[string name] =>
        _byName.TryGetValue(name, out var weight) ? weight : throw new InvalidDataException($"The TensorFlow.js model has no weight '{name}'.");

    /// <summary>The names of the shard files, in the order in which they are joined.</summary>
    public static IReadOnlyList<string> ShardNames(JsonElement model) =>
        [.. Groups(model).SelectMany(g => g.GetProperty("paths").EnumerateArray()).Select(p => p.GetString()!)];

    /// <summary>Cuts the joined shards into tensors, as the manifest of <c>model.json</c> says.</summary>
    /// <exception cref="InvalidDataException">The manifest and the shards do not fit together.</exception>
    public static TfjsWeights Cut(JsonElement model, ReadOnlyMemory<byte> shards)
    {
        var weights = new TfjsWeights();
        var offset = 0;
        foreach (var entry in Groups(model).SelectMany(g => g.GetProperty("weights").EnumerateArray()))
        {
            var name = entry.GetProperty("name").GetString()!;
            if (entry.TryGetProperty("quantization", out _))
            {
                throw new InvalidDataException($"The weight '{name}' is quantised; only float32 and int32 weights can be converted.");
            }

            long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(x => x.GetInt64())];
            var length = checked((int)shape.Aggregate((long)ElementSize, (a, b) => a * b));
            if (offset + length > shards.Length)
            {
                throw new InvalidDataException($"The weight '{name}' ends at byte {offset + length}, but the shards have only {shards.Length} bytes.");
            }

            weights._byName[name] = new TfjsWeight(name, shape, entry.GetProperty("dtype").GetString()!, shards.Slice(offset, length));
            offset += length;
        }

        return offset == shards.Length
            ? weights
            : throw new InvalidDataException($"The manifest describes {offset} bytes of weights, but the shards have {shards.Length}.");
    }

    private static JsonElement.ArrayEnumerator Groups(JsonElement model) => model.GetProperty("weightsManifest").EnumerateArray();
}
