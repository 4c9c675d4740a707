using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>
/// Implicit alternating least squares (Hu, Koren &amp; Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM
/// 2008): people and items get vectors whose dot product is near 1 where somebody took to something, near 0 elsewhere. Solved block
/// of factors by block (iALS++: Rendle et al., "iALS++: Speeding up Matrix Factorization with Subspace Optimization", 2021); objective
/// and regularisation as in Rendle et al., "Revisiting the Performance of iALS on Item Recommendation Benchmarks", RecSys 2022:
/// Σ |w|·(t − u·v)² over the interactions + α₀ Σ (u·v)² over all pairs + λ Σ (Σ|w| + α₀·n)^ν·|u|², and the same for items.
/// </summary>
/// <remarks>
/// The target t is 1 for a positive interaction and 0 for a negative one, and its absolute weight is the confidence. n counts the
/// people and items with interactions only. Single precision; the result is the same for a seed, whatever the number of threads.
/// An epoch takes about interactions × factors × block + (people + items) × (factors² + factors × block²) operations; memory is 4 bytes ×
/// factors × (people + items).
/// </remarks>
public sealed record IalsTrainer : IItemModelTrainer
{
    /// <inheritdoc />
    public string Key => "ials";

    /// <summary>Length of the vectors, 1..4096.</summary>
    public int Factors { get; init; } = 64;

    /// <summary>How many times people and items are solved, at least 1.</summary>
    public int Epochs { get; init; } = 12;

    /// <summary>λ, above 0; about 0.03 for 100 thousand interactions, 0.003 for a million and more.</summary>
    public double Regularisation { get; init; } = 0.01;

    /// <summary>ν: how much the regularisation of a vector grows with its interactions, 0 (not at all) to 1 (in proportion).</summary>
    public double RegularisationExponent { get; init; } = 1;

    /// <summary>α₀, how much a pair without interaction counts, at least 0; an interaction counts its weight beside it.</summary>
    public double UnobservedWeight { get; init; } = 0.1;

    /// <summary>Standard deviation of the first vectors, before it is divided by the root of their length; above 0.</summary>
    public double InitialScale { get; init; } = 0.1;

    /// <summary>Factors solved at a time, at least 1; as many as <see cref="Factors"/> or more solves each vector exactly.</summary>
    public int BlockSize { get; init; } = 64;

    /// <summary>Seed of the first vectors.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc />
    public IItemModel Train(InteractionMatrix data, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Check();
        cancellationToken.ThrowIfCancellationRequested();
        var known = KnownItems.Of(data);
        var byUser = data.ByUser.WithColumns(known.Positions);
        var byItem = byUser.Transpose();
        var activeUsers = Enumerable.Range(0, byUser.RowCount).Count(user => byUser.ColumnsOf(user).Length > 0);
        Random random = new(Seed);
        var users = Initial(byUser, random);
        var items = Initial(byItem, random);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            SolveSide(byUser, users, items, known.Count, cancellationToken);
            progress?.Report((epoch + 0.5) / Epochs);
            SolveSide(byItem, items, users, activeUsers, cancellationToken);
            progress?.Report((epoch + 1.0) / Epochs);
        }

        return new IalsModel(Fingerprints.Of(this, data), known, items, new IalsObjective(Factors, Regularisation, RegularisationExponent, UnobservedWeight));
    }

    private void Check()
    {
        Hyperparameter.Check(this, nameof(Factors), Factors, Factors is >= 1 and <= 4096, "1 to 4096");
        Hyperparameter.Check(this, nameof(Epochs), Epochs, Epochs >= 1, "1 and more");
        Hyperparameter.Check(this, nameof(Regularisation), Regularisation, Regularisation > 0 && double.IsFinite(Regularisation), "a finite number above 0");
        Hyperparameter.Check(this, nameof(RegularisationExponent), RegularisationExponent, RegularisationExponent is >= 0 and <= 1, "0 to 1");
        Hyperparameter.Check(this, nameof(UnobservedWeight), UnobservedWeight, UnobservedWeight >= 0 && double.IsFinite(UnobservedWeight), "a finite number of at least 0");
        Hyperparameter.Check(this, nameof(InitialScale), InitialScale, InitialScale > 0 && double.IsFinite(InitialScale), "a finite number above 0");
        Hyperparameter.Check(this, nameof(BlockSize), BlockSize, BlockSize >= 1, "1 and more");
    }

    // Normally distributed (Box & Muller); rows without interactions are and stay 0.
    private float[] Initial(SparseMatrix rows, Random random)
    {
        var scale = InitialScale / Math.Sqrt(Factors);
        var vectors = new float[rows.RowCount * Factors];
        for (var row = 0; row < rows.RowCount; row++)
        {
            for (var i = 0; i < Factors && rows.ColumnsOf(row).Length > 0; i++)
            {
                vectors[(row * Factors) + i] = (float)(scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            }
        }

        return vectors;
    }

    // Every vector of one side, given the other side's.
    private void SolveSide(SparseMatrix interactions, float[] vectors, float[] others, int otherCount, CancellationToken cancellationToken)
    {
        IalsObjective objective = new(Factors, Regularisation, RegularisationExponent, UnobservedWeight);
        var gram = objective.Gram(others);
        Parallel.For(
            0, interactions.RowCount, new ParallelOptions { CancellationToken = cancellationToken },
            () => new IalsSolver(Math.Min(BlockSize, Factors)),
            (row, _, solver) =>
            {
                if (interactions.ColumnsOf(row).Length > 0)
                {
                    var reach = IalsObjective.Reach(interactions.ValuesOf(row));
                    solver.Improve(vectors.AsSpan(row * Factors, Factors), interactions.ColumnsOf(row), interactions.ValuesOf(row), others, gram, objective.Penalty(reach, otherCount));
                }

                return solver;
            },
            _ => { });
    }
}
