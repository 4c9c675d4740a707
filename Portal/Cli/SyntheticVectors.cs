using Portal.Domain.Numerics;

namespace Portal.Cli;

/// <summary>
/// Vectors to measure with: a mixture of Gaussians on the unit sphere, so that every query has many near neighbours that are hard
/// to tell apart. The same seed gives the same vectors.
/// </summary>
internal sealed class SyntheticVectors
{
    // Cosine of two vectors of one cluster: about 1 / (1 + Spread²) = 0.5, as of two descriptions of one theme.
    private const double Spread = 1;

    private readonly Random _random;
    private readonly float[][] _centres;

    public SyntheticVectors(int dimensions, int clusters, int seed)
    {
        _random = new Random(seed);
        _centres = [.. Enumerable.Range(0, clusters).Select(_ => Unit(Gaussian(dimensions)))];
    }

    /// <summary>The next vector, L2-normalised, of a cluster chosen at random: early ones oftener.</summary>
    public float[] Next()
    {
        var share = _random.NextDouble();
        return Next((int)(share * share * _centres.Length));
    }

    /// <summary>The next vector of a cluster.</summary>
    public float[] Next(int cluster)
    {
        var vector = Gaussian(_centres[cluster].Length);
        var scale = (float)(Spread / Math.Sqrt(vector.Length));
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = _centres[cluster][i] + (scale * vector[i]);
        }

        return Unit(vector);
    }

    private static float[] Unit(float[] vector)
    {
        VectorMath.Normalise(vector);
        return vector;
    }

    // Box and Muller 1958.
    private float[] Gaussian(int dimensions)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * _random.NextDouble());
            vector[i] = (float)(radius * sine);
            if (i + 1 < dimensions)
            {
                vector[i + 1] = (float)(radius * cosine);
            }
        }

        return vector;
    }
}
