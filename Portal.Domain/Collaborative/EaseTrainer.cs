using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>
/// EASE, the closed form of a linear item–item model (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019):
/// with P = (XᵀX + λI)⁻¹ the weights are B = −P / diag(P) by column with a diagonal of 0, and a person's scores are X·B.
/// </summary>
/// <remarks>
/// Takes n³ operations for n items with training data, and holds n² numbers of 4 bytes while it trains and in the model: 36 MB
/// for 3,000 items, 1.6 GB for 20,000. Where λ is so small beside the data that single precision would not do (an upper bound of
/// the condition number decides), it trains in double precision, with n² numbers of 8 bytes more.
/// </remarks>
public sealed record EaseTrainer : IItemModelTrainer
{
    // Single precision then leaves at least three digits of every weight, in practice five.
    private const double MostConditionOfSingle = 20_000;

    // Beyond, a position within the matrix is no longer an int.
    private const int MostItemsEver = 46_340;

    /// <inheritdoc />
    public string Key => "ease";

    /// <summary>λ, the L2 regularisation, above 0; more of it for denser data (200 for 100 thousand ratings, 500 for a million).</summary>
    public double Lambda { get; init; } = 200;

    /// <summary>
    /// The share of a history that is left out at random while learning what it predicts, 0 to below 1: adds p / (1 − p) of an item's own
    /// squares to its λ, so that much-used items are held back more (Steck, "Autoencoders that don't overfit towards the Identity", NeurIPS 2020).
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>With more items in the training data than this it refuses, since memory grows with the square: 1..46340.</summary>
    public int MostItems { get; init; } = 20_000;

    /// <inheritdoc />
    public IItemModel Train(InteractionMatrix data, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Hyperparameter.Check(this, nameof(Lambda), Lambda, Lambda > 0 && double.IsFinite(Lambda), "a finite number above 0");
        Hyperparameter.Check(this, nameof(Dropout), Dropout, Dropout is >= 0 and < 1, "0 to below 1");
        Hyperparameter.Check(this, nameof(MostItems), MostItems, MostItems is >= 1 and <= MostItemsEver, $"1 to {MostItemsEver}");
        var known = KnownItems.Of(data);
        if (known.Count > MostItems)
        {
            throw new ArgumentException(
                $"{known.Count} items have training data, {nameof(MostItems)} of '{Key}' is {MostItems}: raise it ({4L * known.Count * known.Count / 1_000_000} MB will be held), or leave out rare items.", nameof(data));
        }

        var byUser = data.ByUser.WithColumns(known.Positions);
        var byItem = byUser.Transpose();
        var weights = Condition(byUser, byItem) <= MostConditionOfSingle
            ? Weights<float>(byUser, byItem, progress, cancellationToken)
            : Weights<double>(byUser, byItem, progress, cancellationToken);
        return new EaseModel(Fingerprints.Of(this, data), known, weights);
    }

    // The largest eigenvalue is at most the largest sum of a row, the smallest at least λ.
    private double Condition(SparseMatrix byUser, SparseMatrix byItem)
    {
        var lengths = new double[byUser.RowCount];
        for (var user = 0; user < lengths.Length; user++)
        {
            foreach (var weight in byUser.ValuesOf(user))
            {
                lengths[user] += Math.Abs(weight);
            }
        }

        var most = 0.0;
        for (var item = 0; item < byItem.RowCount; item++)
        {
            var sum = 0.0;
            for (var i = 0; i < byItem.ColumnsOf(item).Length; i++)
            {
                sum += Math.Abs(byItem.ValuesOf(item)[i]) * lengths[byItem.ColumnsOf(item)[i]];
            }

            most = Math.Max(most, sum);
        }

        return (most + Lambda) / Lambda;
    }

    private float[] Weights<T>(SparseMatrix byUser, SparseMatrix byItem, IProgress<double>? progress, CancellationToken cancellationToken)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var size = byUser.ColumnCount;
        var matrix = SparseProduct.GramLower(byUser, byItem, T.CreateTruncating(Lambda), cancellationToken);
        HoldBack(matrix, size);
        progress?.Report(0.1);
        SymmetricInverse.Invert(matrix, size, progress is null ? null : new Part(progress), cancellationToken);
        var scale = new T[size];
        for (var item = 0; item < size; item++)
        {
            scale[item] = -T.One / matrix[(item * size) + item];
        }

        var weights = matrix as float[] ?? new float[matrix.Length];
        Parallel.For(0, size, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            var start = row * size;
            for (var column = 0; column < size; column++)
            {
                weights[start + column] = float.CreateTruncating(matrix[start + column] * scale[column]);
            }

            weights[start + row] = 0;
        });
        progress?.Report(1);
        return weights;
    }

    private void HoldBack<T>(T[] gram, int size)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (lambda, share) = (T.CreateTruncating(Lambda), T.CreateTruncating(Dropout / (1 - Dropout)));
        for (var item = 0; item < size; item++)
        {
            var place = (item * size) + item;
            gram[place] += share * (gram[place] - lambda);
        }
    }

    private sealed class Part(IProgress<double> whole) : IProgress<double>
    {
        public void Report(double value) => whole.Report(0.1 + (0.85 * value));
    }
}
