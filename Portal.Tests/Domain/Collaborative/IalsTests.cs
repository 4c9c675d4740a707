using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Numerics;
using Portal.Tests.Domain.Numerics;
using Portal.Tests.Support;
using static Portal.Tests.Domain.Collaborative.TrainerCases;

namespace Portal.Tests.Domain.Collaborative;

public sealed class IalsTests
{
    [Fact]
    public void Score_SolvesThePersonsNormalEquations()
    {
        IalsTrainer trainer = new() { Factors = 6, Epochs = 3, Regularisation = 0.02, RegularisationExponent = 0.7, UnobservedWeight = 0.3 };
        var model = (IalsModel)trainer.Train(Sample(30, 17, seed: 6), null, CancellationToken.None);
        var history = History((3, 1), (9, 0.4f), (12, -0.5f));
        var system = new double[6, 6];
        var right = new double[6];
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                system[i, j] = (0.3 * Enumerable.Range(0, 17).Sum(item => V(item, i) * V(item, j)))
                    + history.Sum(entry => Math.Abs(entry.Weight) * V(entry.Item.Value, i) * V(entry.Item.Value, j))
                    + (i == j ? 0.02 * Math.Pow(1.9 + (0.3 * 17), 0.7) : 0);
            }

            right[i] = V(3, i) + (0.4 * V(9, i));
        }

        var inverse = GaussJordan.Invert(system);

        var scores = Scores(model, history);
        for (var item = 0; item < 17; item++)
        {
            var expected = Enumerable.Range(0, 6).Sum(i => V(item, i) * Enumerable.Range(0, 6).Sum(j => inverse[i, j] * right[j]));
            Assert.Equal(expected, scores[item], 1e-4);
        }

        double V(int item, int factor) => model.Vectors[(item * 6) + factor];
    }

    [Fact]
    public void Train_MoreEpochs_LowersTheObjective()
    {
        var data = Sample(40, 19, seed: 5);
        var losses = Enumerable.Range(0, 4).Select(doubled => Objective(new IalsTrainer { Factors = 6, Epochs = 1 << doubled, Regularisation = 0.01, BlockSize = 6 }, data)).ToArray();

        Assert.Equal(losses.OrderDescending(), losses);
        Assert.Equal(4, losses.Distinct().Count());
    }

    [Fact]
    public void Train_ByBlocks_ComesToTheSameObjective()
    {
        var data = Sample(40, 19, seed: 5);
        IalsTrainer whole = new() { Factors = 7, Epochs = 150, Regularisation = 0.02 };

        var (exact, blocks) = (Objective(whole, data), Objective(whole with { BlockSize = 3 }, data));

        Assert.Equal(exact, blocks, exact * 0.01);
    }

    [Fact]
    public void Score_ADislike_LowersWhatIsLikeIt()
    {
        var model = new IalsTrainer { Factors = 4, Regularisation = 0.01 }.Train(Sample(50, 12, seed: 9, negatives: false), null, CancellationToken.None);

        var (without, with) = (Scores(model, History((0, 1), (5, 1))), Scores(model, History((0, 1), (5, 1), (7, -3))));

        Assert.True(Math.Abs(with[7]) < Math.Abs(without[7]));
    }

    [Fact]
    public void Train_AnotherSeed_GivesAnotherModel()
    {
        var data = Sample(50, 12, seed: 9);
        IalsTrainer trainer = new() { Factors = 4 };

        Assert.NotEqual(
            Scores(trainer.Train(data, null, CancellationToken.None), History((0, 1))),
            Scores((trainer with { Seed = 2 }).Train(data, null, CancellationToken.None), History((0, 1))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void Cholesky_EqualsGaussJordan(int size)
    {
        Random random = new(size);
        var root = Enumerable.Range(0, size * size).Select(_ => random.NextDouble() - 0.5).ToArray();
        var system = new double[size, size];
        var lower = new float[size * size];
        var right = Enumerable.Range(0, size).Select(_ => (float)random.NextDouble()).ToArray();
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                system[i, j] = Enumerable.Range(0, size).Sum(k => root[(i * size) + k] * root[(j * size) + k]) + (i == j ? 0.5 : 0);
                lower[(i * size) + j] = j > i ? float.NaN : (float)system[i, j];
            }
        }

        var inverse = GaussJordan.Invert(system);
        var solution = right.ToArray();
        Cholesky.Solve(lower, solution);

        Assert.All(Enumerable.Range(0, size), i => Assert.Equal(Enumerable.Range(0, size).Sum(j => inverse[i, j] * right[j]), solution[i], 1e-4));
        Assert.Throws<ArithmeticException>(() => Cholesky.Solve(new float[4], new float[2]));
    }

    // Published for another tuning: precision .3596, recall .2283 (TOIS 2021, table 46).
    [SharedDataFact(S2.Folder)]
    public void On_ML_100K_it_is_as_good_as_published()
    {
        var (precision, _, _, ndcg) = S2.Measure(new IalsTrainer { Factors = 32, Epochs = 8, Regularisation = 0.03 }.Train(S2.Train.Value, null, CancellationToken.None));

        Assert.True(precision > 0.35 && ndcg > 0.415, $"precision {precision:F4}, ndcg {ndcg:F4}");
    }

    // The objective with the people solved exactly.
    private static double Objective(IalsTrainer trainer, InteractionMatrix data)
    {
        var model = (IalsModel)trainer.Train(data, null, CancellationToken.None);
        var factors = trainer.Factors;
        var loss = 0.0;
        for (var item = 0; item < data.ItemCount; item++)
        {
            loss += model.Objective.Penalty(IalsObjective.Reach(data.ByItem.ValuesOf(item)), data.UserCount) * Enumerable.Range(0, factors).Sum(i => Math.Pow(model.Vectors[(item * factors) + i], 2));
        }

        var gram = model.Objective.Gram(model.Vectors);
        for (var user = 0; user < data.UserCount; user++)
        {
            var columns = data.ByUser.ColumnsOf(user).ToArray();
            var weights = data.ByUser.ValuesOf(user).ToArray();
            var person = new float[factors];
            var penalty = model.Objective.Penalty(IalsObjective.Reach(weights), data.ItemCount);
            new IalsSolver(factors).Improve(person, columns, weights, model.Vectors, gram, penalty);
            var scores = Scores(model, [.. columns.Select((item, i) => new ItemWeight(new ItemIndex(item), weights[i]))]);
            loss += (trainer.UnobservedWeight * scores.Sum(score => (double)score * score))
                + columns.Select((item, i) => Math.Abs(weights[i]) * Math.Pow((weights[i] > 0 ? 1 : 0) - scores[item], 2)).Sum()
                + (penalty * person.Sum(value => (double)value * value));
        }

        return loss;
    }
}
