using System.Numerics.Tensors;

namespace Portal.Domain.Numerics;

/// <summary>Arithmetic on single-precision vectors. All vectors of the portal are L2-normalised, so the dot product is the cosine.</summary>
public static class VectorMath
{
    /// <summary>Dot product of two vectors of the same length.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => TensorPrimitives.Dot(a, b);

    /// <summary>Scales <paramref name="vector"/> to length 1 in place; a vector shorter than 1e-12 stays as it is.</summary>
    /// <returns>The length before.</returns>
    public static float Normalise(Span<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (length > 1e-12f)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }

        return length;
    }
}
