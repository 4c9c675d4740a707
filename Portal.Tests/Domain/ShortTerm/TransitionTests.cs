using Portal.Domain.Catalogue;
using Portal.Domain.ShortTerm;

namespace Portal.Tests.Domain.ShortTerm;

public sealed class TransitionTests
{
    // Seven people, five items; item 4 is only ever the last, item 3 comes twice in a row.
    private static readonly EventSequences Seven = new()
    {
        ItemCount = 5,
        Items = [[0, 1, 2], [0, 2], [1, 3, 3, 0], [2], [], [3, 4], [0, 1, 4]],
        Seconds = [[0, 60, 7200], [5, 6], [10, 20, 30, 40], [1], [], [100, 9000], [1, 2, 3]],
    };

    private static readonly TransitionTrainer Short = new() { Window = 2, Decay = 0.5, HistoryLength = 2, HistoryDecay = 0.5 };

    [Fact]
    public void Train_WithoutNormalisation_CountsDecayedByDistance()
    {
        var model = (Short with { Normalisation = TransitionNormalisation.None }).Train(Seven);

        Assert.Equal([1, 2, 4], model.FollowersOf(new ItemIndex(0)).ToArray());
        Assert.Equal([2, 1.5f, 0.5f], model.StrengthsOf(new ItemIndex(0)).ToArray());
        Assert.Equal([2, 3, 4], model.FollowersOf(new ItemIndex(1)).ToArray());
        Assert.Equal([1, 1.5f, 1], model.StrengthsOf(new ItemIndex(1)).ToArray());
        Assert.Equal(0, model.FollowersOf(new ItemIndex(2)).Length);
        Assert.Equal([0, 4], model.FollowersOf(new ItemIndex(3)).ToArray());
        Assert.Equal([1.5f, 1], model.StrengthsOf(new ItemIndex(3)).ToArray());
    }

    [Fact]
    public void Train_ByRow_SumsToOne() =>
        Assert.Equal([0.5f, 0.375f, 0.125f], Short.Train(Seven).StrengthsOf(new ItemIndex(0)).ToArray());

    [Fact]
    public void Train_Cosine_DividesByBothSums()
    {
        var model = (Short with { Normalisation = TransitionNormalisation.Cosine }).Train(Seven);

        // Row 0 sums to 4; 2.5 goes into item 2.
        Assert.Equal(1.5 / Math.Sqrt(4 * 2.5), model.Strength(new ItemIndex(0), new ItemIndex(2)), 6);
    }

    [Fact]
    public void Train_LongestGap_CountsNothingAcrossIt()
    {
        var model = (Short with { Normalisation = TransitionNormalisation.None, LongestGap = TimeSpan.FromMinutes(30) }).Train(Seven);

        Assert.Equal(1, model.Strength(new ItemIndex(0), new ItemIndex(2)));
        Assert.Equal(0, model.Strength(new ItemIndex(1), new ItemIndex(2)));
        Assert.Equal(0, model.Strength(new ItemIndex(3), new ItemIndex(4)));
        Assert.Equal(1, model.Strength(new ItemIndex(1), new ItemIndex(4)));
    }

    [Fact]
    public void Train_MostPerItem_KeepsTheHeaviestWithTheirStrength()
    {
        var model = (Short with { MostPerItem = 1 }).Train(Seven);

        Assert.Equal([1], model.FollowersOf(new ItemIndex(0)).ToArray());
        Assert.Equal([0.5f], model.StrengthsOf(new ItemIndex(0)).ToArray());
    }

    [Fact]
    public void Train_GapWithoutInstants_SaysWhatToDo()
    {
        var error = Assert.Throws<ArgumentException>(() => (Short with { LongestGap = TimeSpan.FromHours(1) }).Train(Seven with { Seconds = null }));

        Assert.Contains("instants", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ItemOutside_NamesPersonAndItem()
    {
        var error = Assert.Throws<ArgumentException>(() => Short.Train(Seven with { ItemCount = 4 }));

        Assert.Contains("Person 5 has item 4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(10, 0)]
    [InlineData(10, 1.1)]
    public void Train_ParameterOutOfRange_IsRefused(int window, double decay) =>
        Assert.Throws<ArgumentException>(() => new TransitionTrainer { Window = window, Decay = decay }.Train(Seven));

    [Fact]
    public void Fingerprint_AnyChangeOfConfigurationOrOrder_Changes()
    {
        TransitionTrainer[] others =
        [
            Short with { Window = 3 }, Short with { Decay = 0.6 }, Short with { HistoryDecay = 0.6 }, Short with { HistoryLength = 3 }, Short with { MostPerItem = 7 },
            Short with { Normalisation = TransitionNormalisation.None }, Short with { LongestGap = TimeSpan.FromDays(300) },
        ];
        HashSet<string> prints = [Short.Train(Seven).Fingerprint, .. others.Select(other => other.Train(Seven).Fingerprint)];
        prints.Add(Short.Train(Seven with { Items = [[1, 0, 2], .. Seven.Items.Skip(1)] }).Fingerprint);

        Assert.Equal(others.Length + 2, prints.Count);
        Assert.Equal(Short.Train(Seven).Fingerprint, Short.Train(Seven).Fingerprint);
    }

    [Fact]
    public void Score_AddsTheRowsOfTheLastItemsDecayed()
    {
        var model = Short.Train(Seven);
        var scores = new float[5];

        model.Score([new ItemIndex(3), new ItemIndex(0), new ItemIndex(1)], scores);

        Assert.Equal([0.6f, 0.25f, 0.1875f, 0, 0.4625f], scores.Select(score => MathF.Round(score, 6)));
    }

    [Fact]
    public void Score_Weights_CountAndKeepTheirStep()
    {
        var model = Short.Train(Seven);
        var scores = new float[5];

        model.Score([new ItemWeight(new ItemIndex(3), -1), new ItemWeight(new ItemIndex(0), 0.4f)], scores);

        Assert.Equal([0, 0.1f, 0.075f, 0, 0.025f], scores.Select(score => MathF.Round(score, 6)));
    }

    [Fact]
    public void Score_NothingRecentHasAFollower_IsUnknown()
    {
        var scores = new float[5];

        Short.Train(Seven).Score([new ItemIndex(4), new ItemIndex(77), new ItemIndex(-1)], scores);

        Assert.All(scores, score => Assert.True(float.IsNaN(score)));
    }

    [Fact]
    public void Score_WrongNumberOfPlaces_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Short.Train(Seven).Score([new ItemIndex(0)], new float[4]));

    [Fact]
    public void Explain_NamesTheRecentItemThatGivesMost()
    {
        var model = Short.Train(Seven);
        ItemWeight[] recent = [new(new ItemIndex(3), 1), new(new ItemIndex(0), 1), new(new ItemIndex(1), 1)];

        var cause = model.Explain(recent, new ItemIndex(4));

        Assert.Equal(new ItemIndex(3), cause!.Value.Item);
        Assert.Equal(0, cause.Value.StepsBack);
        Assert.Equal(0.4 / 0.4625, cause.Value.Share, 5);
        Assert.Equal(1, model.Explain(recent, new ItemIndex(2))!.Value.StepsBack);
        Assert.Null(model.Explain(recent, new ItemIndex(3)));
    }

    [Fact]
    public void A_click_changes_the_next_request_without_a_new_model()
    {
        var model = Short.Train(Seven);
        float[] before = new float[5], after = new float[5];

        model.Score([new ItemIndex(0)], before);
        model.Score([new ItemIndex(3), new ItemIndex(0)], after);

        Assert.Equal(0, before[0]);
        Assert.True(after[0] > 0);
    }

    [Fact]
    public void Rearranged_ItemsMovedAndGone_SameTransitionsElsewhere()
    {
        var model = Short.Train(Seven);

        var moved = model.Rearranged(6, [5, -1, 0, 1, 3]);

        Assert.Equal(6, moved.ItemCount);
        Assert.Equal(model.Strength(new ItemIndex(0), new ItemIndex(2)), moved.Strength(new ItemIndex(5), new ItemIndex(0)));
        Assert.Equal(model.Strength(new ItemIndex(3), new ItemIndex(4)), moved.Strength(new ItemIndex(1), new ItemIndex(3)));
        Assert.Equal(model.TransitionCount - model.FollowersOf(new ItemIndex(1)).Length - 1, moved.TransitionCount);
    }

    [Fact]
    public void Save_Load_SameModel()
    {
        var model = Short.Train(Seven);
        using MemoryStream stream = new();
        TransitionFile.Save(model, stream);
        stream.Position = 0;

        var read = TransitionFile.Load(stream);

        Assert.Equal((model.Fingerprint, model.HistoryLength, model.HistoryDecay, model.ItemCount), (read.Fingerprint, read.HistoryLength, read.HistoryDecay, read.ItemCount));
        for (var item = 0; item < 5; item++)
        {
            Assert.Equal(model.FollowersOf(new ItemIndex(item)).ToArray(), read.FollowersOf(new ItemIndex(item)).ToArray());
            Assert.Equal(model.StrengthsOf(new ItemIndex(item)).ToArray(), read.StrengthsOf(new ItemIndex(item)).ToArray());
        }
    }

    [Fact]
    public void Load_DamagedOrShortened_IsRefused()
    {
        using MemoryStream stream = new();
        TransitionFile.Save(Short.Train(Seven), stream);
        var bytes = stream.ToArray();
        byte[] damaged = [.. bytes];
        damaged[60] ^= 1;

        Assert.Throws<InvalidDataException>(() => TransitionFile.Load(new MemoryStream(damaged)));
        Assert.Throws<InvalidDataException>(() => TransitionFile.Load(new MemoryStream(bytes[..^3])));
    }
}
