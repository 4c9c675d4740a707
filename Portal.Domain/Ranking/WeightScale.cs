namespace Portal.Domain.Ranking;

/// <summary>A profile brought to a common scale.</summary>
/// <param name="Weights">The profile; null when that is not possible.</param>
/// <param name="Obstacle">The number that would leave its range.</param>
/// <param name="Value">What it would have to be.</param>
public sealed record ScaledWeights(RankingWeights? Weights, TunableWeight? Obstacle = null, double Value = double.NaN);

/// <summary>Brings the weights of the signals to the sum 1, so that each is read as a share.</summary>
public static class WeightScale
{
    // What is added to the sum of the signals. A common factor changes no order only if it meets these, too.
    private static readonly HashSet<string> Added = [nameof(RankingWeights.Diversity), nameof(RankingWeights.Balance), nameof(RankingWeights.LongTail), nameof(RankingWeights.ExplorationWeight)];

    /// <summary>The sum of the signals' weights.</summary>
    public static double SumOf(RankingWeights weights) => RankingSignals.All.Sum(weights.ValueOf);

    /// <summary>
    /// Divides the weights of the signals, and what the re-ranking adds to them, by the sum of the signals. Lists stay as they are, but for
    /// people who want what is more familiar or newer to them (<see cref="RankingWeights.Towards"/> adds fixed amounts).
    /// </summary>
    /// <returns>Without a profile when all signals are 0, or when a number would leave its range.</returns>
    public static ScaledWeights Normalise(RankingWeights weights)
    {
        var sum = SumOf(weights);
        if (sum <= 0)
        {
            return new ScaledWeights(null);
        }

        var scaled = weights;
        foreach (var weight in TunableWeight.All.Where(weight => weight.Sort == WeightSort.Signal || (weight.Sort == WeightSort.Parameter && Added.Contains(weight.Key))))
        {
            var value = weight.Of(weights) / sum;
            if (!weight.Allows(value))
            {
                return new ScaledWeights(null, weight, value);
            }

            scaled = weight.With(scaled, value);
        }

        return new ScaledWeights(scaled);
    }
}
