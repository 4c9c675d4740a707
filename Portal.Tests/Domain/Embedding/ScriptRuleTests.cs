using Portal.Domain.Embedding;

namespace Portal.Tests.Domain.Embedding;

public sealed class ScriptRuleTests
{
    [Theory]
    [InlineData("plain words", false)]
    [InlineData("", false)]
    [InlineData("1234 \u2014 \u20ac5", false)]
    [InlineData("na\u00efve caf\u00e9 \u0160koda \u1ec7 \u00df", false)]
    [InlineData("\uff46\uff55\uff4c\uff4c width", false)]
    [InlineData("\ud835\udd73\ud835\udd8a\ud835\udd91\ud835\udd91\ud835\udd94", false)]
    [InlineData("\u041f\u0440\u0438\u0432\u0435\u0442", true)]
    [InlineData("\u6771\u4eac\u30bf\u30ef\u30fc", true)]
    [InlineData("\u03b1\u03b2\u03b3 abcdefg", false)] // 3 of 10 letters: not over 30 %
    [InlineData("\u03b1\u03b2\u03b3\u03b4 abcdefghi", true)] // 4 of 13
    public void IsForeign_OverThirtyPercentOfLetters_Only(string text, bool foreign) => Assert.Equal(foreign, ScriptRule.IsForeign(text));

    [Fact]
    public void IsForeign_LoneSurrogate_DoesNotThrow() => Assert.False(ScriptRule.IsForeign("words \ud83d"));

    [Theory]
    [InlineData("en", true)]
    [InlineData("en,de,pt-BR", true)]
    [InlineData("zh-Latn", true)]
    [InlineData("sr-Latn-RS", true)]
    [InlineData("en,zh", false)]
    [InlineData("az-Cyrl", false)]
    [InlineData("ru", false)]
    [InlineData("", false)]
    public void AppliesTo_OnlyWhenAllLanguagesAreLatin(string languages, bool applies) =>
        Assert.Equal(applies, ScriptRule.AppliesTo(languages.Split(',', StringSplitOptions.RemoveEmptyEntries)));
}
