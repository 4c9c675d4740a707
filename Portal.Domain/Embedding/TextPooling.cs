using System.Numerics.Tensors;
using Portal.Domain.Embedding.Packs;
using Portal.Domain.Numerics;

namespace Portal.Domain.Embedding;

/// <summary>Makes the vector of a text from a model's output.</summary>
internal static class TextPooling
{
    private const float ShortestVector = 1e-12f;

    /// <summary>Pools one row and scales it to length 1.</summary>
    /// <param name="output">The row: [seq, d], or [d] where the model pools.</param>
    /// <param name="mode">How to pool.</param>
    /// <param name="tokens">Number of real tokens at the row's beginning.</param>
    /// <param name="vector">Receives the vector, d long.</param>
    /// <returns>False where the vector has a NaN or no length.</returns>
    public static bool TryPool(ReadOnlySpan<float> output, PoolingMode mode, int tokens, Span<float> vector)
    {
        output[..vector.Length].CopyTo(vector);
        for (var token = 1; mode == PoolingMode.Mean && token < tokens; token++)
        {
            // The sum will do: it has the mean's direction.
            TensorPrimitives.Add(vector, output.Slice(token * vector.Length, vector.Length), vector);
        }

        var length = VectorMath.Normalise(vector);
        return float.IsFinite(length) && length > ShortestVector;
    }
}
