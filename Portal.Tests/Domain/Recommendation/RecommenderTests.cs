using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Recommendation;

public sealed class RecommenderTests
{
    private static readonly EngineSnapshot Snapshot = Snapshot(
        [
            Item("near", "film", ["science fiction"], ["first contact"], attributes: ("minutes", "110")),
            Item("long", "film", ["science fiction"], ["first contact"], attributes: ("minutes", "170")),
            Item("scary", "film", ["science fiction", "horror"], ["first contact"], attributes: ("minutes", "100")),
            Item("book", "book", ["science fiction"], ["first contact"]),
            Item("far", "film", ["western"], ["desert"], attributes: ("minutes", "90")),
        ]);

    [Fact]
    public void Recommend_StatementWithRules_KeepsThem()
    {
        var list = Ids(new PersonProfile { Statements = [Said("science fiction about first contact, no horror, under two hours")] });

        Assert.Equal(2, list.Take(2).Intersect(["near", "book"]).Count());
        Assert.DoesNotContain("scary", list);
        Assert.DoesNotContain("long", list);
        Assert.Equal("far", list[^1]);
    }

    [Fact]
    public void Recommend_LaterStatementWantsWhatAnEarlierForbids_LatestWordCounts()
    {
        var old = Said("no science fiction", 30);

        Assert.Equal(["far"], Ids(new PersonProfile { Statements = [old] }));
        Assert.Contains("near", Ids(new PersonProfile { Statements = [Said("science fiction, no horror", 1), old] }));
        Assert.DoesNotContain("scary", Ids(new PersonProfile { Statements = [Said("science fiction, no horror", 1), old] }));
        Assert.Equal(["far"], Ids(new PersonProfile { Statements = [Said("science fiction", 40), old] }));
    }

    [Fact]
    public void Recommend_MoodRules_HoldForThisListOnly()
    {
        Mood mood = new(Snapshot.Parser.Parse("no science fiction"), null);

        Assert.Equal(["far"], Ids(PersonProfile.Unknown, mood));
        Assert.Equal(5, Ids(PersonProfile.Unknown).Count);
    }

    [Fact]
    public void Recommend_Kind_OnlyThatKind() => Assert.Equal(["book"], Ids(PersonProfile.Unknown, kind: "book"));

    [Fact]
    public void Recommend_NewestStatement_Leads()
    {
        PersonProfile person = new() { Statements = [Said("desert western", 30), Said("first contact", 0)] };

        Assert.NotEqual("far", Ids(person)[0]);
        Assert.Equal("far", Ids(person with { Statements = [Said("desert western", 0), Said("first contact", 30)] })[0]);
    }

    [Fact]
    public void Recommend_EmptyCatalogue_EmptyList() =>
        Assert.Empty(Recommender.Recommend(Snapshot([]), new FeedQuery { Person = PersonProfile.Unknown, Weights = RankingWeights.Default, Now = Now, Count = 5 }));

    [Fact]
    public void Recommend_ReasonOfStatement_NamesItAndWhatIsShared()
    {
        var statement = Said("sci-fi about first contact");

        var first = Recommender.Recommend(Snapshot, Query(new PersonProfile { Statements = [statement] }))[0];

        var evidence = Assert.IsType<StatementEvidence>(first.TopReason?.Evidence);
        Assert.Equal(statement.Id, evidence.StatementId);
        Assert.Equal(["science fiction", "first contact"], evidence.Shared);
    }

    [Fact]
    public void Similar_Item_NotItselfAndRulesHold()
    {
        var list = Recommender.Similar(Snapshot, Snapshot.At("near"), RuleSet.Of(Snapshot.Parser.Parse("no horror")), 10);

        Assert.Equal("long", Snapshot.IdOf(list[0].Item));
        Assert.DoesNotContain(list, entry => Snapshot.IdOf(entry.Item) is "near" or "scary");
    }

    [Fact]
    public void Limit_MissingAttribute_BreaksNothing() =>
        Assert.True(new ConstraintFilter(Snapshot, RuleSet.Of(Snapshot.Parser.Parse("under 10 minutes"))).Allows(Snapshot.At("book")));

    private static PersonStatement Said(string text, int daysAgo = 0) => new(Guid.NewGuid(), Snapshot.Parser.Parse(text), null, Now.AddDays(-daysAgo));

    private static FeedQuery Query(PersonProfile person, Mood? mood = null, string? kind = null) =>
        new() { Person = person, Weights = RankingWeights.Default, Now = Now, Count = 10, Mood = mood, Kind = kind };

    private static List<string> Ids(PersonProfile person, Mood? mood = null, string? kind = null) =>
        [.. Recommender.Recommend(Snapshot, Query(person, mood, kind)).Select(ranked => Snapshot.IdOf(ranked.Item))];
}
