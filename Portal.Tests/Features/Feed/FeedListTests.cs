using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Feed;
using Portal.People;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class FeedListTests
{
    private static readonly ServedQuery Served =
        new("me", new FeedRequest(), new FeedQuery { Person = PersonProfile.Unknown, Weights = RankingWeights.Default, Now = EngineFixtures.Now, Count = 24 }, "", null);

    private readonly FeedList _list = new("film", "quiet");

    public FeedListTests() => _list.Append(Batch("abcdefg"));

    [Fact]
    public void What_is_ranked_anew_continues_the_cards_that_stay()
    {
        var request = _list.Below(3);

        Assert.Equal(("abc", 4, "film", "quiet"), (string.Concat(request.Placed), request.Count, request.Kind, request.Mood));
    }

    [Fact]
    public void Cards_that_were_put_away_keep_their_places_among_those_that_stay()
    {
        _list.SetOpinion("b", new ItemOpinion { Dismissed = true });
        _list.PutAway("b");
        Assert.Equal("acdefg", Shown());

        Assert.Equal("abcd", string.Concat(_list.Below(3).Placed));
        var moved = _list.ReplaceBelow(3, Batch("fge"));

        Assert.Equal("acdfge", Shown());
        Assert.Equal(3, moved);
        _list.SetOpinion("b", default);
        Assert.Equal("abcdfge", Shown());
    }

    [Theory]
    [InlineData("defg", 0)]
    [InlineData("degf", 2)]
    [InlineData("xdefg", 5)]
    [InlineData("d", 0)]
    public void How_many_cards_are_new_or_stand_elsewhere_is_told(string below, int moved)
    {
        var edition = _list.Edition;

        Assert.Equal(moved, _list.ReplaceBelow(3, Batch(below)));
        Assert.NotEqual(edition, _list.Edition);
        Assert.Equal("abc" + below, Shown());
    }

    [Theory]
    [InlineData(0, "", 7)]
    [InlineData(7, "abcdefg", 1)]
    [InlineData(99, "abcdefg", 1)]
    public void The_ends_of_the_list_are_ends(int kept, string placed, int count)
    {
        var request = _list.Below(kept);

        Assert.Equal((placed, count), (string.Concat(request.Placed), request.Count));
    }

    private string Shown() => string.Concat(_list.Visible.Select(entry => entry.Item.Id));

    private static FeedBatch Batch(string items) => new(
        Guid.NewGuid(),
        [.. items.Select(item => new FeedEntry
        {
            Item = new ItemCard($"{item}", "film", $"{item}", 2000, [], [], [], "", "/c.svg", new Dictionary<string, string>()),
            Origin = new FeedbackOrigin("feed"),
            Score = 0,
            Contributions = [],
            Reason = null,
            Telling = [],
            Traits = [],
            Served = Served,
        })],
        More: true,
        ByWordsAlone: false,
        Mood: null,
        new FeedBasis(7, ["film"], 0, 0, [], 0, PersonSettings.Default),
        Variants: []);
}
