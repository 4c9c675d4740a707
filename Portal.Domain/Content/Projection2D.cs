using Portal.Domain.Numerics;

namespace Portal.Domain.Content;

/// <summary>
/// A flat map of vectors: their scores on the two directions in which they differ most (principal components; Pearson 1901), by power iteration
/// with deflation on the matrix of their products. What lies close on the map need not lie close in truth; what lies far apart does.
/// </summary>
public sealed class Projection2D
{
    private const int MostSteps = 500;
    private const double Tolerance = 1e-12;

    private Projection2D(double[] x, double[] y, double kept) => (X, Y, Kept) = (x, y, kept);

    /// <summary>The score of each vector on the first direction; their mean is 0, and the one farthest from it is above 0, so that the map never comes out mirrored.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>The score of each on the second direction, likewise.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>The share of all differences (variance) that the map keeps, 0..1; 0 where there are none.</summary>
    public double Kept { get; }

    /// <summary>Makes the map.</summary>
    /// <param name="vectors">All of one length, finite.</param>
    /// <exception cref="ArgumentException">The vectors have different lengths.</exception>
    public static Projection2D Of(IReadOnlyList<float[]> vectors)
    {
        if (vectors.Any(vector => vector.Length != vectors[0].Length))
        {
            throw new ArgumentException("The vectors have different lengths.", nameof(vectors));
        }

        var products = Products(vectors);
        var total = Enumerable.Range(0, vectors.Count).Sum(i => products[(i * vectors.Count) + i]);
        var (x, first) = Next(products, vectors.Count, total);
        var (y, second) = Next(products, vectors.Count, total);
        return new Projection2D(x, y, total > 0 ? Math.Min(1, (first + second) / total) : 0);
    }

    // n × n, of the vectors less their mean.
    private static double[] Products(IReadOnlyList<float[]> vectors)
    {
        var count = vectors.Count;
        double[][] centred = [.. vectors.Select(vector => Array.ConvertAll(vector, value => (double)value))];
        for (var d = 0; d < (count == 0 ? 0 : vectors[0].Length); d++)
        {
            var mean = centred.Average(vector => vector[d]);
            foreach (var vector in centred)
            {
                vector[d] -= mean;
            }
        }

        var products = new double[count * count];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                products[(a * count) + b] = products[(b * count) + a] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(centred[a], centred[b]);
            }
        }

        return products;
    }

    // The scores on the direction of the largest variance, which is taken out of the products, and that variance.
    private static (double[] Scores, double Variance) Next(double[] products, int count, double total)
    {
        SplitMix64 random = new((ulong)count, 0);
        double[] direction = [.. Enumerable.Range(0, count).Select(_ => random.NextShare() - 0.5)];
        var variance = 0.0;
        for (var step = 0; step < MostSteps; step++)
        {
            var next = new double[count];
            for (var row = 0; row < count; row++)
            {
                next[row] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(products.AsSpan(row * count, count), direction);
            }

            variance = System.Numerics.Tensors.TensorPrimitives.Norm<double>(next);
            if (variance <= total * Tolerance)
            {
                return (new double[count], 0);
            }

            System.Numerics.Tensors.TensorPrimitives.Divide(next, variance, next);
            var moved = System.Numerics.Tensors.TensorPrimitives.Distance<double>(next, direction);
            direction = next;
            if (moved < Tolerance)
            {
                break;
            }
        }

        for (var row = 0; row < count; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(direction, -variance * direction[row], products.AsSpan(row * count, count), products.AsSpan(row * count, count));
        }

        // Either way along the direction is right.
        var farthest = Enumerable.Range(0, count).MaxBy(row => Math.Round(Math.Abs(direction[row]), 9));
        var scale = Math.Sqrt(variance) * Math.Sign(direction[farthest]);
        return ([.. direction.Select(value => value * scale)], variance);
    }
}
