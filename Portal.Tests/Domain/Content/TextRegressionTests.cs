using Portal.Domain.Content;

namespace Portal.Tests.Domain.Content;

public sealed class TextRegressionTests
{
    private static readonly string[] Texts = ["harbour fog lantern", "comet orbit", "harbour fog lantern", "comet orbit dust", "granite", "fog lantern"];
    private static readonly bool[] Used = [true, true, false, false, false, true];

    [Fact]
    public void Fill_SameTextAsAUsedItem_ComesNearItsScore()
    {
        float[] scores = [0.8f, -0.4f, float.NaN, float.NaN, float.NaN, 0.8f];

        Learn(ridge: 1e-3).Fill(scores);

        Assert.Equal(0.8f, scores[2], 0.01);
        Assert.True(scores[3] < -0.1f);
        Assert.Equal(0, scores[4]);
    }

    [Fact]
    public void Fill_UsedItems_KeepTheirScores()
    {
        float[] scores = [0.8f, -0.4f, 9, 9, 9, float.NaN];

        Learn(ridge: 1).Fill(scores);

        Assert.Equal([0.8f, -0.4f], scores[..2]);
        Assert.True(float.IsNaN(scores[5]));
    }

    [Fact]
    public void Fill_NothingKnown_WritesNothing()
    {
        float[] scores = [float.NaN, float.NaN, float.NaN, 7, float.NaN, float.NaN];

        Learn(ridge: 1).Fill(scores);

        Assert.Equal(7, scores[3]);
        Assert.True(float.IsNaN(scores[2]));
    }

    /// <summary>With one used item of the same text the weight is 1 / (1 + ridge): k (k + r)⁻¹ for k = 1.</summary>
    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 0.25)]
    public void Fill_OneUsedItem_IsShrunkByTheRidge(double ridge, float expected)
    {
        float[] scores = [1, float.NaN, float.NaN];
        var regression = TextRegression.Learn([true, false, false], Build(["fog lantern", "fog lantern", "comet"]), ridge, CancellationToken.None);

        regression.Fill(scores);

        Assert.Equal(expected, scores[1], 1e-5);
        Assert.Equal(0, scores[2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Learn_RidgeNotAboveZero_Throws(double ridge)
    {
        var error = Assert.Throws<ArgumentException>(() => Learn(ridge));

        Assert.Contains("ridge", error.Message, StringComparison.Ordinal);
    }

    private static TextRegression Learn(double ridge) => TextRegression.Learn(Used, Build(Texts), ridge, CancellationToken.None);

    private static TermVectors Build(string[] texts) => TermVectors.Build(texts, new TermVectorOptions { MinDocuments = 1, MaxShare = 2 });
}
