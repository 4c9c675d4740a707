using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Content;

public sealed class InterestProfilerTests
{
    // Robots (five), the sea (three), and cooking (four, without vectors); f-09 is near the sea though nobody labelled it.
    private static readonly EngineSnapshot Snapshot = EngineFixtures.Snapshot(
        [
            .. Enumerable.Range(0, 5).Select(i => EngineFixtures.Item($"a-robot-{i}", genres: ["science fiction"], tags: ["robots", i % 2 == 0 ? "dark" : "funny"], description: "A machine learns to think.")),
            .. Enumerable.Range(0, 3).Select(i => EngineFixtures.Item($"b-sea-{i}", genres: ["drama"], tags: ["sailing"], description: "A harbour and its boats.")),
            .. Enumerable.Range(0, 4).Select(i => EngineFixtures.Item($"c-cook-{i}", "book", genres: ["non-fiction"], tags: ["cooking"], description: "Recipes and kitchens.")),
            EngineFixtures.Item("f-09", genres: ["drama"], description: "An island."),
        ],
        item => item.Id[0] switch
        {
            'a' => [10, item.Id[^1] - '0', 0, 0],
            'b' => [0, 0, 10, item.Id[^1] - '0'],
            'c' => null,
            _ => [1, 0, 9, 3],
        });

    private static readonly TermVectors Words = TermVectors.Build([.. Snapshot.Catalogue.Items.Select(item => item.Description)], new TermVectorOptions { Rule = TermRule.Analysed, MaxShare = 0.5 });
    private static readonly InterestProfiler Profiler = new(Snapshot.Catalogue, Snapshot.Vectors, Words, new InterestOptions { CutOff = 1 });

    private static readonly Opinion[] Likes =
    [
        Like("a-robot-0", 1, 10), Like("a-robot-2", 1, 20), Like("a-robot-3", 0.6f, 30), Like("a-robot-4", 1, 40), Like("b-sea-1", 1, 5), Like("b-sea-2", 0.15f, 200), Like("c-cook-1", 1, 400), Like("c-cook-3", 1, 500),
    ];

    [Fact]
    public void Profile_SeparateTastes_AreSeparateInterests()
    {
        var interests = Profiler.Profile(Likes, EngineFixtures.Now).Interests;

        Assert.Equal(["a-robot-0 a-robot-2 a-robot-3 a-robot-4", "b-sea-1 b-sea-2", "c-cook-1 c-cook-3"], interests.Select(interest => string.Join(' ', interest.Members.Select(Snapshot.IdOf))));
        Assert.Equal("a-robot-2", Snapshot.IdOf(interests[0].Medoid));
        Assert.Equal(EngineFixtures.Now.AddDays(-5), interests[1].Latest);
        Assert.Equal(1, interests.Sum(interest => interest.Importance), 5);
        Assert.Null(interests[2].Centroid);
    }

    [Fact]
    public void Profile_Names_SayWhatSetsAnInterestApart()
    {
        var interests = Profiler.Profile(Likes, EngineFixtures.Now).Interests;

        Assert.Equal(["robots", "science fiction"], interests[0].Labels.Take(2).Order());
        Assert.Equal("sailing", interests[1].Labels[0]);
        Assert.Contains("cooking", interests[2].Labels);
        Assert.DoesNotContain("film", interests[0].Labels);
        Assert.StartsWith(interests[0].Labels[0], interests[0].Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_TooFewLabels_NamesByWordsAsTheyAreWritten()
    {
        var catalogue = new CatalogueIndex([.. Snapshot.Catalogue.Items.Select(item => item with { Genres = [], Tags = [] })]);

        var interests = new InterestProfiler(catalogue, Snapshot.Vectors, Words, new InterestOptions { CutOff = 1 }).Profile(Likes, EngineFixtures.Now).Interests;

        var sea = interests.Single(interest => interest.Members.Any(member => catalogue[member].Id == "b-sea-1"));
        Assert.Equal(["boats", "harbour"], sea.Words.Take(2).Order());
    }

    [Fact]
    public void Profile_OneLikeOrNone()
    {
        Assert.Empty(Profiler.Profile([], EngineFixtures.Now).Interests);
        Assert.Null(Profiler.Profile([], EngineFixtures.Now).Explain(new ItemIndex(0)));
        Assert.Equal(1, Assert.Single(Profiler.Profile([Likes[4]], EngineFixtures.Now).Interests).Importance);
    }

    [Fact]
    public void Score_UsesTheInterestThatFits_AndNamesIt()
    {
        var profile = Profiler.Profile(Likes, EngineFixtures.Now);
        var values = new float[3];

        profile.Score([Snapshot.At("f-09"), Snapshot.At("a-robot-1"), Snapshot.At("c-cook-0")], values);

        Assert.Same(profile.Interests[1], profile.Explain(Snapshot.At("f-09"))!.Value.Interest);
        Assert.Equal(values[0], profile.Explain(Snapshot.At("f-09"))!.Value.Value);
        Assert.Same(profile.Interests[2], profile.Explain(Snapshot.At("c-cook-0"))!.Value.Interest);
        Assert.Equal(profile.StandingOf(2), values[2], 5);
        Assert.InRange(values[1], 0.9f, 1.0001f);
    }

    [Fact]
    public void Score_NoLikes_IsUnknown()
    {
        var values = new float[1];

        Profiler.Profile([], EngineFixtures.Now).Score([new ItemIndex(1)], values);

        Assert.True(float.IsNaN(values[0]));
    }

    [Fact]
    public void Interests_take_in_every_like_once_in_whatever_order_they_come() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            Opinion[] likes = [.. bytes.DistinctBy(one => one % 13).Select(one => new Opinion(new ItemIndex(one % 13), 0.1f + (one / 300f), EngineFixtures.Now.AddDays(-one)))];
            var interests = Profiler.Profile(likes, EngineFixtures.Now).Interests;
            var again = Profiler.Profile([.. likes.Reverse()], EngineFixtures.Now).Interests;
            return interests.SelectMany(interest => interest.Members).Order(Comparer<ItemIndex>.Create((a, b) => a.Value - b.Value)).SequenceEqual(likes.Select(like => like.Item).OrderBy(item => item.Value))
                && interests.All(interest => interest.Members.Contains(interest.Medoid) && interest.Importance > 0)
                && (likes.Length == 0 || Math.Abs(interests.Sum(interest => interest.Importance) - 1) < 1e-4)
                && interests.Count <= 8
                && interests.Select(interest => (interest.Medoid, interest.Importance, interest.Name)).SequenceEqual(again.Select(interest => (interest.Medoid, interest.Importance, interest.Name)));
        }).QuickCheckThrowOnFailure();

    private static Opinion Like(string id, float strength, int daysAgo) => new(Snapshot.At(id), strength, EngineFixtures.Now.AddDays(-daysAgo));
}
