namespace Portal.Domain.Ranking.Learning;

/// <summary>
/// The pairs of places of a list of which the first was taken to more: a reaction in favour against every place with less,
/// and every place without reaction against one with a reaction against it.
/// </summary>
/// <remarks>
/// A reaction counts by one over the examination of its place (inverse propensity scoring; Joachims, Swaminathan, Schnabel
/// 2017), clipped, because what is seldom looked at is reacted to seldom, however good it is; the other places of the list need
/// no such weight. Each reaction counts once, however long its list.
/// </remarks>
internal sealed class ReactionPairs
{
    private readonly List<(double[] Difference, double Weight)> _pairs = [];
    private readonly int _signals;

    /// <summary>Collects the pairs.</summary>
    /// <param name="lists">With features of <paramref name="signals"/> values each.</param>
    /// <param name="examination">How likely each position is looked at.</param>
    /// <param name="leastExamination">What less counts as, above 0: bounds the weight of a single reaction.</param>
    /// <param name="signals">Number of signals.</param>
    public ReactionPairs(IReadOnlyList<LoggedList> lists, ExaminationModel examination, double leastExamination, int signals)
    {
        _signals = signals;
        double reactions = 0, total = 0;
        foreach (var places in lists.Select(list => list.Places))
        {
            var weights = places.Select(place => Math.Abs(place.Reaction) / Math.Max(leastExamination, examination[place.Position])).ToArray();
            reactions += places.Count(place => place.Reaction != 0);
            total += weights.Sum();
            for (var i = 0; i < places.Count; i++)
            {
                for (var j = 0; j < places.Count; j++)
                {
                    if (places[i].Reaction > places[j].Reaction && places.Count > 1)
                    {
                        var weight = (places[i].Reaction > 0 ? weights[i] : 0) + (places[j].Reaction < 0 ? weights[j] : 0);
                        _pairs.Add((Difference(places[i].Features, places[j].Features), weight / (places.Count - 1)));
                    }
                }
            }
        }

        // Self-normalised: on the whole, a reaction counts as one.
        Scale = total > 0 ? reactions / total : 0;
        Spread = new double[signals];
        foreach (var (difference, weight) in _pairs)
        {
            for (var f = 0; f < signals; f++)
            {
                Spread[f] += weight * Scale * difference[f] * difference[f];
            }
        }

        var sum = _pairs.Sum(pair => pair.Weight * Scale);
        for (var f = 0; f < signals && sum > 0; f++)
        {
            Spread[f] /= sum;
        }
    }

    /// <summary>What every pair's weight is multiplied by.</summary>
    public double Scale { get; }

    /// <summary>Mean square difference of each signal over the pairs; 0 for a signal of which the log tells nothing.</summary>
    public double[] Spread { get; }

    /// <summary>Logistic loss of a steepness × the weighted sums' difference, with derivatives for the weights.</summary>
    public double Loss(double[] weights, double steepness, double[] gradient, double[,] hessian, CancellationToken cancellationToken)
    {
        double loss = 0;
        for (var p = 0; p < _pairs.Count; p++)
        {
            if ((p & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var (difference, weight) = _pairs[p];
            var margin = steepness * BoxNewton.Dot(weights, difference);
            var wrong = 1 / (1 + Math.Exp(margin));
            loss += Scale * weight * (margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : -margin + Math.Log(1 + Math.Exp(margin)));
            BoxNewton.Add(gradient, -Scale * weight * steepness * wrong, difference);
            BoxNewton.AddSquare(hessian, Scale * weight * steepness * steepness * wrong * (1 - wrong), difference);
        }

        return loss;
    }

    /// <summary>The steepness at which weights explain the pairs best: how much a difference of 1 in the sum decides.</summary>
    public double SteepnessOf(double[] weights, double least, double most)
    {
        var sums = _pairs.Select(pair => BoxNewton.Dot(weights, pair.Difference)).ToArray();
        return BoxNewton.Minimise([1], least, most, (at, gradient, hessian) =>
        {
            double loss = 0;
            for (var p = 0; p < sums.Length; p++)
            {
                var (margin, weight) = (at[0] * sums[p], Scale * _pairs[p].Weight);
                var wrong = 1 / (1 + Math.Exp(margin));
                loss += weight * (margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : -margin + Math.Log(1 + Math.Exp(margin)));
                gradient[0] -= weight * sums[p] * wrong;
                hessian[0, 0] += weight * sums[p] * sums[p] * wrong * (1 - wrong);
            }

            return loss;
        })[0];
    }

    /// <summary>Share of the pairs' weight that stands in the right order, ties half; NaN without pairs.</summary>
    public double Auc(double[] weights)
    {
        double right = 0, all = 0;
        foreach (var (difference, weight) in _pairs)
        {
            var margin = BoxNewton.Dot(weights, difference);
            right += weight * (margin > 0 ? 1 : margin == 0 ? 0.5 : 0);
            all += weight;
        }

        return right / all;
    }

    private double[] Difference(float[] a, float[] b)
    {
        var difference = new double[_signals];
        for (var f = 0; f < _signals; f++)
        {
            difference[f] = Known(a[f]) - Known(b[f]);
        }

        return difference;

        static double Known(float value) => float.IsNaN(value) ? 0 : value;
    }
}
