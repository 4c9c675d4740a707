using Portal.Domain.Retrieval;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Retrieval;

public sealed class TextMatcherTests
{
    private static readonly EngineSnapshot Snapshot = Snapshot(
        [
            Item("comet", "film", ["science fiction"], ["slow-burn"], description: "A comet nears a quiet island."),
            Item("harbour", "book", ["crime"], ["slow-burn"], description: "A detective walks the harbour at night."),
            Item("jest", "film", ["comedy"], ["funny"], description: "Three cooks and one oven."),
            Item("orbit", "game", ["science fiction"], ["solo play"], description: "Plan missions and build stations."),
            Item("没有", "book", ["comedy"], [], description: "轻松的喜剧故事"),
        ],
        item => item.Id switch { "comet" => [1, 0, 0], "orbit" => [0.9f, 0.4f, 0], "harbour" => [0, 1, 0], "jest" => [-1, 0, 1], _ => null });

    [Fact]
    public void Match_Synonym_FindsLabelItem()
    {
        var match = Snapshot.Matcher.Match("slow sci-fi movie", null);

        Assert.Equal("comet", Best(match));
        Assert.Contains("science fiction", match.Labels);
        Assert.True(match[Snapshot.At("comet")] > match[Snapshot.At("orbit")]);
        Assert.True(match[Snapshot.At("orbit")] > match[Snapshot.At("jest")]);
    }

    [Fact]
    public void Match_VectorOnly_FindsNearestAndScalesToOne()
    {
        var match = Snapshot.Matcher.Match("zzz", Unit([1, 0.1f, 0]));

        Assert.Equal("comet", Best(match));
        Assert.True(match[Snapshot.At("comet")] <= 1);
        Assert.Equal(0, match[Snapshot.At("jest")]);
    }

    [Fact]
    public void Match_NothingAsked_ScoresNothing() => Assert.All(Snapshot.Matcher.Match("the of and", null).Scores, score => Assert.Equal(0, score));

    [Fact]
    public void Match_Han_FindsByCharacters() => Assert.Equal("没有", Best(Snapshot.Matcher.Match("喜剧", null)));

    [Fact]
    public void MatchTyping_HalfAWord_FindsIt()
    {
        Assert.Equal(0, Snapshot.Matcher.Match("detec", null)[Snapshot.At("harbour")]);
        Assert.Equal("harbour", Best(Snapshot.Matcher.MatchTyping("detec", null)));
    }

    [Fact]
    public void MatchTyping_TitleOfStopWords_IsFound()
    {
        var snapshot = Snapshot([Item("her", title: "Her"), Item("heretic", title: "Heretic"), Item("over", title: "Over Her")]);

        var match = snapshot.Matcher.MatchTyping("Her", null);

        Assert.True(match[snapshot.At("her")] > match[snapshot.At("heretic")]);
        Assert.True(match[snapshot.At("heretic")] > match[snapshot.At("over")]);
        Assert.True(match[snapshot.At("over")] > 0);
    }

    [Fact]
    public void Match_FirstInEveryList_IsOne()
    {
        var match = Snapshot.Matcher.Match("comedy film cooks", Unit([-1, 0, 1]));

        Assert.Equal(1, match[Snapshot.At("jest")], 5);
    }

    private static string Best(TextMatch match) => Snapshot.Catalogue.Items[Array.IndexOf(match.Scores, match.Scores.Max())].Id;
}
