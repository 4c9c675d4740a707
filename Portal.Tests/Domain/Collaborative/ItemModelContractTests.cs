using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using static Portal.Tests.Domain.Collaborative.TrainerCases;

namespace Portal.Tests.Domain.Collaborative;

/// <summary>What every model owes its callers.</summary>
public sealed class ItemModelContractTests
{
    public static TheoryData<string> Names => [.. All.Keys];

    [Fact]
    public void No_trainer_is_forgotten()
    {
        var types = typeof(IItemModelTrainer).Assembly.GetTypes().Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IItemModelTrainer)));

        var forgotten = types.Except(All.Values.Select(trainer => trainer.GetType())).Select(type => type.Name);

        Assert.True(!forgotten.Any(), $"Add to {nameof(TrainerCases)}: {string.Join(", ", forgotten)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Items_without_training_data_score_NaN_and_all_others_a_number(string name)
    {
        var model = Train(name);

        var scores = Scores(model, History((0, 1), (4, -0.5f)));

        Assert.Equal(ItemCount, model.ItemCount);
        Assert.All(Enumerable.Range(0, ItemCount), item => Assert.Equal(item == Unseen, float.IsNaN(scores[item])));
        Assert.DoesNotContain(scores, float.IsInfinity);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_history_of_nothing_known_says_nothing(string name)
    {
        var model = Train(name);

        foreach (var history in new[] { History(), History((Unseen, 1)), History((-1, 1), (ItemCount, 2), (int.MaxValue, 1)) })
        {
            Assert.Equal(NeedsHistory(model), Scores(model, history).All(float.IsNaN));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Unknown_items_of_a_history_change_nothing(string name)
    {
        var model = Train(name);

        Assert.Equal(Scores(model, History((0, 1), (2, 0.6f))), Scores(model, History((Unseen, 3), (0, 1), (-7, 1), (2, 0.6f), (99, -1))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parts_of_an_explanation_sum_to_the_score(string name)
    {
        var model = Train(name);
        var history = History((1, 1), (Unseen, 1), (4, 0.6f), (77, 1), (2, -0.5f));
        var scores = Scores(model, history);
        for (var target = 0; target < ItemCount; target++)
        {
            var parts = Parts(model, history, target);

            Assert.Equal((0f, 0f), (parts[1], parts[3]));
            Assert.Equal(target == Unseen || !NeedsHistory(model) ? 0 : scores[target], parts.Sum(), 1e-5);
        }

        Assert.All([-1, ItemCount], target => Assert.All(Parts(model, history, target), part => Assert.Equal(0, part)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_data_there_is_a_model_that_knows_nothing(string name)
    {
        foreach (var (users, items) in new[] { (0, 0), (0, 5), (3, 0), (3, 5) })
        {
            var model = All[name].Train(Matrix(users, items), null, CancellationToken.None);

            Assert.Equal(items, model.ItemCount);
            Assert.All(Scores(model, History((0, 1))), score => Assert.True(float.IsNaN(score)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_lopsided_shape_is_learned(string name)
    {
        foreach (var (users, items) in new[] { (3, 11), (40, 2), (1, 6), (9, 1) })
        {
            var data = Sample(users, items, seed: 3, density: 0.7);
            var model = All[name].Train(data, null, CancellationToken.None);
            var seen = Enumerable.Range(0, items).Where(item => data.ByItem.ColumnsOf(item).Length > 0).ToList();

            var scores = Scores(model, History((seen[0], 1)));

            Assert.Equal(seen, Enumerable.Range(0, items).Where(item => float.IsFinite(scores[item])));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_person_s_scores_do_not_depend_on_who_else_is_scored(string name)
    {
        var model = All[name].Train(Sample(60, 23, seed: 8), null, CancellationToken.None);
        var histories = Enumerable.Range(0, 200).Select(i => History((i % 23, 1), ((i * 7) % 19, 0.5f), ((i * 3) % 17, -1))).ToArray();
        var alone = histories.Select(history => Scores(model, history)).ToArray();
        var together = new float[histories.Length][];

        Parallel.For(0, histories.Length, i => together[i] = Scores(model, histories[i]));

        Assert.All(Enumerable.Range(0, histories.Length), i => Assert.Equal(alone[i], together[i]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_data_give_the_same_model(string name)
    {
        var data = Sample(90, 31, seed: 4);
        IItemModel first = All[name].Train(data, null, CancellationToken.None), second = All[name].Train(Sample(90, 31, seed: 4), null, CancellationToken.None);

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(Scores(first, History((2, 1), (30, -0.5f))), Scores(second, History((2, 1), (30, -0.5f))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_gives_the_same_model(string name)
    {
        var model = Train(name);
        using MemoryStream stream = new();
        ModelFile.Write(stream, model, ["a", "b", "ç", "", "e"]);
        stream.Position = 0;

        var (read, ids) = ModelFile.Read(stream);

        var history = History((0, 1), (1, 0.6f), (2, -0.5f));
        Assert.Equal(["a", "b", "ç", "", "e"], ids);
        Assert.Equal((model.Key, model.Fingerprint, model.GetType()), (read.Key, read.Fingerprint, read.GetType()));
        Assert.Equal(Scores(model, history), Scores(read, history));
        Assert.Equal(Parts(model, history, 4), Parts(read, history, 4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cancelled_training_stops(string name)
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => All[name].Train(Fixture(), null, cancelled.Token));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Progress_rises_to_one(string name)
    {
        Reports reports = new();

        All[name].Train(Fixture(), reports, CancellationToken.None);

        Assert.Equal(reports.Values.Order(), reports.Values);
        Assert.Equal(1, reports.Values[^1], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Key_is_the_trainer_s_and_in_lower_case(string name)
    {
        Assert.Equal(All[name].Key, Train(name).Key);
        Assert.Matches("^[a-z0-9-]+$", All[name].Key);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_of_the_wrong_length_are_refused(string name)
    {
        var model = Train(name);

        Assert.Throws<ArgumentException>(() => model.Score(History((0, 1)), new float[ItemCount + 1]));
        Assert.Throws<ArgumentException>(() => model.Explain(History((0, 1)), new ItemIndex(1), new float[2]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_property_and_every_entry_is_in_the_fingerprint(string name)
    {
        var trainer = All[name];
        HashSet<string> seen = [Train(name).Fingerprint];
        foreach (var property in trainer.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var changed = (IItemModelTrainer)trainer.GetType().GetMethod("<Clone>$")!.Invoke(trainer, null)!;
            property.SetValue(changed, Other(property.PropertyType, property.GetValue(trainer)));
            Assert.True(seen.Add(changed.Train(Fixture(), null, CancellationToken.None).Fingerprint), $"{property.Name} is not in the fingerprint.");
        }

        Assert.True(seen.Add(trainer.Train(Matrix(UserCount, ItemCount, (0, 0, 1), (1, 2, 1)), null, CancellationToken.None).Fingerprint));
        Assert.True(seen.Add(trainer.Train(Matrix(UserCount, ItemCount, (0, 0, 1), (1, 2, 2)), null, CancellationToken.None).Fingerprint));
        Assert.True(seen.Add(trainer.Train(Matrix(UserCount, ItemCount + 1, (0, 0, 1), (1, 2, 2)), null, CancellationToken.None).Fingerprint));
        Assert.All(seen, fingerprint => Assert.Matches("^[0-9a-f]{64}$", fingerprint));
    }

    private static object Other(Type type, object? value) => value switch
    {
        double number => number * 0.5 is var half && half == number ? 0.25 : half,
        int number => number + 1,
        bool flag => !flag,
        Enum => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value)),
        null when type == typeof(double?) => 1.5,
        _ => throw new NotSupportedException($"How does a {type} become another one?"),
    };

    private static IItemModel Train(string name) => All[name].Train(Fixture(), null, CancellationToken.None);

    private sealed class Reports : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
