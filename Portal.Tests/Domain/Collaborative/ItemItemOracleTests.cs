using Portal.Domain.Collaborative;
using Portal.Tests.Domain.Numerics;
using static Portal.Tests.Domain.Collaborative.TrainerCases;

namespace Portal.Tests.Domain.Collaborative;

/// <summary>The item–item models against their definitions, written down as plainly as possible in double precision.</summary>
public sealed class ItemItemOracleTests
{
    [Theory]
    [InlineData(7, 5, 2)]
    [InlineData(3, 11, 0.5)]
    [InlineData(40, 9, 1e-5)]
    [InlineData(31, 150, 20)]
    public void Ease_EqualsItsClosedForm(int users, int items, double lambda)
    {
        var x = Dense(Sample(users, items, seed: users));
        var gram = Times(Transposed(x), x);
        for (var i = 0; i < items; i++)
        {
            gram[i, i] += lambda;
        }

        var p = GaussJordan.Invert(gram);

        Check(new EaseTrainer { Lambda = lambda }, x, (i, j) => i == j ? 0 : -p[i, j] / p[j, j]);
    }

    [Fact]
    public void Ease_LeavesOutWhatNobodyTouched()
    {
        var data = Fixture();
        var entries = from user in Enumerable.Range(0, UserCount)
                      from i in Enumerable.Range(0, data.ByUser.ColumnsOf(user).Length)
                      let item = data.ByUser.ColumnsOf(user)[i]
                      select (user, item > Unseen ? item - 1 : item, data.ByUser.ValuesOf(user)[i]);
        var narrow = Matrix(UserCount, ItemCount - 1, [.. entries]);
        EaseTrainer trainer = new() { Lambda = 2 };

        var wide = Scores(trainer.Train(data, null, CancellationToken.None), History((4, 1)));

        Assert.Equal(Scores(trainer.Train(narrow, null, CancellationToken.None), History((3, 1))), wide.Where((_, item) => item != Unseen));
    }

    [Fact]
    public void Ease_MoreItemsThanAllowed_SaysWhatToDo()
    {
        var error = Assert.Throws<ArgumentException>(() => new EaseTrainer { MostItems = 3 }.Train(Fixture(), null, CancellationToken.None));

        Assert.Contains("4 items have training data, MostItems of 'ease' is 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(1.5, 9)]
    [InlineData(0.5, 2)]
    public void ItemKnn_EqualsItsDefinition(double shrink, int neighbours)
    {
        var x = Dense(Sample(8, 9, seed: 2));
        var gram = Times(Transposed(x), x);
        double Cosine(int i, int j) => i == j ? 0 : gram[i, j] / (Math.Sqrt(gram[i, i] * gram[j, j]) + shrink);

        Check(new ItemKnnTrainer { Shrink = shrink, Neighbours = neighbours }, x, (i, j) =>
            Cosine(i, j) > 0 && Enumerable.Range(0, 9).Count(other => Cosine(other, j) > Cosine(i, j)) < neighbours ? Cosine(i, j) : 0);
    }

    [Fact]
    public void ItemKnn_NeighboursOfAnItemThatNeedsThem_AreKeptForTheTarget()
    {
        // Item 0 is like everything: it may be the one neighbour of every other item, though it has one neighbour itself.
        var data = Matrix(7, 5, (0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 2, 1), (2, 0, 1), (2, 3, 1), (3, 0, 1), (3, 4, 1), (4, 4, 1));

        var scores = Scores(new ItemKnnTrainer { Neighbours = 1 }.Train(data, null, CancellationToken.None), History((0, 1)));

        Assert.All(scores[1..], score => Assert.True(score > 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rp3Beta_EqualsItsDefinition(bool normalise)
    {
        const double Alpha = 0.8, Beta = 0.6;
        var x = Dense(Sample(8, 9, seed: 2, negatives: false));
        double UserSum(int user) => Enumerable.Range(0, 9).Sum(item => x[user, item]);
        double ItemSum(int item) => Enumerable.Range(0, 8).Sum(user => x[user, item]);
        double Walk(int i, int j) => i == j ? 0 : Enumerable.Range(0, 8).Sum(user => Math.Pow(x[user, i] / ItemSum(i), Alpha) * Math.Pow(x[user, j] / UserSum(user), Alpha)) / Math.Pow(ItemSum(j), Beta);

        Check(new Rp3BetaTrainer { Alpha = Alpha, Beta = Beta, Neighbours = 9, Normalise = normalise }, x, (i, j) =>
            Walk(i, j) / (normalise ? Enumerable.Range(0, 9).Sum(target => Walk(i, target)) : 1));
    }

    [Fact]
    public void Popularity_CountsThePositiveWeights()
    {
        Assert.Equal([3f, 3.6f, 2.6f, float.NaN, 2.15f], Scores(new PopularityTrainer().Train(Fixture(), null, CancellationToken.None)), Near);

        // The mean is 11.35 of 11.85; item 0 has 3 for and .5 against it.
        var smoothed = Scores(new PopularityTrainer { Prior = 2 }.Train(Fixture(), null, CancellationToken.None));
        Assert.Equal((3 + (2 * 11.35 / 11.85)) / 5.5, smoothed[0], 1e-5);
    }

    [Fact]
    public void Every_value_out_of_its_range_is_named()
    {
        foreach (var (trainer, name) in new (IItemModelTrainer, string)[]
        {
            (new EaseTrainer { Lambda = 0 }, "Lambda"), (new EaseTrainer { Lambda = double.NaN }, "Lambda"), (new EaseTrainer { MostItems = 0 }, "MostItems"),
            (new ItemKnnTrainer { Neighbours = 0 }, "Neighbours"), (new ItemKnnTrainer { Shrink = -1 }, "Shrink"), (new ItemKnnTrainer { Weighting = (ColumnWeighting)9 }, "Weighting"),
            (new Rp3BetaTrainer { Alpha = 0 }, "Alpha"), (new Rp3BetaTrainer { Beta = -1 }, "Beta"), (new Rp3BetaTrainer { Neighbours = 0 }, "Neighbours"),
            (new PopularityTrainer { Prior = -1 }, "Prior"),
            (new IalsTrainer { Factors = 0 }, "Factors"), (new IalsTrainer { Epochs = 0 }, "Epochs"), (new IalsTrainer { Regularisation = 0 }, "Regularisation"),
            (new IalsTrainer { RegularisationExponent = 1.1 }, "RegularisationExponent"), (new IalsTrainer { UnobservedWeight = -1 }, "UnobservedWeight"),
            (new IalsTrainer { InitialScale = 0 }, "InitialScale"), (new IalsTrainer { BlockSize = 0 }, "BlockSize"),
        })
        {
            var error = Assert.Throws<ArgumentException>(() => trainer.Train(Fixture(), null, CancellationToken.None));
            Assert.StartsWith($"{name} of '{trainer.Key}' is ", error.Message, StringComparison.Ordinal);
        }
    }

    // The score of every item for a history of one item is that item's weight; NaN where one of them has no data.
    private static void Check(IItemModelTrainer trainer, double[,] x, Func<int, int, double> expected)
    {
        var entries = from user in Enumerable.Range(0, x.GetLength(0)) from item in Enumerable.Range(0, x.GetLength(1)) where x[user, item] != 0 select (user, item, (float)x[user, item]);
        var model = trainer.Train(Matrix(x.GetLength(0), x.GetLength(1), [.. entries]), null, CancellationToken.None);
        for (var source = 0; source < model.ItemCount; source++)
        {
            var scores = Scores(model, History((source, 2)));
            for (var target = 0; target < model.ItemCount; target++)
            {
                Assert.Equal(Known(source) && Known(target) ? 2 * expected(source, target) : double.NaN, scores[target], 2e-5);
            }
        }

        bool Known(int item) => Enumerable.Range(0, x.GetLength(0)).Any(user => x[user, item] != 0);
    }

    private static bool Near(float a, float b) => (float.IsNaN(a) && float.IsNaN(b)) || Math.Abs(a - b) < 1e-5;

    private static double[,] Dense(InteractionMatrix data)
    {
        var x = new double[data.UserCount, data.ItemCount];
        for (var user = 0; user < data.UserCount; user++)
        {
            for (var i = 0; i < data.ByUser.ColumnsOf(user).Length; i++)
            {
                x[user, data.ByUser.ColumnsOf(user)[i]] = data.ByUser.ValuesOf(user)[i];
            }
        }

        return x;
    }

    private static double[,] Transposed(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++)
            {
                t[j, i] = a[i, j];
            }
        }

        return t;
    }

    private static double[,] Times(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < c.GetLength(0); i++)
        {
            for (var j = 0; j < c.GetLength(1); j++)
            {
                c[i, j] = Enumerable.Range(0, a.GetLength(1)).Sum(k => a[i, k] * b[k, j]);
            }
        }

        return c;
    }
}
