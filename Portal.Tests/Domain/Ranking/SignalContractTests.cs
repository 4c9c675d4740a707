using System.Text.Json;
using Portal.Domain.Catalogue;
using Portal.Domain.Context;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.ShortTerm;
using Portal.Tests.Domain.Recommendation;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Ranking;

/// <summary>What holds for every signal, with models present and without.</summary>
public sealed class SignalContractTests
{
    private const int Worlds = 25;

    // They need nothing of the person and nothing learned.
    private static readonly string[] OfTheItemAlone = ["popularity", "freshness", "repetition"];

    public static TheoryData<string> Keys => [.. RankingSignals.All.Select(signal => signal.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_is_unknown_or_within_its_range_and_so_is_its_gate(string key)
    {
        var known = 0;
        ForEveryWorld(world =>
        {
            var (values, gates) = Scores(world, key);

            Assert.All(values, value => Assert.True(float.IsNaN(value) || value is >= -1.00001f and <= 1.00001f, $"{value}"));
            Assert.All(gates, gate => Assert.InRange(gate, 0, 1));
            known += values.Count(float.IsFinite);
        });

        Assert.NotEqual(0, known);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_depends_on_the_item_alone_not_on_the_other_candidates(string key) => ForEveryWorld(world =>
    {
        var (values, _) = Scores(world, key);
        using var context = world.Context();
        for (var item = 0; item < values.Length; item++)
        {
            var alone = new float[1];
            Signal(key).Score(context, [new ItemIndex(item)], alone);
            Assert.Equal(values[item], alone[0]);
        }
    });

    [Theory]
    [MemberData(nameof(Keys))]
    public void What_speaks_most_for_an_item_can_be_told_and_survives_being_stored(string key)
    {
        var told = 0;
        ForEveryWorld(world =>
        {
            var (values, _) = Scores(world, key);
            using var context = world.Context();
            for (var item = 0; item < values.Length; item++)
            {
                var evidence = Signal(key).Explain(context, new ItemIndex(item));
                told += evidence is null ? 0 : 1;
                if (evidence is not null)
                {
                    var stored = JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web);
                    Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<Evidence>(stored, JsonSerializerOptions.Web), JsonSerializerOptions.Web));
                }
            }

            var best = TopK.Select(values, 1) is [var first] ? first : -1;
            Assert.True(best < 0 || values[best] <= 0 || Signal(key).Explain(context, new ItemIndex(best)) is not null, $"item {best} has {(best < 0 ? 0 : values[best])}");
        });

        Assert.NotEqual(0, told);
    }

    [Fact]
    public void Of_somebody_unknown_nothing_is_known()
    {
        RankingWorld world = new(2) { Models = LearnedModels.None, Person = PersonProfile.Unknown, Session = Session.None };
        foreach (var signal in RankingSignals.All.Where(signal => !OfTheItemAlone.Contains(signal.Key)))
        {
            Assert.All(Scores(world, signal.Key).Values, value => Assert.True(float.IsNaN(value), signal.Key));
        }
    }

    [Fact]
    public void An_unknown_moment_adds_exactly_nothing()
    {
        var world = Enumerable.Range(1, Worlds).Select(seed => new RankingWorld(seed)).First(world => world.Models.Context is not null);
        using RankingContext context = new(world.Snapshot, world.Person, null, RankingWeights.Default, Now) { Models = world.Models, Moment = Moment.Unknown };
        var values = new float[world.Snapshot.Catalogue.Count];

        Signal("context").Score(context, All(world), values);

        Assert.All(values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void An_item_without_behaviour_gets_what_goes_for_those_like_it()
    {
        var known = 0;
        ForEveryWorld(world =>
        {
            var (values, _) = Scores(world, "people");
            known += values.Where((value, item) => item % 5 == 0 && float.IsFinite(value)).Count();
            Assert.All(values, value => Assert.True(float.IsNaN(value) || (value >= values.Where(float.IsFinite).Min() && value <= values.Where(float.IsFinite).Max())));
        });

        Assert.NotEqual(0, known);
    }

    [Fact]
    public void One_more_event_changes_the_session_part_of_the_next_list()
    {
        var changed = 0;
        ForEveryWorld(world =>
        {
            RankingWorld after = new(world.Seed) { Session = Support.ModelFixtures.Session([new ItemIndex(7), .. world.Session.Recent.ToArray().Select(entry => entry.Item).Where(item => item != new ItemIndex(7))]) };
            changed += Parts(world).SequenceEqual(Parts(after)) ? 0 : 1;
        });

        Assert.True(changed >= Worlds * 2 / 3, $"{changed} of {Worlds}");

        static List<float> Parts(RankingWorld world) =>
            [.. world.Rank(count: 60).OrderBy(ranked => ranked.Item.Value).Select(ranked => ranked.Contributions.FirstOrDefault(part => part.Signal == "session")?.Amount ?? 0)];
    }

    [Fact]
    public void The_session_takes_from_the_lasting_taste_what_it_gets()
    {
        RankingWorld world = new(4) { Session = Support.ModelFixtures.Session(new ItemIndex(7), new ItemIndex(8)) };
        RankingWorld without = new(4) { Session = Session.None };
        var present = Scores(world, "session").Gates[0];

        Assert.InRange(present, 0.01f, 0.99f);
        foreach (var key in RankingSignals.All.Where(signal => signal.Horizon == Horizon.Lasting).Select(signal => signal.Key))
        {
            Assert.Equal(Scores(without, key).Gates[0] * (1 - present), Scores(world, key).Gates[0], 5);
        }

        Assert.Equal(0, Scores(without, "session").Gates[0]);
    }

    [Fact]
    public void Leaving_an_opinion_out_leaves_it_out_of_the_history_and_the_session_too()
    {
        RankingWorld world = new(6) { Session = Support.ModelFixtures.Session(new ItemIndex(7), new ItemIndex(8)) };
        var query = world.Query() with { Person = world.Person with { History = [new ItemWeight(new ItemIndex(7), 1)] } };

        var without = new Omission.OfOpinion(new ItemIndex(7)).From(query);

        Assert.Empty(without.Person.History);
        Assert.Equal((1, new ItemIndex(8)), (without.Session.Length, without.Session.Recent.Span[0].Item));
    }

    [Fact]
    public async Task Requests_with_old_and_new_models_at_once_each_keep_to_their_own()
    {
        RankingWorld world = new(8);
        LearnedModels[] models = [world.Models, Support.ModelFixtures.Learn(world.Snapshot, [.. Enumerable.Range(0, 9).Select(user => new[] { user, user + 3, user + 11 })]), LearnedModels.None];
        List<(ItemIndex, float)> List(LearnedModels chosen) => [.. Recommender.Recommend(world.Snapshot, world.Query() with { Models = chosen }).Select(ranked => (ranked.Item, ranked.Score))];
        var expected = models.Select(List).ToList();
        Assert.NotEqual(expected[0], expected[1]);

        var found = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => List(models[i % 3]))));

        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(expected[i % 3], found[i]));
    }

    private static void ForEveryWorld(Action<RankingWorld> check)
    {
        for (var seed = 1; seed <= Worlds; seed++)
        {
            RankingWorld world = new(seed);
            check(new RankingWorld(seed) { Mood = new Mood(world.Snapshot.Parser.Parse("funny heist"), null) });
        }
    }

    private static ISignal Signal(string key) => RankingSignals.All.Single(signal => signal.Key == key);

    private static ItemIndex[] All(RankingWorld world) => [.. Enumerable.Range(0, world.Snapshot.Catalogue.Count).Select(item => new ItemIndex(item))];

    private static (float[] Values, float[] Gates) Scores(RankingWorld world, string key)
    {
        using var context = world.Context();
        var (values, gates) = (new float[world.Snapshot.Catalogue.Count], new float[world.Snapshot.Catalogue.Count]);
        Signal(key).Score(context, All(world), values);
        Signal(key).Gate(context, All(world), gates);
        return (values, gates);
    }
}
