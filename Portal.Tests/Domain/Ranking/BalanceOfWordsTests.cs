using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Ranking;

public sealed class BalanceOfWordsTests
{
    private static readonly EngineSnapshot Snapshot = Snapshot(
        [
            Item("liked-a", genres: ["comedy"]), Item("liked-b", genres: ["horror"]), Item("liked-c", genres: ["horror"]), Item("liked-d", genres: ["western"]),
            Item("a", genres: ["comedy"]), Item("b", genres: ["comedy"]), Item("c", genres: ["horror"]), Item("d", genres: ["western"]), Item("e", genres: ["crime"]),
        ]);

    // Of four likes two are horror, which counts half of what it did where it is wanted less at half strength.
    [Theory]
    [InlineData(null, 0, 1 / 4.0)]
    [InlineData(Polarity.Never, 1, 1 / 2.0)]
    [InlineData(Polarity.Less, 0.5, 1 / 3.0)]
    public void The_mix_that_a_list_is_balanced_towards_leaves_out_what_words_are_against(Polarity? against, double strength, double comedy)
    {
        var list = Recommender.Recommend(Snapshot, new FeedQuery
        {
            Person = new PersonProfile
            {
                Statements = against is { } polarity ? [Saying(polarity, strength)] : [],
                Liked = [.. Snapshot.Catalogue.Items.Where(item => item.Id.StartsWith("liked", StringComparison.Ordinal)).Select(item => new Opinion(Snapshot.At(item.Id), 1, Now))],
                Withheld = Snapshot.Catalogue.Items.Where(item => item.Id.StartsWith("liked", StringComparison.Ordinal)).Select(item => Snapshot.At(item.Id)).ToHashSet(),
            },
            Weights = RankingWeights.Default with { Balance = 5, ExplorationShare = 0 },
            Now = Now,
            Count = 4,
        });

        var own = list.SelectMany(ranked => ranked.Contributions).Select(contribution => contribution.Evidence).OfType<BalanceEvidence>().Where(evidence => evidence.Label == "comedy").Select(evidence => evidence.Own).Distinct();
        Assert.Equal(comedy, Assert.Single(own), 0.01);
    }

    private static PersonStatement Saying(Polarity polarity, double strength)
    {
        Clause clause = new() { Start = 0, End = 1, Phrase = "horror", Polarity = polarity, Strength = strength, Subject = new LabelSubject(["horror"]) };
        return new PersonStatement(new Guid(1, 2, 3, new byte[8]), new ParsedStatement { Version = ParsedStatement.CurrentVersion, Text = "horror", Wanted = "", Clauses = [clause] }, null, Now);
    }
}
