namespace Portal.Domain.Ranking.Learning;

/// <summary>Measures weights on lists that they were not learned from.</summary>
/// <param name="train">Lists on which the probabilities are calibrated.</param>
/// <param name="heldOut">Lists to judge by.</param>
/// <param name="examination">How likely each position is looked at.</param>
/// <param name="leastExamination">What less counts as.</param>
internal sealed class LearningJudge(IReadOnlyList<LoggedList> train, IReadOnlyList<LoggedList> heldOut, ExaminationModel examination, double leastExamination)
{
    private const int Passes = 50;

    public LearningQuality Judge(double[] weights)
    {
        ReactionPairs pairs = new(heldOut, examination, leastExamination, weights.Length);
        return new LearningQuality(LogLoss(weights), pairs.Auc(weights), Ndcg(weights));
    }

    private static double Sum(double[] weights, LoggedPlace place)
    {
        double sum = 0;
        for (var f = 0; f < weights.Length; f++)
        {
            sum += float.IsNaN(place.Features[f]) ? 0 : weights[f] * place.Features[f];
        }

        return sum;
    }

    // P(reaction in favour) = examination × logistic(steepness × sum + level), both numbers fitted on the training lists.
    private double LogLoss(double[] weights)
    {
        var (steepness, level) = Calibrate(weights);
        double loss = 0;
        var places = 0;
        foreach (var place in heldOut.SelectMany(list => list.Places))
        {
            loss -= LogLikelihood(place, (steepness * Sum(weights, place)) + level);
            places++;
        }

        return loss / places;
    }

    private double Examined(LoggedPlace place) => Math.Max(leastExamination, examination[place.Position]);

    private double LogLikelihood(LoggedPlace place, double logit)
    {
        var chance = Math.Clamp(Examined(place) / (1 + Math.Exp(-logit)), 1e-9, 1 - 1e-9);
        return Math.Log(place.Reaction > 0 ? chance : 1 - chance);
    }

    // Fisher scoring with halved steps: two numbers, and a likelihood that is nearly concave.
    private (double Steepness, double Level) Calibrate(double[] weights)
    {
        var rows = train.SelectMany(list => list.Places).Select(place => (Place: place, Sum: Sum(weights, place))).ToList();
        var share = (rows.Count(row => row.Place.Reaction > 0) + 1.0) / (rows.Count + 2.0);
        var (steepness, level) = (1.0, Math.Log(share / (1 - share)));
        var best = Likelihood(steepness, level);
        for (var pass = 0; pass < Passes; pass++)
        {
            var (da, db) = Step(rows, steepness, level);
            var length = 1.0;
            while (length > 1e-6 && !(Likelihood(steepness + (length * da), level + (length * db)) > best))
            {
                length /= 2;
            }

            var next = Likelihood(steepness + (length * da), level + (length * db));
            if (!(next > best + 1e-9))
            {
                break;
            }

            (steepness, level, best) = (steepness + (length * da), level + (length * db), next);
        }

        return (steepness, level);

        double Likelihood(double a, double b)
        {
            double sum = 0;
            foreach (var (place, value) in rows)
            {
                sum += LogLikelihood(place, (a * value) + b);
            }

            return sum;
        }
    }

    private (double Steepness, double Level) Step(List<(LoggedPlace Place, double Sum)> rows, double steepness, double level)
    {
        double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
        foreach (var (place, sum) in rows)
        {
            var liked = 1 / (1 + Math.Exp(-((steepness * sum) + level)));
            var chance = Math.Clamp(Examined(place) * liked, 1e-9, 1 - 1e-9);
            var slope = chance * (1 - liked);
            var (score, information) = (((place.Reaction > 0 ? 1 : 0) - chance) * slope / (chance * (1 - chance)), slope * slope / (chance * (1 - chance)));
            (ga, gb) = (ga + (score * sum), gb + score);
            (haa, hab, hbb) = (haa + (information * sum * sum), hab + (information * sum), hbb + information);
        }

        var determinant = (haa * hbb) - (hab * hab);
        return determinant <= 1e-12 ? (0, gb / hbb) : (((ga * hbb) - (gb * hab)) / determinant, ((gb * haa) - (ga * hab)) / determinant);
    }

    private double Ndcg(double[] weights)
    {
        // A quotient of sums, not a mean of quotients: within a list with one reaction its weight would cancel out, and with it the correction.
        double sum = 0, ideal = 0;
        foreach (var places in heldOut.Select(list => list.Places))
        {
            var gains = places.Select(place => Math.Max(0, place.Reaction) / Examined(place)).ToArray();
            var order = Enumerable.Range(0, places.Count).OrderByDescending(i => Sum(weights, places[i])).ThenBy(i => gains[i]);
            sum += Discounted(order.Select(i => gains[i]));
            ideal += Discounted(gains.OrderDescending());
        }

        return sum / ideal;

        static double Discounted(IEnumerable<double> gains) => gains.Select((gain, rank) => gain / Math.Log2(rank + 2)).Sum();
    }
}
