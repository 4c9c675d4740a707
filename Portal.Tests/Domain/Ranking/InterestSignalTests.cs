using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Derived;
using Portal.Domain.Ranking.Signals;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Ranking;

/// <summary>What a person says of their interests, in words or by hand, and what is left of these in the ranking.</summary>
public sealed class InterestSignalTests
{
    private static readonly EngineSnapshot Snapshot = Snapshot(
        [
            .. Enumerable.Range(0, 6).Select(i => Item($"horror-{i}", genres: ["horror"], tags: [i < 4 ? "ghosts" : "gore"])),
            .. Enumerable.Range(0, 4).Select(i => Item($"sea-{i}", genres: ["drama"], tags: ["sailing", i == 0 ? "ghosts" : "harbours"])),
            .. Enumerable.Range(0, 5).Select(i => Item($"war-{i}", genres: ["war"], tags: ["tanks"])),
        ],
        item => item.Id[0] switch { 'h' => [10, item.Id[^1] - '0', 0, 0, 0], 's' => [0, 0, 10, item.Id[^1] - '0', 0], _ => [0, 0, 0, 0, 10] });

    private static readonly PersonProfile Person = new() { Liked = [Like("horror-0", 1), Like("horror-1", 2), Like("horror-4", 9), Like("sea-0", 3), Like("sea-2", 4)] };

    [Fact]
    public void What_weighs_nothing_has_the_influence_of_what_was_never_liked() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            // Any likes of the sea with any of horror: the latter weigh nothing.
            Opinion[] likes = [.. bytes.DistinctBy(one => one % 10).Select(one => new Opinion(new ItemIndex(one % 10), 0.1f + (one / 300f), Now.AddDays(-one)))];
            Opinion[] sea = [.. likes.Where(like => Snapshot.IdOf(like.Item).StartsWith("sea", StringComparison.Ordinal))];
            InterestEdit[] edits = [.. likes.Except(sea).Select(like => new InterestEdit(like.Item, Weight: 0))];

            var (with, without) = (Values(new PersonProfile { Liked = likes, InterestEdits = edits }), Values(new PersonProfile { Liked = sea }));

            return with.Zip(without).All(pair => (float.IsNaN(pair.First) && float.IsNaN(pair.Second)) || Math.Abs(pair.First - pair.Second) < 1e-5);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_weight_moves_the_interest_it_is_given_and_no_other()
    {
        var plain = Values(Person);
        var half = Values(Person with { InterestEdits = [new InterestEdit(Snapshot.At("horror-1"), Weight: 0.5)] });

        Assert.InRange(half[At("horror-5")] / plain[At("horror-5")], 0.4f, 0.6f);
        Assert.Equal(plain[At("sea-1")], half[At("sea-1")]);
    }

    [Fact]
    public void Edits_of_unknown_items_change_no_bit()
    {
        var plain = Values(Person);
        var edited = Values(Person with { InterestEdits = [new InterestEdit(Snapshot.At("war-0"), "Tanks", 0), new InterestEdit(new ItemIndex(999), Weight: 2)] });

        Assert.Equal(plain.Select(BitConverter.SingleToInt32Bits), edited.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void A_name_given_is_the_one_a_reason_tells()
    {
        using var context = Context(Person with { InterestEdits = [new InterestEdit(Snapshot.At("sea-2"), "Salt water")] });

        Assert.Equal("Salt water", Assert.IsType<InterestEvidence>(new InterestSignal().Explain(context, Snapshot.At("sea-1"))).Interest);
    }

    [Theory]
    [InlineData(Polarity.Less, "horror", true)]
    [InlineData(Polarity.Never, "horror", true)]
    [InlineData(Polarity.Less, "ghosts", false)] // Two of the three that were liked have them: the third is no reason to give all of it up.
    [InlineData(Polarity.Less, "gore", false)] // One of three: not what it is about.
    [InlineData(Polarity.Less, "tanks", false)]
    [InlineData(Polarity.More, "horror", false)]
    public void Said_wins(Polarity polarity, string label, bool overruled)
    {
        var spoken = Person with { Statements = [Statement(polarity, label, 5)] };
        using var context = Context(spoken);

        var reading = InterestReading.Of(context)!;

        var horror = reading.Profile.Interests.Index().Single(entry => entry.Item.Members.Contains(Snapshot.At("horror-0"))).Index;
        Assert.Equal(overruled, reading.Profile.Interests[horror].Overruled);
        Assert.Equal(overruled, reading.OverruledBy[horror] is not null);
        Assert.Equal(overruled, Values(spoken)[At("horror-5")] < 0.3f);
        Assert.All(reading.Profile.Interests.Index().Where(entry => entry.Index != horror), entry => Assert.False(entry.Item.Overruled));
    }

    [Fact]
    public void The_latest_word_wins_among_what_was_said()
    {
        using var taken = Context(Person with { Statements = [Statement(Polarity.Less, "horror", 9), Statement(Polarity.More, "horror", 2)] });
        using var kept = Context(Person with { Statements = [Statement(Polarity.More, "horror", 9), Statement(Polarity.Less, "horror", 2)] });

        Assert.DoesNotContain(InterestReading.Of(taken)!.Profile.Interests, interest => interest.Overruled);
        Assert.Contains(InterestReading.Of(kept)!.Profile.Interests, interest => interest.Overruled);
        Assert.Null(InterestReading.Of(Context(new PersonProfile())));
    }

    [Fact]
    public void What_counts_for_nothing_is_no_seed_of_the_graph_and_brings_up_no_candidates()
    {
        using var plain = Context(Person);
        using var off = Context(Person with { InterestEdits = [new InterestEdit(Snapshot.At("horror-0"), Weight: 0)] });

        Assert.True(Graph(plain)[At("horror-5")] > 0);
        Assert.False(Graph(off)[At("horror-5")] > 0);
        Assert.True(Graph(off)[At("sea-3")] > 0);
        Assert.Contains(Snapshot.At("horror-0"), InterestSignal.Near(plain));
        Assert.DoesNotContain(Snapshot.At("horror-0"), InterestSignal.Near(off).Take(2));
        Assert.Equal(
            [new ItemWeight(Snapshot.At("sea-0"), 0.3f), new ItemWeight(Snapshot.At("war-0"), -1)],
            InterestSignal.AsCounted(off, [new(Snapshot.At("horror-0"), 1), new(Snapshot.At("sea-0"), 0.3f), new(Snapshot.At("war-0"), -1)]));
        ItemWeight[] history = [new(Snapshot.At("horror-0"), 1)];
        Assert.Same(history, InterestSignal.AsCounted(plain, history));
    }

    private static float[] Graph(RankingContext context) => GraphSignal.Scores(context).ToArray();

    private static float[] Values(PersonProfile person)
    {
        using var context = Context(person);
        var values = new float[Snapshot.Catalogue.Count];
        new InterestSignal().Score(context, [.. Enumerable.Range(0, values.Length).Select(i => new ItemIndex(i))], values);
        return values;
    }

    private static RankingContext Context(PersonProfile person) => new(Snapshot, person, mood: null, RankingWeights.Default, Now);

    private static int At(string id) => Snapshot.At(id).Value;

    private static PersonStatement Statement(Polarity polarity, string label, int daysAgo)
    {
        Clause clause = new() { Start = 0, End = label.Length, Phrase = label, Polarity = polarity, Subject = new LabelSubject([label]) };
        return new PersonStatement(Guid.NewGuid(), new ParsedStatement { Text = label, Wanted = polarity == Polarity.More ? label : "", Clauses = [clause] }, null, Now.AddDays(-daysAgo));
    }

    private static Opinion Like(string id, int daysAgo) => new(Snapshot.At(id), 1, Now.AddDays(-daysAgo));
}
