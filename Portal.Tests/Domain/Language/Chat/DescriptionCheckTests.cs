using Portal.Domain.Language.Chat;

namespace Portal.Tests.Domain.Language.Chat;

public sealed class DescriptionCheckTests
{
    private const string Evidence = """
        Arrival
        film, 2016
        by Denis Villeneuve
        science fiction, first contact, slow-burn
        When twelve silent vessels hang over the Earth, Dr. Louise Banks is asked to find a common language.
        You wrote: “slow stories about language”
        Like “Contact”, which you liked
        """;

    [Theory]
    [InlineData("Arrival is a slow-burn film by Denis Villeneuve. You wrote “slow stories about language”, and it fits.")]
    [InlineData("Denis Villeneuve's film of 2016 lets 12 vessels hang over the Earth.")]
    [InlineData("You liked “Contact”, and this is first contact as well, at a pace of its own.")]
    [InlineData("Dr. Louise Banks looks for a common language. Like Contact, it is science fiction.")]
    [InlineData("这部科幻片由 Denis Villeneuve 执导，讲述寻找共同语言的故事。你喜欢过“Contact”。")]
    public void What_keeps_to_the_evidence_is_used(string text) => Assert.Null(DescriptionCheck.ProblemOf(text, Evidence));

    [Theory]
    [InlineData("Arrival stars Amy Adams as a linguist.", "it names 'Amy'")]
    [InlineData("Arrival won 8 awards.", "it names '8'")]
    [InlineData("Arrival has seven chapters.", "it names 'seven'")]
    [InlineData("Arrival came out in 2017.", "it names '2017'")]
    [InlineData("A film that critics called “a masterpiece”.", "it quotes 'a masterpiece'")]
    [InlineData("A film in the manner of Louise Villeneuve.", "it names 'Louise Villeneuve'")]
    [InlineData("Nolan fans will like it.", "it names 'Nolan'")]
    [InlineData("It is slow. It is silent. It is about language.", "it has more than two sentences")]
    [InlineData("See <b>Arrival</b>.", "it is not plain text")]
    [InlineData("   ", "it is empty")]
    [InlineData("这部电影由 Amy Adams 主演。", "it names 'Amy'")]
    [InlineData("这部电影让人想起《星际穿越》。", "it quotes '星际穿越'")]
    public void What_says_more_is_not(string text, string problem) => Assert.Equal(problem, DescriptionCheck.ProblemOf(text, Evidence));

    [Fact]
    public void Three_hundred_and_twenty_characters_fit()
    {
        Assert.Null(DescriptionCheck.ProblemOf(new string('a', 320), Evidence));
        Assert.Equal("it has 321 characters", DescriptionCheck.ProblemOf(new string('a', 321), Evidence));
    }
}
