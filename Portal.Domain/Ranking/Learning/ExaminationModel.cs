using MathNet.Numerics.LinearAlgebra;

namespace Portal.Domain.Ranking.Learning;

/// <summary>
/// How likely a place is looked at, relative to the place looked at most: the examination hypothesis, by which a reaction needs
/// a look and a liking (position-based model; Craswell, Zoeter, Taylor, Ramsey 2008).
/// </summary>
/// <remarks>
/// Estimated from the log itself: within a list, the chance that a reaction fell on a place is proportional to
/// exp(γ[position] + w·features), a conditional logit (McFadden 1974). How many reactions a person gives cancels out, and the
/// features account for better items standing further up. γ differs only where the log insists: a random walk over
/// neighbouring positions is its prior.
/// </remarks>
public sealed class ExaminationModel
{
    private const double WalkPrior = 2, FeaturePrior = 1;

    // From here on to the next: single places at the top, where looks differ most, then ever wider stretches.
    private static readonly int[] Starts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 48, 72];

    private readonly double[] _values;

    private ExaminationModel(double[] values) => _values = values;

    /// <summary>Every place is looked at alike.</summary>
    public static ExaminationModel Even { get; } = new([.. Starts.Select(_ => 1.0)]);

    /// <summary>First positions of the stretches and their values, 0 exclusive to 1.</summary>
    public IReadOnlyList<(int From, double Value)> Steps => [.. Starts.Zip(_values)];

    /// <summary>How likely the position is looked at, above 0, at most 1.</summary>
    public double this[int position] => _values[StretchOf(position)];

    /// <summary>The same model, in which no place is looked at less than this.</summary>
    /// <param name="least">Above 0, at most 1.</param>
    public ExaminationModel AtLeast(double least) => new([.. _values.Select(value => Math.Max(least, value))]);

    /// <summary>Estimates the model from lists of which at least one has a reaction in favour.</summary>
    /// <param name="lists">With features of the same length each.</param>
    /// <param name="cancellationToken">Stops between two passes over the lists.</param>
    public static ExaminationModel Estimate(IReadOnlyList<LoggedList> lists, CancellationToken cancellationToken) =>
        Fit(Used(lists), cancellationToken) is { } parameters ? Of(parameters) : Even;

    /// <summary>The same, and how far each list moved the estimate: from which the error is told of what rests on it.</summary>
    /// <param name="lists">With features of the same length each.</param>
    /// <param name="cancellationToken">Stops between two passes over the lists.</param>
    /// <returns>The model, and for each list what it adds to the logarithm of every step but the first, relative to the first (M-estimation; Huber 1967).</returns>
    public static (ExaminationModel Model, double[][] Influences) EstimateWithInfluences(IReadOnlyList<LoggedList> lists, CancellationToken cancellationToken)
    {
        var used = Used(lists);
        if (Fit(used, cancellationToken) is not { } at)
        {
            return (Even, [.. lists.Select(_ => new double[Starts.Length - 1])]);
        }

        var curvature = new double[at.Length, at.Length];
        Loss(used, at, new double[at.Length], curvature, cancellationToken);
        var solve = Matrix<double>.Build.DenseOfArray(curvature).Cholesky();
        return (Of(at), [.. lists.Select(list => Counts(list) ? Moved(list) : new double[Starts.Length - 1])]);

        double[] Moved(LoggedList list)
        {
            var gradient = new double[at.Length];
            AddLoss(list, at, gradient, new double[at.Length, at.Length], new double[at.Length], []);
            return [.. solve.Solve(-Vector<double>.Build.Dense(gradient)).Take(Starts.Length - 1)];
        }
    }

    /// <summary>The same model, in which one step's value is multiplied.</summary>
    internal ExaminationModel With(int step, double factor) => new([.. _values.Select((value, s) => s == step ? value * factor : value)]);

    private static List<LoggedList> Used(IReadOnlyList<LoggedList> lists) => [.. lists.Where(Counts)];

    private static bool Counts(LoggedList list) => list.Places.Count > 1 && list.Places.Any(place => place.Reaction > 0);

    private static double[]? Fit(List<LoggedList> used, CancellationToken cancellationToken) => used.Count == 0
        ? null
        : BoxNewton.Minimise(
            new double[Starts.Length - 1 + used[0].Places[0].Features.Length],
            double.NegativeInfinity,
            double.PositiveInfinity,
            (at, gradient, hessian) => Loss(used, at, gradient, hessian, cancellationToken));

    private static ExaminationModel Of(double[] parameters)
    {
        double[] gamma = [0, .. parameters.AsSpan(0, Starts.Length - 1)];
        var most = gamma.Max();
        return new ExaminationModel([.. gamma.Select(value => Math.Exp(value - most))]);
    }

    private static int StretchOf(int position)
    {
        var found = Array.BinarySearch(Starts, position);
        return found >= 0 ? found : ~found - 1;
    }

    // Minus the penalised log-likelihood with its derivatives. The first stretch's γ is 0 and no parameter.
    private static double Loss(List<LoggedList> lists, double[] at, double[] gradient, double[,] hessian, CancellationToken cancellationToken)
    {
        var loss = Prior(at, gradient, hessian);
        var rows = new List<double[]>();
        var mean = new double[at.Length];
        foreach (var list in lists)
        {
            cancellationToken.ThrowIfCancellationRequested();
            loss += AddLoss(list, at, gradient, hessian, mean, rows);
        }

        return loss;
    }

    // What one list adds; mean and rows are room to work in.
    private static double AddLoss(LoggedList list, double[] at, double[] gradient, double[,] hessian, double[] mean, List<double[]> rows)
    {
        double loss = 0;
        while (rows.Count < list.Places.Count)
        {
            rows.Add(new double[at.Length]);
        }

        var chances = Chances(list, at, rows);
        Array.Clear(mean);
        for (var j = 0; j < chances.Length; j++)
        {
            BoxNewton.Add(mean, chances[j], rows[j]);
        }

        double total = 0;
        for (var i = 0; i < chances.Length; i++)
        {
            if (list.Places[i].Reaction is > 0 and var gain)
            {
                total += gain;
                loss -= gain * Math.Log(chances[i]);
                BoxNewton.Add(gradient, -gain, rows[i]);
            }
        }

        BoxNewton.Add(gradient, total, mean);
        for (var j = 0; j < chances.Length; j++)
        {
            BoxNewton.AddSquare(hessian, total * chances[j], rows[j]);
        }

        BoxNewton.AddSquare(hessian, -total, mean);
        return loss;
    }

    private static double Prior(double[] at, double[] gradient, double[,] hessian)
    {
        double loss = 0;
        for (var p = 0; p < at.Length; p++)
        {
            var walks = p < Starts.Length - 1;
            var before = walks && p > 0 ? at[p - 1] : 0;
            var (step, strength) = (at[p] - before, walks ? WalkPrior : FeaturePrior);
            loss += strength * step * step / 2;
            gradient[p] += strength * step;
            hessian[p, p] += strength;
            if (walks && p > 0)
            {
                gradient[p - 1] -= strength * step;
                hessian[p - 1, p - 1] += strength;
                hessian[p, p - 1] -= strength;
                hessian[p - 1, p] -= strength;
            }
        }

        return loss;
    }

    // The chance of each place, and the row of each: which stretch it is in, and its features.
    private static double[] Chances(LoggedList list, double[] at, List<double[]> rows)
    {
        var chances = new double[list.Places.Count];
        for (var j = 0; j < chances.Length; j++)
        {
            var (place, row) = (list.Places[j], rows[j]);
            Array.Clear(row);
            if (StretchOf(place.Position) is > 0 and var stretch)
            {
                row[stretch - 1] = 1;
            }

            for (var f = 0; f < place.Features.Length; f++)
            {
                row[Starts.Length - 1 + f] = float.IsNaN(place.Features[f]) ? 0 : place.Features[f];
            }

            chances[j] = BoxNewton.Dot(row, at);
        }

        var most = chances.Max();
        double sum = 0;
        for (var j = 0; j < chances.Length; j++)
        {
            sum += chances[j] = Math.Exp(chances[j] - most);
        }

        for (var j = 0; j < chances.Length; j++)
        {
            chances[j] /= sum;
        }

        return chances;
    }
}
