namespace Portal.Domain.Collaborative;

/// <summary>
/// What most people took to: the sum of an item's positive weights, which is their number where all weigh 1, and a popularity of
/// late where the weights fade with age (<see cref="WeightedInteractions"/>). The baseline that everything has to beat.
/// </summary>
public sealed record PopularityTrainer : IItemModelTrainer
{
    /// <inheritdoc />
    public string Key => "popular";

    /// <summary>
    /// Null for the plain sum. Else the share of the positive among all weights instead, with so much weight at the mean of all
    /// items given to every item in advance (Bayesian average), at least 0: how well an item is liked rather than by how many.
    /// </summary>
    public double? Prior { get; init; }

    /// <inheritdoc />
    public IItemModel Train(InteractionMatrix data, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Hyperparameter.Check(this, nameof(Prior), Prior, Prior is null or (>= 0 and < double.PositiveInfinity), "nothing, or a finite number of at least 0");
        cancellationToken.ThrowIfCancellationRequested();
        var known = KnownItems.Of(data);
        var (positive, negative) = (new double[data.ItemCount], new double[data.ItemCount]);
        for (var user = 0; user < data.UserCount; user++)
        {
            for (var i = 0; i < data.ByUser.ColumnsOf(user).Length; i++)
            {
                var weight = data.ByUser.ValuesOf(user)[i];
                (weight > 0 ? positive : negative)[data.ByUser.ColumnsOf(user)[i]] += Math.Abs(weight);
            }
        }

        var values = new float[known.Count];
        double all = positive.Sum(), mean = all == 0 ? 0 : all / (all + negative.Sum());
        for (var column = 0; column < values.Length; column++)
        {
            var item = known.Positions[column];
            values[column] = (float)(Prior is { } prior ? (positive[item] + (prior * mean)) / (positive[item] + negative[item] + prior) : positive[item]);
        }

        progress?.Report(1);
        return new PopularityModel(Fingerprints.Of(this, data), known, values);
    }
}
