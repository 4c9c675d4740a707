using System.Numerics.Tensors;
using Portal.Domain.Evaluation;

namespace Portal.Tests.Support;

/// <summary>
/// EASE (Steck 2019) in double precision by Gauss–Jordan elimination, and nothing clever: what the reference values of the
/// evaluation contract are checked with, independent of the engine.
/// </summary>
internal sealed class EaseReference(double lambda) : IRankingModel
{
    private double[][] _weights = [];
    private double[] _counts = [];
    private TrainingData? _learned;

    /// <summary>The score is divided by this power of popularity; may be changed once the model is fitted.</summary>
    public double PopularityPower { get; set; }

    public string Name => "ease-reference";

    public IReadOnlyDictionary<string, object> Parameters { get; } = new Dictionary<string, object>();

    public void Fit(FitContext context, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_learned, context.Data))
        {
            return;
        }

        var n = context.Data.ItemCount;
        double[][] gram = [.. Enumerable.Range(0, n).Select(_ => new double[n])];
        foreach (var history in context.Data.Histories)
        {
            foreach (var i in history)
            {
                foreach (var j in history)
                {
                    gram[i][j]++;
                }
            }
        }

        _counts = [.. gram.Select((row, i) => Math.Max(1, row[i]))];
        for (var i = 0; i < n; i++)
        {
            gram[i][i] += lambda;
        }

        Invert(gram, cancellationToken);
        double[] diagonal = [.. gram.Select((row, i) => row[i])];
        for (var i = 0; i < n; i++)
        {
            TensorPrimitives.Divide(gram[i], diagonal, gram[i]);
            TensorPrimitives.Negate(gram[i], gram[i]);
            gram[i][i] = 0;
        }

        (_weights, _learned) = (gram, context.Data);
    }

    public void Score(EvaluationCase one, Span<float> scores)
    {
        var sum = new double[scores.Length];
        foreach (var item in one.History)
        {
            TensorPrimitives.Add(sum, _weights[item], sum);
        }

        for (var item = 0; item < sum.Length; item++)
        {
            sum[item] /= Math.Pow(_counts[item], PopularityPower);
        }

        TensorPrimitives.ConvertTruncating<double, float>(sum, scores);
    }

    // In place; no pivoting, which a positive definite matrix does not need.
    internal static void Invert(double[][] matrix, CancellationToken cancellationToken)
    {
        for (var pivot = 0; pivot < matrix.Length; pivot++)
        {
            var row = matrix[pivot];
            var scale = 1 / row[pivot];
            row[pivot] = 1;
            TensorPrimitives.Multiply(row, scale, row);
            Parallel.For(0, matrix.Length, new ParallelOptions { CancellationToken = cancellationToken }, other =>
            {
                if (other != pivot)
                {
                    var factor = matrix[other][pivot];
                    matrix[other][pivot] = 0;
                    TensorPrimitives.MultiplyAdd(row, -factor, matrix[other], matrix[other]);
                }
            });
        }
    }
}
