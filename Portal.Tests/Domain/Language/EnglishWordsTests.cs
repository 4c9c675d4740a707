using Portal.Domain.Language.Linking;

namespace Portal.Tests.Domain.Language;

public class EnglishWordsTests
{
    [Theory]
    [InlineData("horror", "n")]
    [InlineData("read", "vn")]
    [InlineData("quickly", "r")]
    [InlineData("drove", "v")]
    [InlineData("scarier", "a")]
    [InlineData("cancelled", "v")]
    [InlineData("zzyzx", "")]
    public void PartsOf_AWord_StandInTheOrderOfTheirSenses(string word, string parts) => Assert.Equal(parts, EnglishWords.PartsOf(word));

    [Fact]
    public void IsKnown_ASurname_IsNoWord()
    {
        Assert.False(EnglishWords.IsKnown("kubrick"));
        Assert.True(EnglishWords.IsKnown("tractors"));
    }

    [Fact]
    public void IsListed_AWordWithoutATaggedSense_IsKnownButNotCommon()
    {
        Assert.True(EnglishWords.IsKnown("abaya"));
        Assert.False(EnglishWords.IsListed("abaya"));
        Assert.True(EnglishWords.IsListed("garden"));
    }

    [Fact]
    public void Load_AFolderWithoutTheFiles_HasNoWords() => Assert.Empty(EnglishWords.Load(Path.Combine(Path.GetTempPath(), "no-such-lexicon")));

    [Fact]
    public void Load_TheFilesBesideTheProgram_HasTheSingleWords()
    {
        var words = EnglishWords.Load(Path.Combine(AppContext.BaseDirectory, "lexicon", "wordnet"));

        Assert.InRange(words.Count, 60_000, 90_000);
        Assert.Equal(new EnglishWords.Word("vn", true), words["read"]);
        Assert.DoesNotContain("horror_film", words.Keys);
    }
}
