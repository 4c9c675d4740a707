using Portal.Domain.Language;

namespace Portal.Tests.Domain.Language;

public sealed class TitleLexiconTests
{
    private static readonly TitleLexicon Lexicon = new(
    [
        ("The Long Harbour", 1994), ("Harbour", 2003), ("Glass, The (1971)", null), ("Glass, The", 2012), ("Amélie's Return", null), ("It", 1990), ("", null), ("Long Harbour Nights", 1999),
    ]);

    [Theory]
    [InlineData("something like Harbour (2003) please", 1)]
    [InlineData("i like harbour (2002)", 1)]
    [InlineData("the long harbour (1994)", 0)]
    [InlineData("The Glass (1971) was fine", 2)]
    [InlineData("The Glass (2012) was fine", 3)]
    [InlineData("have you seen \"Harbour\"?", 1)]
    [InlineData("I loved Harbour", 1)]
    [InlineData("more of The Long Harbour, if you can", 0)]
    [InlineData("I enjoyed Amelie's Return so much", 4)]
    [InlineData("Long Harbour Nights (1999)", 7)]
    public void Find_NamedTitle_IsFound(string text, int position)
    {
        var mention = Assert.Single(Lexicon.Find(text));

        Assert.Equal(position, mention.Position);
    }

    [Theory]
    [InlineData("a harbour town in the fog")]
    [InlineData("Harbour (1950)")]
    [InlineData("it is late, and it rains")]
    [InlineData("It was the best")]
    [InlineData("")]
    public void Find_EverydayWords_FindsNothing(string text) => Assert.Empty(Lexicon.Find(text));

    [Fact]
    public void Find_PlacesOfTheMention_CoverTitleAndYear()
    {
        const string text = "Naïve question: is Harbour (2003) good?";

        var mention = Assert.Single(Lexicon.Find(text));

        Assert.Equal("Harbour (2003)", text[mention.Start..mention.End]);
    }

    [Fact]
    public void Find_TwoTitles_ComeInTheirOrder() =>
        Assert.Equal([1, 0], Lexicon.Find("I liked Harbour (2003) and The Long Harbour (1994).").Select(mention => mention.Position));
}
