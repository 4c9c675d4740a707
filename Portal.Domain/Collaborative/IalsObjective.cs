using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>The terms of the objective of <see cref="IalsTrainer"/> that training and fold-in share.</summary>
internal sealed record IalsObjective(int Factors, double Regularisation, double RegularisationExponent, double UnobservedWeight)
{
    /// <summary>α₀·VᵀV, row-major, both triangles.</summary>
    /// <param name="vectors">V, a row per person or item.</param>
    public float[] Gram(ReadOnlySpan<float> vectors)
    {
        OuterProducts products = new(Factors);
        var gram = new float[Factors * Factors];
        for (var from = 0; from < vectors.Length; from += Factors)
        {
            products.Add(vectors.Slice(from, Factors), (float)UnobservedWeight, gram);
        }

        products.Complete(gram);
        for (var i = 0; i < Factors; i++)
        {
            for (var j = 0; j < i; j++)
            {
                gram[(j * Factors) + i] = gram[(i * Factors) + j];
            }
        }

        return gram;
    }

    /// <summary>What stands on the diagonal for one vector: λ·(reach + α₀·n)^ν.</summary>
    /// <param name="reach">Sum of the absolute weights of its interactions.</param>
    /// <param name="others">Number of vectors on the other side that have interactions.</param>
    public float Penalty(double reach, int others) => (float)(Regularisation * Math.Pow(reach + (UnobservedWeight * others), RegularisationExponent));

    /// <summary>Sum of the absolute weights.</summary>
    public static double Reach(ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += Math.Abs(weight);
        }

        return sum;
    }
}
