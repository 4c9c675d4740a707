using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;
using Portal.Domain.ShortTerm;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.ShortTerm;

public sealed class SessionAttentionTests
{
    // 0 and 1 are alike, 2 stands apart, 3 lies between 0 and 2, 4 has no vector.
    private static readonly VectorIndex Vectors = new("test/encoder", 3,
        [EngineFixtures.Unit([1, 0, 0]), EngineFixtures.Unit([0.9f, 0.1f, 0.2f]), EngineFixtures.Unit([0, 1, 0]), EngineFixtures.Unit([0.5f, 0.6f, 0]), null]);

    [Fact]
    public void Score_TwoPastItems_IsTheMeanCosineUnderTheAttention()
    {
        SessionAttention attention = new() { Decay = 0.5f, Temperature = 0.2f };
        var values = new float[1];

        attention.Score(Vectors, [One(2), One(0)], [new ItemIndex(3)], values);

        double toTwo = Vectors.Cosine(new ItemIndex(2), new ItemIndex(3)), toZero = Vectors.Cosine(new ItemIndex(0), new ItemIndex(3));
        double a = Math.Exp(toTwo / 0.2), b = 0.5 * Math.Exp(toZero / 0.2);
        Assert.Equal(((a * toTwo) + (b * toZero)) / (a + b), values[0], 5);
    }

    [Fact]
    public void Score_OneThreadOfTheSessionIsEnough()
    {
        SessionAttention attention = new();
        var values = new float[2];

        attention.Score(Vectors, [One(2), One(2), One(0)], [new ItemIndex(1), new ItemIndex(3)], values);

        Assert.True(values[0] > 0.8, "the nearest past item, though oldest, should carry the candidate");
    }

    [Fact]
    public void Score_WithoutAVector_IsUnknown()
    {
        float[] values = new float[2], nothing = new float[2];

        new SessionAttention().Score(Vectors, [One(4), One(0)], [new ItemIndex(4), new ItemIndex(1)], values);
        new SessionAttention().Score(Vectors, [One(4)], [new ItemIndex(0), new ItemIndex(1)], nothing);

        Assert.True(float.IsNaN(values[0]) && !float.IsNaN(values[1]));
        Assert.All(nothing, value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Score_Length_LooksAtTheNewestOnly()
    {
        var values = new float[1];

        new SessionAttention { Length = 1 }.Score(Vectors, [One(4), One(2), One(0)], [new ItemIndex(0)], values);

        Assert.Equal(0, values[0], 6);
    }

    [Fact]
    public void Explain_NamesTheItemWithMostWeight()
    {
        var most = new SessionAttention().Explain(Vectors, [One(2), One(4), One(0)], new ItemIndex(1));

        Assert.Equal(new ItemIndex(0), most!.Value.Item);
        Assert.InRange(most.Value.Share, 0.9f, 1f);
        Assert.Equal(Vectors.Cosine(new ItemIndex(0), new ItemIndex(1)), most.Value.Similarity);
        Assert.Null(new SessionAttention().Explain(Vectors, [One(2)], new ItemIndex(4)));
    }

    [Fact]
    public void Score_LiesBetweenTheLeastAndTheMostAlikePastItem() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte>(), (bytes, target) =>
        {
            ItemWeight[] past = [.. bytes.Select(one => new ItemWeight(new ItemIndex(one % 4), 0.1f + one))];
            var values = new float[1];
            new SessionAttention { Temperature = 0.01f }.Score(Vectors, past, [new ItemIndex(target % 4)], values);
            if (past.Length == 0)
            {
                return float.IsNaN(values[0]);
            }

            float[] cosines = [.. past.Take(8).Select(one => Vectors.Cosine(one.Item, new ItemIndex(target % 4)))];
            return values[0] >= cosines.Min() - 1e-5 && values[0] <= cosines.Max() + 1e-5;
        }).QuickCheckThrowOnFailure();

    private static ItemWeight One(int item) => new(new ItemIndex(item), 1);
}
