using Portal.Domain.Retrieval;

namespace Portal.Tests.Domain.Retrieval;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("轻松的喜剧", "轻松 松的 的喜 喜剧")]
    [InlineData("猫", "猫")]
    [InlineData("猫。狗", "猫 狗")]
    [InlineData("食べる", "食べ べる")]
    [InlineData("スター・ウォーズ", "スタ ター ウォ ォー ーズ")]
    [InlineData("佐々木", "佐々 々木")]
    [InlineData("영화를 봐", "영화 화를 봐")]
    [InlineData("หนังรัก", "หน นั ัง งร รั ัก")]
    [InlineData("𠮷野家", "𠮷野 野家")]
    [InlineData("ﾈｺ", "ネコ")]
    public void Terms_ScriptWithoutSpaces_PairsAndSingleCharacterWords(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextAnalyzer.Terms(text).Select(term => term.Stem)));

    [Theory]
    [InlineData("iPhone手机2", "iphone 手机 2")]
    [InlineData("Tシャツ", "t シャ ャツ")]
    [InlineData("第3季 of robots", "第 3 季 robot")]
    [InlineData("看Netflix看", "看 netflix 看")]
    public void Terms_MixedScripts_EachInItsOwnWay(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextAnalyzer.Terms(text).Select(term => term.Stem)));

    [Fact]
    public void Terms_OtherScript_WordAndItsTriplesThatShowTheWord()
    {
        var terms = TextAnalyzer.Terms("Космос и Ёж");

        Assert.Equal(["космос", "~кос", "~осм", "~смо", "~мос", "и", "ёж"], terms.Select(term => term.Stem));
        Assert.Equal("космос", terms[3].Text);
    }

    [Theory]
    [InlineData("Comedies, a comedy and ROBOTS", "comedi comedi robot")]
    [InlineData("the of and", "")]
    [InlineData("Café Ünder 12", "café ünder 12")]
    [InlineData("", "")]
    public void Terms_Latin_LowerCaseStemsWithoutStopWords(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextAnalyzer.Terms(text).Select(term => term.Stem)));

    [Fact]
    public void Analyze_ForAnIndex_HasSingleCharactersBesides()
    {
        ItemTerms terms = new();

        terms.Begin(0);
        terms.Add("小猫去海边 ネコ x", 2);
        terms.Add("猫", 1);

        var counts = terms.Counts.ToArray().ToDictionary(count => terms.Terms[count.Term], count => count.Frequency);
        Assert.Equal(
            new() { ["小"] = 2, ["小猫"] = 2, ["猫"] = 3, ["猫去"] = 2, ["去"] = 2, ["去海"] = 2, ["海"] = 2, ["海边"] = 2, ["边"] = 2, ["ネコ"] = 2, ["x"] = 2 },
            counts);
    }
}
