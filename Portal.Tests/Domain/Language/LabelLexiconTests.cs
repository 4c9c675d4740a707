using Portal.Domain.Language;

namespace Portal.Tests.Domain.Language;

public sealed class LabelLexiconTests
{
    private static readonly LabelLexicon Lexicon = new(["science fiction", "hard science fiction", "comedy", "board games", "funny", "feel-good", "film"]);

    [Theory]
    [InlineData("Sci-Fi comedies", "science fiction|comedy")]
    [InlineData("hard science fiction", "hard science fiction")]
    [InlineData("something light", "feel-good,funny")]
    [InlineData("movies", "film")]
    [InlineData("nothing known here", "")]
    public void Find_EverydayWords_GivesLabels(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Lexicon.Find(text).Select(mention => string.Join(',', mention.Labels))));

    [Fact]
    public void Find_Mention_KnowsItsPlace()
    {
        const string Text = "I love hard sci-fi!";

        var mention = Assert.Single(new LabelLexicon(["hard science fiction"]).Find(Text));

        Assert.Equal("hard sci-fi", Text[mention.Start..mention.End]);
    }
}
