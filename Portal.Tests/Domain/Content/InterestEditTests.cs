using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Content;

/// <summary>What a person's changes do to their interests: robots, the sea and cooking.</summary>
public sealed class InterestEditTests
{
    private static readonly EngineSnapshot Snapshot = EngineFixtures.Snapshot(
        [
            .. Enumerable.Range(0, 5).Select(i => EngineFixtures.Item($"a-robot-{i}", genres: ["science fiction"], tags: ["robots"])),
            .. Enumerable.Range(0, 3).Select(i => EngineFixtures.Item($"b-sea-{i}", genres: ["drama"], tags: ["sailing"])),
            .. Enumerable.Range(0, 4).Select(i => EngineFixtures.Item($"c-cook-{i}", "book", genres: ["non-fiction"], tags: ["cooking"])),
        ],
        item => item.Id[0] switch { 'a' => [10, item.Id[^1] - '0', 0, 0], 'b' => [0, 0, 10, item.Id[^1] - '0'], _ => [0, 10, 0, -10 - item.Id[^1] + '0'] });

    private static readonly InterestProfiler Profiler = new(Snapshot.Catalogue, Snapshot.Vectors, words: null, new InterestOptions { CutOff = 1 });

    private static readonly Opinion[] Likes =
    [
        Like("a-robot-0", 10), Like("a-robot-2", 20), Like("a-robot-3", 30), Like("a-robot-4", 40), Like("b-sea-1", 5), Like("b-sea-2", 6), Like("c-cook-1", 300), Like("c-cook-3", 310),
    ];

    private static readonly ItemIndex Robot = At("a-robot-2"), OtherRobot = At("a-robot-4"), Sea = At("b-sea-1"), Cook = At("c-cook-3");

    [Fact]
    public void No_edits_leave_every_bit_as_it_was()
    {
        var plain = Profiler.Profile(Likes, EngineFixtures.Now);

        AssertSame(plain, Profiler.Profile(Likes, EngineFixtures.Now, []));
        Assert.True(plain.IsAsLearned);
        for (var i = 0; i < plain.Interests.Count; i++)
        {
            Assert.Equal((float)Math.Pow(plain.Interests[i].Importance / plain.Interests[0].Importance, 0.25), plain.StandingOf(i));
        }
    }

    [Fact]
    public void Edits_that_hang_on_what_is_no_like_are_passed_over() => AssertSame(
        Profiler.Profile(Likes, EngineFixtures.Now),
        Profiler.Profile(Likes, EngineFixtures.Now, [new InterestEdit(At("b-sea-0"), "Nothing", 0, Robot), new InterestEdit(new ItemIndex(4711), "Nobody", 2)]));

    [Fact]
    public void A_name_and_a_weight_go_to_the_interest_of_their_item()
    {
        var profile = Profiler.Profile(Likes, EngineFixtures.Now, [new InterestEdit(OtherRobot, "Machines", 0.5), new InterestEdit(Sea, null, 2)]);

        var (robots, sea, cook) = (Of(profile, Robot), Of(profile, Sea), Of(profile, Cook));
        Assert.Equal(("Machines", 0.5, 2.0, 1.0), (robots.Name, robots.Weight, sea.Weight, cook.Weight));
        Assert.Contains("robots", robots.LearnedName, StringComparison.Ordinal);
        Assert.Null(sea.GivenName);

        // The sea is the largest after the robots and counts double: it stands at 1, the robots at a quarter of their own standing.
        var plain = Profiler.Profile(Likes, EngineFixtures.Now);
        var seaStanding = 2 * plain.StandingOf(Place(plain, Sea));
        Assert.Equal(1, profile.StandingOf(Place(profile, Sea)), 5);
        Assert.Equal(0.5 / seaStanding, profile.StandingOf(Place(profile, Robot)), 5);
        Assert.Equal(0.5f / 2 * 2 / seaStanding, profile.CountOf(Robot), 5);
    }

    [Fact]
    public void What_weighs_nothing_neither_scores_nor_explains()
    {
        var profile = Profiler.Profile(Likes, EngineFixtures.Now, [new InterestEdit(Robot, Weight: 0)]);
        var values = new float[2];

        profile.Score([At("a-robot-1"), At("b-sea-0")], values);

        Assert.Equal(0, profile.StandingOf(Place(profile, Robot)));
        Assert.Equal(0, profile.CountOf(OtherRobot));
        Assert.True(values[0] < 0.2f && values[1] > 0.9f, $"{values[0]}, {values[1]}");
        Assert.NotSame(Of(profile, Robot), profile.Explain(At("a-robot-1"))!.Value.Interest);
        Assert.Null(Profiler.Profile(Likes, EngineFixtures.Now, [new(Robot, Weight: 0), new(Sea, Weight: 0), new(Cook, Weight: 0)]).Explain(At("a-robot-1")));
    }

    [Fact]
    public void A_merged_interest_has_all_members_one_middle_and_a_name_of_its_own()
    {
        var plain = Profiler.Profile(Likes, EngineFixtures.Now);

        var merged = Profiler.Profile(Likes, EngineFixtures.Now, [new InterestEdit(Sea, MergedWith: Cook)]);

        var one = Of(merged, Sea);
        Assert.Equal((2, 2), (merged.Interests.Count, one.Parts));
        Assert.Same(one, Of(merged, Cook));
        Assert.Equal(Of(plain, Sea).Importance + Of(plain, Cook).Importance, one.Importance, 5);
        Assert.NotEqual(Of(plain, Sea).Centroid, one.Centroid);
        Assert.Contains(one.Medoid, one.Members);
        Assert.NotEqual(Of(plain, Cook).Name, one.Name);
        Assert.Contains("sailing", one.Labels);
        Assert.Equal(1, Of(merged, Robot).Parts);
    }

    [Fact]
    public void Of_a_merged_interest_the_one_that_was_not_merged_into_another_speaks_for_both()
    {
        var profile = Profiler.Profile(Likes, EngineFixtures.Now, [new InterestEdit(Sea, "Water", 1.5), new InterestEdit(Cook, "Food", 0, MergedWith: Sea)]);
        Assert.Equal(("Water", 1.5), (Of(profile, Cook).Name, Of(profile, Cook).Weight));

        // Its name goes on where the other has none.
        Assert.Equal("Food", Of(Profiler.Profile(Likes, EngineFixtures.Now, [new InterestEdit(Sea), new InterestEdit(Cook, "Food", 0, MergedWith: Sea)]), Sea).Name);
    }

    [Fact]
    public void Merging_is_symmetric_and_goes_on_from_one_to_the_next() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            ItemIndex[] items = [.. Likes.Select(like => like.Item)];
            (ItemIndex A, ItemIndex B)[] pairs = [.. bytes.Chunk(2).Where(chunk => chunk.Length == 2).Select(chunk => (items[chunk[0] % items.Length], items[chunk[1] % items.Length]))];
            var there = Profiler.Profile(Likes, EngineFixtures.Now, [.. pairs.Select(pair => new InterestEdit(pair.A, MergedWith: pair.B))]);
            var back = Profiler.Profile(Likes, EngineFixtures.Now, [.. pairs.Reverse().Select(pair => new InterestEdit(pair.B, MergedWith: pair.A))]);
            return Told(there) == Told(back)
                && there.Interests.Sum(interest => interest.Parts) == 3
                && pairs.All(pair => ReferenceEquals(Of(there, pair.A), Of(there, pair.B)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_item_that_was_not_clustered_is_at_home_where_it_lies_as_near_as_the_members_do()
    {
        var profile = Profiler.Profile(Likes, EngineFixtures.Now);

        Assert.Equal(Place(profile, Robot), profile.HomeOf(At("a-robot-1")));
        Assert.Equal(Place(profile, Cook), profile.HomeOf(At("c-cook-2")));
        Assert.Null(profile.HomeOf(At("b-sea-0")));
    }

    [Fact]
    public void Shares_over_time_are_of_what_there_was_and_fade()
    {
        var profile = Profiler.Profile(Likes, EngineFixtures.Now);

        var shares = InterestTimeline.Shares(
            profile, Likes, [EngineFixtures.Now.AddDays(-400), EngineFixtures.Now.AddDays(-305), EngineFixtures.Now.AddDays(-25), EngineFixtures.Now], TimeSpan.FromDays(60));

        var (robots, sea, cook) = (Place(profile, Robot), Place(profile, Sea), Place(profile, Cook));
        Assert.All(shares[0], share => Assert.Equal(0, share));
        Assert.Equal(1, shares[1][cook]);
        Assert.True(shares[2][robots] > 0.8 && shares[2][sea] == 0, $"{shares[2][robots]}");
        Assert.True(shares[3][sea] > 0.3 && shares[3][cook] < shares[2][cook]);
        Assert.All(shares[1..], week => Assert.Equal(1, week.Sum(), 9));
        Assert.Equal(Of(profile, Sea).Importance, InterestTimeline.Shares(profile, Likes, [EngineFixtures.Now], TimeSpan.FromDays(90))[0][sea], 5);
    }

    [Fact]
    public void The_mix_of_a_session_counts_what_is_new_to_the_person_apart()
    {
        var profile = Profiler.Profile(Likes, EngineFixtures.Now);

        var mix = InterestTimeline.Mix(profile, [new ItemWeight(Robot, 1), new ItemWeight(At("b-sea-0"), 0.5f), new ItemWeight(Sea, 0.5f)]);

        Assert.Equal(0.5, mix[Place(profile, Robot)]);
        Assert.Equal(0.25, mix[Place(profile, Sea)]);
        Assert.Equal(0.25, mix[^1]);
        Assert.Equal([0.0, 0, 0, 0], InterestTimeline.Mix(profile, []));
    }

    private static void AssertSame(InterestProfile expected, InterestProfile actual)
    {
        Assert.Equal(Told(expected), Told(actual));
        Assert.Equal(expected.Interests.Select(interest => interest.Centroid), actual.Interests.Select(interest => interest.Centroid));
        Assert.All(Enumerable.Range(0, expected.Interests.Count), i => Assert.Equal(BitConverter.SingleToInt32Bits(expected.StandingOf(i)), BitConverter.SingleToInt32Bits(actual.StandingOf(i))));
    }

    private static string Told(InterestProfile profile) =>
        string.Join('\n', profile.Interests.Select(interest => $"{interest.Medoid.Value} {string.Join(',', interest.Members.Select(member => member.Value))} {BitConverter.SingleToInt32Bits(interest.Importance)} {interest.Name} {interest.Weight}"));

    private static int Place(InterestProfile profile, ItemIndex member) => profile.Interests.Index().Single(entry => entry.Item.Members.Contains(member)).Index;

    private static Interest Of(InterestProfile profile, ItemIndex member) => profile.Interests[Place(profile, member)];

    private static ItemIndex At(string id) => Snapshot.At(id);

    private static Opinion Like(string id, int daysAgo) => new(Snapshot.At(id), 1, EngineFixtures.Now.AddDays(-daysAgo));
}
