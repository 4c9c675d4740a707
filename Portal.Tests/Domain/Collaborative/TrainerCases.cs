using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;

namespace Portal.Tests.Domain.Collaborative;

/// <summary>Every trainer, in the settings in which the contract is tested, and small lopsided data.</summary>
internal static class TrainerCases
{
    /// <summary>Item without any interaction.</summary>
    public const int Unseen = 3;

    public const int UserCount = 7;

    public const int ItemCount = 5;

    public static readonly IReadOnlyDictionary<string, IItemModelTrainer> All = new Dictionary<string, IItemModelTrainer>
    {
        ["ease"] = new EaseTrainer { Lambda = 2 },
        ["ease, double precision"] = new EaseTrainer { Lambda = 1e-4 },
        ["itemknn"] = new ItemKnnTrainer { Neighbours = 2, Shrink = 0.5 },
        ["item-knn, TF-IDF"] = new ItemKnnTrainer { Weighting = ColumnWeighting.TfIdf },
        ["item-knn, BM25"] = new ItemKnnTrainer { Weighting = ColumnWeighting.Bm25 },
        ["rp3beta"] = new Rp3BetaTrainer { Neighbours = 3 },
        ["rp3beta, not normalised"] = new Rp3BetaTrainer { Normalise = false, Alpha = 1.2 },
        ["ials"] = new IalsTrainer { Factors = 3, Epochs = 4, Regularisation = 0.05 },
        ["ials, blocks"] = new IalsTrainer { Factors = 5, Epochs = 4, BlockSize = 2, Regularisation = 0.05 },
        ["popular"] = new PopularityTrainer(),
        ["popular, smoothed"] = new PopularityTrainer { Prior = 2 },
    };

    public static bool NeedsHistory(IItemModel model) => model is not PopularityModel;

    /// <summary>7 people, 5 items of which one was never touched; one dislike; one person did nothing.</summary>
    public static InteractionMatrix Fixture() => Matrix(UserCount, ItemCount,
        (0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 0.6f), (1, 2, 1), (2, 1, 1), (2, 4, 0.15f), (3, 2, 1), (3, 0, -0.5f), (4, 0, 1), (4, 1, 1), (4, 4, 1), (6, 2, 0.6f), (6, 4, 1));

    public static InteractionMatrix Matrix(int users, int items, params (int User, int Item, float Weight)[] entries) =>
        new(users, items, entries.Select(entry => (new UserIndex(entry.User), new ItemIndex(entry.Item), entry.Weight)));

    public static InteractionMatrix Sample(int users, int items, int seed, double density = 0.4, bool negatives = true)
    {
        Random random = new(seed);
        return Matrix(users, items, [.. from user in Enumerable.Range(0, users)
                                        from item in Enumerable.Range(0, items)
                                        where random.NextDouble() < density
                                        select (user, item, negatives && random.Next(5) == 0 ? -0.5f : (float)random.NextDouble() + 0.1f)]);
    }

    public static ItemWeight[] History(params (int Item, float Weight)[] history) => [.. history.Select(entry => new ItemWeight(new ItemIndex(entry.Item), entry.Weight))];

    public static float[] Scores(IItemModel model, params ItemWeight[] history)
    {
        var scores = new float[model.ItemCount];
        model.Score(history, scores);
        return scores;
    }

    public static float[] Parts(IItemModel model, ItemWeight[] history, int target)
    {
        var parts = new float[history.Length];
        Array.Fill(parts, float.NaN);
        model.Explain(history, new ItemIndex(target), parts);
        return parts;
    }
}
