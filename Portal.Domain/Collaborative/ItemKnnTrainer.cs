using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>
/// Item neighbours by the cosine of their columns (Sarwar et al. 2001, with the shrink term of Bell &amp; Koren 2007): for every
/// target item its most similar items are kept, and a person's score is the sum over their items.
/// </summary>
/// <remarks>
/// Only similarities above 0 are kept. Takes the sum of the squared row lengths in operations, and 8 bytes × items ×
/// neighbours in memory. Negative interactions keep their sign under every weighting.
/// </remarks>
public sealed record ItemKnnTrainer : IItemModelTrainer
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    /// <inheritdoc />
    public string Key => "itemknn";

    /// <summary>Most similar items kept per target item, at least 1.</summary>
    public int Neighbours { get; init; } = 100;

    /// <summary>Added to the product of the lengths, at least 0: similarities that rest on few people shrink.</summary>
    public double Shrink { get; init; }

    /// <summary>How people are weighed before items are compared.</summary>
    public ColumnWeighting Weighting { get; init; } = ColumnWeighting.None;

    /// <inheritdoc />
    public IItemModel Train(InteractionMatrix data, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Hyperparameter.Check(this, nameof(Neighbours), Neighbours, Neighbours >= 1, "1 and more");
        Hyperparameter.Check(this, nameof(Shrink), Shrink, Shrink >= 0 && double.IsFinite(Shrink), "a finite number of at least 0");
        Hyperparameter.Check(this, nameof(Weighting), Weighting, Enum.IsDefined(Weighting), string.Join(", ", Enum.GetNames<ColumnWeighting>()));
        var known = KnownItems.Of(data);
        var byItem = Weighted(data.ByUser.WithColumns(known.Positions).Transpose());
        var lengths = new double[known.Count];
        for (var item = 0; item < lengths.Length; item++)
        {
            foreach (var value in byItem.ValuesOf(item))
            {
                lengths[item] += (double)value * value;
            }

            lengths[item] = Math.Sqrt(lengths[item]);
        }

        var weights = Neighbourhood.Strongest(
            byItem, byItem.Transpose(), Neighbours, (target, source, dot) => (float)(dot / ((lengths[target] * lengths[source]) + Shrink)), progress, cancellationToken);
        return new ItemItemModel(Key, Fingerprints.Of(this, data), known, weights.Transpose());
    }

    private SparseMatrix Weighted(SparseMatrix byItem)
    {
        if (Weighting == ColumnWeighting.None)
        {
            return byItem;
        }

        var (own, sums) = (new int[byItem.ColumnCount], new double[byItem.RowCount]);
        for (var item = 0; item < byItem.RowCount; item++)
        {
            for (var i = 0; i < byItem.ColumnsOf(item).Length; i++)
            {
                own[byItem.ColumnsOf(item)[i]]++;
                sums[item] += Math.Abs(byItem.ValuesOf(item)[i]);
            }
        }

        var mean = sums.Length == 0 ? 1 : sums.Average();
        return byItem.Select((item, user, value) =>
        {
            var rarity = Math.Log(1 + ((byItem.RowCount - own[user] + 0.5) / (own[user] + 0.5)));
            var amount = Math.Abs(value);
            var weight = Weighting == ColumnWeighting.TfIdf ? Math.Sqrt(amount) : amount * (K1 + 1) / (amount + (K1 * (1 - B + (B * sums[item] / mean))));
            return (float)(Math.Sign(value) * weight * rarity);
        });
    }
}
