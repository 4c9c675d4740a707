namespace Portal.Domain.Numerics;

/// <summary>Sums weighted outer products Σ w·x·xᵀ, many vectors at a time through <see cref="Gemm{T}"/>. For one thread.</summary>
/// <param name="size">Length of the vectors.</param>
internal sealed class OuterProducts(int size)
{
    private const int AtATime = 128;
    private readonly Panel<float> _left = Gemm<float>.Left(size, AtATime);
    private readonly Panel<float> _right = Gemm<float>.Right(size, AtATime);
    private int _waiting;

    /// <summary>Adds w·x·xᵀ, now or later.</summary>
    /// <param name="vector">x.</param>
    /// <param name="weight">w.</param>
    /// <param name="sum">The matrix, row-major; its lower triangle is the sum after <see cref="Complete"/>, what is above is undefined.</param>
    public void Add(ReadOnlySpan<float> vector, float weight, Span<float> sum)
    {
        _left.SetColumn(_waiting, vector, weight);
        _right.SetColumn(_waiting, vector, 1);
        if (++_waiting == AtATime)
        {
            Complete(sum);
        }
    }

    /// <summary>Adds what is still waiting.</summary>
    public void Complete(Span<float> sum)
    {
        Gemm<float>.AddSerial(sum, _left, _right, _waiting, lower: true);
        _waiting = 0;
    }
}
