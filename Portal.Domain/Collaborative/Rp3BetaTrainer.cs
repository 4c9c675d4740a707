using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>
/// RP³β: how likely a random walk of three steps, from a person to their items, to others who took to them and on to the items
/// of those, ends at an item, made fair to rare items by their popularity to the power β (Paudel et al., "Updatable, Accurate,
/// Diverse, and Scalable Recommendations for Interactive Applications", TiiS 2017).
/// </summary>
/// <remarks>
/// A walk needs positive weights: negative interactions are left out, and an item with nothing else stays known, but scores 0.
/// For every item the strongest targets are kept. Takes time and memory as <see cref="ItemKnnTrainer"/>.
/// </remarks>
public sealed record Rp3BetaTrainer : IItemModelTrainer
{
    /// <inheritdoc />
    public string Key => "rp3beta";

    /// <summary>Power of the walk's probabilities, above 0, at most 10; above 1 it prefers well-trodden ways.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>Power of the popularity by which a target is divided, 0..10.</summary>
    public double Beta { get; init; } = 0.6;

    /// <summary>Targets kept per item, at least 1.</summary>
    public int Neighbours { get; init; } = 200;

    /// <summary>Whether the weights that leave an item are divided by their sum, so that every item of a history has the same say.</summary>
    public bool Normalise { get; init; } = true;

    /// <inheritdoc />
    public IItemModel Train(InteractionMatrix data, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Hyperparameter.Check(this, nameof(Alpha), Alpha, Alpha is > 0 and <= 10, "more than 0, at most 10");
        Hyperparameter.Check(this, nameof(Beta), Beta, Beta is >= 0 and <= 10, "0 to 10");
        Hyperparameter.Check(this, nameof(Neighbours), Neighbours, Neighbours >= 1, "1 and more");
        var known = KnownItems.Of(data);
        var byUser = data.ByUser.WithColumns(known.Positions).Select((_, _, value) => Math.Max(value, 0));
        var byItem = byUser.Transpose();
        double[] users = Sums(byUser), items = Sums(byItem);

        // From an item to a person, and from a person to the next item.
        var toUser = byItem.Select((item, _, value) => Step(value, items[item]));
        var toItem = byUser.Select((user, _, value) => Step(value, users[user]));
        var weights = Neighbourhood.Strongest(
            toUser, toItem, Neighbours, (_, target, walk) => (float)(walk / Math.Pow(items[target], Beta)), progress, cancellationToken);
        if (Normalise)
        {
            var leaving = Sums(weights);
            weights = weights.Select((item, _, value) => (float)(value / leaving[item]));
        }

        return new ItemItemModel(Key, Fingerprints.Of(this, data), known, weights);
    }

    private float Step(float value, double sum) => value > 0 ? (float)Math.Pow(value / sum, Alpha) : 0;

    private static double[] Sums(SparseMatrix matrix)
    {
        var sums = new double[matrix.RowCount];
        for (var row = 0; row < sums.Length; row++)
        {
            foreach (var value in matrix.ValuesOf(row))
            {
                sums[row] += value;
            }
        }

        return sums;
    }
}
