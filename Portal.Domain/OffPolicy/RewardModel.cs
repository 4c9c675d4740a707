using Portal.Domain.Ranking.Learning;

namespace Portal.Domain.OffPolicy;

/// <summary>One place as the reward model sees it.</summary>
/// <param name="Features">The signals; NaN counts as 0.</param>
/// <param name="Examination">How likely it is looked at, above 0 to 1.</param>
/// <param name="Happened">Whether it was opened, or liked.</param>
internal readonly record struct RewardRow(float[] Features, double Examination, bool Happened);

/// <summary>
/// How likely an item that is looked at is opened or liked: P = examination × logistic(level + coefficients · signals), fitted by Fisher
/// scoring on standardised signals with a ridge.
/// </summary>
internal sealed class RewardModel
{
    private const double Ridge = 1, LevelRidge = 1e-3;
    private const int MostRows = 40_000;

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _parameters;

    private RewardModel(double[] means, double[] scales, double[] parameters) => (_means, _scales, _parameters) = (means, scales, parameters);

    /// <summary>Fits a model; of very many rows an even choice.</summary>
    /// <param name="all">The rows, at least one.</param>
    /// <param name="signals">Number of signals.</param>
    /// <param name="like">A model of nearly the same rows, from which the search starts; null for none.</param>
    /// <param name="cancellationToken">Stops between two passes over the rows.</param>
    public static RewardModel Fit(IReadOnlyList<RewardRow> all, int signals, RewardModel? like, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, (all.Count + MostRows - 1) / MostRows);
        RewardRow[] rows = [.. Enumerable.Range(0, (all.Count + step - 1) / step).Select(i => all[i * step])];
        var (means, scales) = like is null ? Scale(rows, signals) : (like._means, like._scales);
        var standard = rows.Select(row => Standardise(row.Features, means, scales)).ToArray();
        return new RewardModel(means, scales, BoxNewton.Minimise(like?._parameters ?? Start(rows, signals), double.NegativeInfinity, double.PositiveInfinity, (at, gradient, hessian) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Loss(rows, standard, at, gradient, hessian);
        }));
    }

    /// <summary>The probability for an item that is looked at, 0..1.</summary>
    public double Of(float[] features) => Logistic(BoxNewton.Dot(Standardise(features, _means, _scales), _parameters));

    // The level alone explains how much happened.
    private static double[] Start(RewardRow[] rows, int signals)
    {
        var start = new double[signals + 1];
        var share = Math.Clamp((rows.Count(row => row.Happened) + 0.5) / (rows.Sum(row => row.Examination) + 1), 1e-6, 0.9);
        start[signals] = Math.Log(share / (1 - share));
        return start;
    }

    private static double Loss(RewardRow[] rows, double[][] standard, double[] at, double[] gradient, double[,] hessian)
    {
        double loss = 0;
        for (var f = 0; f < at.Length; f++)
        {
            var strength = f < at.Length - 1 ? Ridge : LevelRidge;
            loss += strength * at[f] * at[f] / 2;
            gradient[f] += strength * at[f];
            hessian[f, f] += strength;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var liked = Logistic(BoxNewton.Dot(standard[i], at));
            var chance = Math.Clamp(rows[i].Examination * liked, 1e-9, 1 - 1e-9);
            var happened = rows[i].Happened ? 1 : 0;
            loss -= Math.Log(rows[i].Happened ? chance : 1 - chance);
            BoxNewton.Add(gradient, -(happened - chance) * (1 - liked) / (1 - chance), standard[i]);
            BoxNewton.AddSquare(hessian, chance * (1 - liked) * (1 - liked) / (1 - chance), standard[i]);
        }

        return loss;
    }

    private static (double[] Means, double[] Scales) Scale(RewardRow[] rows, int signals)
    {
        var (means, scales) = (new double[signals], new double[signals]);
        for (var f = 0; f < signals; f++)
        {
            double sum = 0, squares = 0;
            foreach (var row in rows)
            {
                var value = Known(row.Features[f]);
                (sum, squares) = (sum + value, squares + (value * value));
            }

            means[f] = sum / rows.Length;
            var variance = (squares / rows.Length) - (means[f] * means[f]);
            scales[f] = variance > 1e-12 ? 1 / Math.Sqrt(variance) : 0;
        }

        return (means, scales);
    }

    private static double[] Standardise(float[] features, double[] means, double[] scales)
    {
        var values = new double[means.Length + 1];
        for (var f = 0; f < means.Length; f++)
        {
            values[f] = (Known(features[f]) - means[f]) * scales[f];
        }

        values[^1] = 1;
        return values;
    }

    private static double Known(float value) => float.IsNaN(value) ? 0 : value;

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
