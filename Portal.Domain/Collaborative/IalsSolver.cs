using System.Numerics.Tensors;
using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>Improves one vector of <see cref="IalsTrainer"/>, one block of its factors after the other, each exactly (a Newton step of a quadratic). For one thread.</summary>
internal sealed class IalsSolver(int blockSize)
{
    private readonly OuterProducts _products = new(blockSize);
    private readonly float[] _curvature = new float[blockSize * blockSize];
    private readonly float[] _gradient = new float[blockSize];
    private float[] _misses = [];

    /// <summary>Improves <paramref name="vector"/> in place.</summary>
    /// <param name="vector">Its factors.</param>
    /// <param name="columns">With whom it has interactions.</param>
    /// <param name="weights">Their weights, place by place.</param>
    /// <param name="others">The other side's vectors.</param>
    /// <param name="gram">α₀ times the other side's Gram matrix.</param>
    /// <param name="penalty">Regularisation of this vector.</param>
    public void Improve(Span<float> vector, ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, ReadOnlySpan<float> others, ReadOnlySpan<float> gram, float penalty)
    {
        var factors = vector.Length;
        if (_misses.Length < columns.Length)
        {
            _misses = new float[columns.Length];
        }

        for (var k = 0; k < columns.Length; k++)
        {
            _misses[k] = TensorPrimitives.Dot(vector, others.Slice(columns[k] * factors, factors)) - (weights[k] > 0 ? 1 : 0);
        }

        for (var from = 0; from < factors; from += blockSize)
        {
            // The last block reaches back, so that all are of one size.
            var start = Math.Min(from, factors - blockSize);
            Linearise(vector, start, columns, weights, others, gram, penalty);
            Cholesky.Solve(_curvature, _gradient);
            TensorPrimitives.Subtract(vector.Slice(start, blockSize), _gradient, vector.Slice(start, blockSize));
            for (var k = 0; k < columns.Length && from + blockSize < factors; k++)
            {
                _misses[k] -= TensorPrimitives.Dot(_gradient, others.Slice((columns[k] * factors) + start, blockSize));
            }
        }
    }

    // Gradient and curvature of half the objective in the factors of a block.
    private void Linearise(
        ReadOnlySpan<float> vector, int start, ReadOnlySpan<int> columns, ReadOnlySpan<float> weights, ReadOnlySpan<float> others, ReadOnlySpan<float> gram, float penalty)
    {
        var factors = vector.Length;
        for (var i = 0; i < blockSize; i++)
        {
            var row = gram.Slice((start + i) * factors, factors);
            row.Slice(start, blockSize).CopyTo(_curvature.AsSpan(i * blockSize));
            _curvature[(i * blockSize) + i] += penalty;
            _gradient[i] = TensorPrimitives.Dot(row, vector) + (penalty * vector[start + i]);
        }

        for (var k = 0; k < columns.Length; k++)
        {
            var other = others.Slice((columns[k] * factors) + start, blockSize);
            var confidence = Math.Abs(weights[k]);
            TensorPrimitives.MultiplyAdd(other, confidence * _misses[k], _gradient, _gradient);
            _products.Add(other, confidence, _curvature);
        }

        _products.Complete(_curvature);
    }
}
