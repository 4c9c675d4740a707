namespace Portal.Domain.Ranking.Learning;

/// <summary>
/// Newton's method for a convex function of a few dozen parameters within a box: each step minimises the quadratic model in
/// the box by coordinate descent, then is shortened until the function falls (projected Newton; Bertsekas 1982).
/// </summary>
internal static class BoxNewton
{
    private const int MostSteps = 60, MostSweeps = 200, MostHalvings = 30;
    private const double Still = 1e-7, SufficientFall = 1e-4;

    /// <summary>A convex function: its value at a point; gradient and Hessian are added to arrays of zeros.</summary>
    public delegate double Objective(double[] at, double[] gradient, double[,] hessian);

    /// <summary>The point of the box where the function is least.</summary>
    public static double[] Minimise(double[] start, double least, double most, Objective objective)
    {
        var at = (double[])start.Clone();
        var (value, gradient, hessian) = Evaluate(at);
        for (var step = 0; step < MostSteps; step++)
        {
            var move = Solve(at, gradient, hessian, least, most);
            var slope = Dot(gradient, move);
            if (move.Max(Math.Abs) < Still || slope > -1e-12)
            {
                break;
            }

            var (length, halvings) = (1.0, 0);
            var next = Moved(length);
            var (nextValue, nextGradient, nextHessian) = Evaluate(next);
            while (!(nextValue <= value + (SufficientFall * length * slope)) && halvings++ < MostHalvings)
            {
                length /= 2;
                next = Moved(length);
                (nextValue, nextGradient, nextHessian) = Evaluate(next);
            }

            if (halvings > MostHalvings)
            {
                break;
            }

            (at, value, gradient, hessian) = (next, nextValue, nextGradient, nextHessian);

            double[] Moved(double by) => [.. at.Zip(move, (from, change) => Math.Clamp(from + (by * change), least, most))];
        }

        return at;

        (double Value, double[] Gradient, double[,] Hessian) Evaluate(double[] point)
        {
            var (slopes, curves) = (new double[point.Length], new double[point.Length, point.Length]);
            return (objective(point, slopes, curves), slopes, curves);
        }
    }

    /// <summary>Adds a multiple of a vector.</summary>
    public static void Add(double[] to, double factor, double[] vector)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += factor * vector[i];
        }
    }

    /// <summary>Adds a multiple of v·vᵀ.</summary>
    public static void AddSquare(double[,] to, double factor, double[] vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            if (factor * vector[i] is not 0 and var scaled)
            {
                for (var j = 0; j < vector.Length; j++)
                {
                    to[i, j] += scaled * vector[j];
                }
            }
        }
    }

    /// <summary>The inner product.</summary>
    public static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    // The move that minimises g·m + ½ mᵀHm while the end stays in the box.
    private static double[] Solve(double[] at, double[] gradient, double[,] hessian, double least, double most)
    {
        var move = new double[at.Length];
        var slopes = (double[])gradient.Clone();
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double largest = 0;
            for (var i = 0; i < move.Length; i++)
            {
                if (hessian[i, i] <= 0)
                {
                    continue;
                }

                var target = Math.Clamp(at[i] + move[i] - (slopes[i] / hessian[i, i]), least, most);
                var change = target - at[i] - move[i];
                move[i] += change;
                largest = Math.Max(largest, Math.Abs(change));
                for (var j = 0; change != 0 && j < slopes.Length; j++)
                {
                    slopes[j] += change * hessian[i, j];
                }
            }

            if (largest < Still / 10)
            {
                break;
            }
        }

        return move;
    }
}
