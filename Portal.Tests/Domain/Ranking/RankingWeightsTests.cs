using System.Collections.Immutable;
using System.Text.Json;
using Portal.Domain.Catalogue;
using Portal.Domain.Context;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Tests.Domain.Recommendation;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Ranking;

public sealed class RankingWeightsTests
{
    // One item per signal that this signal alone speaks for; repetition and less speak against others.
    private static readonly EngineSnapshot Snapshot = Snapshot(
        [
            Item("statements", tags: ["glacier"], year: 1930),
            Item("mood", tags: ["tango"], year: 1930),
            Item("interests", tags: ["kites"], year: 1930),
            Item("people", tags: ["plain"], year: 1930),
            Item("session", tags: ["stone"], year: 1930),
            Item("graph", tags: ["cube"], year: 1930, attributes: ("series", "hill")),
            Item("context", tags: ["fog"], year: 1930),
            Item("popularity", tags: ["lamp"], year: 1930),
            Item("freshness", tags: ["grey"], year: 2026),
            Item("liked", tags: ["kites"], year: 1930, attributes: ("series", "hill")),
            Item("opened", tags: ["moss"], year: 1930),
        ],
        counts: item => item.Id == "popularity" ? new ItemCounts(50, 1) : new ItemCounts(1, 5));

    private static readonly LearnedModels Models = ModelFixtures.Learn(
        Snapshot,
        [
            .. Enumerable.Repeat<int[]>([Snapshot.At("liked").Value, Snapshot.At("people").Value], 4), .. Enumerable.Repeat<int[]>([Snapshot.At("opened").Value, Snapshot.At("session").Value], 4),
            .. Enumerable.Repeat<int[]>([Snapshot.At("popularity").Value], 50), .. Snapshot.Catalogue.Items.Select((_, item) => new[] { item }),
        ],
        [
            .. Enumerable.Repeat(new ContextEvent(Snapshot.At("context"), new Moment(DayPart.Evening, null, null, null), 1), 20),
            .. Snapshot.Catalogue.Items.Select((_, item) => new ContextEvent(new ItemIndex(item), new Moment(DayPart.Morning, null, null, null), 3)),
        ]);

    public static TheoryData<string> Keys => [.. RankingSignals.All.Select(signal => signal.Key)];

    public static TheoryData<string> Parameters => [.. WeightParameter.All.Select(parameter => parameter.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_weight_can_change_a_ranking(string key)
    {
        var without = Order(Only(key, 0));
        var with = Order(Only(key, 10));

        Assert.NotEqual(without, with);
        if (key is not ("repetition" or "less"))
        {
            Assert.Equal(key, with[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_number_can_change_a_ranking(string name)
    {
        var parameter = WeightParameter.All.Single(one => one.Name == name);
        double[] values = [parameter.Bounds.Above ? 0.01 : parameter.Bounds.Least, parameter.Of(RankingWeights.Default), Math.Min(parameter.Bounds.Most, 1000)];
        List<ItemIndex> List(int seed, double value)
        {
            var weights = parameter.With(RankingWeights.Default with { ExplorationShare = 0.2, Balance = 1 }, value);
            return [.. new RankingWorld(seed, weights.PopularityPrior).Rank(weights: weights, count: 30).Select(ranked => ranked.Item)];
        }

        Assert.Contains(Enumerable.Range(1, 20), seed => values.Skip(1).Any(value => !List(seed, value).SequenceEqual(List(seed, values[0]))));
    }

    [Fact]
    public void Every_part_changes_the_fingerprint_and_every_number_has_a_range()
    {
        var weights = RankingWeights.Default;
        HashSet<string> seen = [weights.Fingerprint];

        Assert.True(seen.Add((weights with { Signals = weights.Signals.SetItem("interests", 0.1) }).Fingerprint));
        foreach (var parameter in WeightParameter.All)
        {
            Assert.True(seen.Add(parameter.With(weights, parameter.Of(weights) + 1).Fingerprint), parameter.Name);
        }

        Assert.True(seen.Add((weights with { Interactions = weights.Interactions with { Click = 0.2 } }).Fingerprint));
        Assert.Equal(typeof(RankingWeights).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Length - 1, seen.Count - 1);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_number_out_of_its_range_is_named(string name)
    {
        var parameter = WeightParameter.All.Single(one => one.Name == name);
        double[] wrong = [parameter.Bounds.Most + 1, parameter.Bounds.Above ? parameter.Bounds.Least : parameter.Bounds.Least - 1, .. parameter.Whole ? Array.Empty<double>() : [double.NaN]];

        Assert.All(wrong, value => Assert.StartsWith(name + " is ", Assert.Single(parameter.With(RankingWeights.Default, value).Problems()), StringComparison.Ordinal));
        Assert.Empty(parameter.With(RankingWeights.Default, parameter.Bounds.Most).Problems());
    }

    [Fact]
    public void Weights_survive_being_stored()
    {
        var weights = RankingWeights.Default with { Signals = ImmutableSortedDictionary<string, double>.Empty.Add("interests", 0.25), Diversity = 0.4, MostPerCreator = 7 };

        var read = JsonSerializer.Deserialize<RankingWeights>(JsonSerializer.Serialize(weights, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;

        Assert.Equal(weights.Fingerprint, read.Fingerprint);
    }

    [Fact]
    public void A_profile_of_another_version_is_read_with_defaults_for_what_it_lacks()
    {
        var read = JsonSerializer.Deserialize<RankingWeights>("""{"signals":{"taste":0.25,"gone":3},"diversity":0.4,"anotherNumber":2}""", JsonSerializerOptions.Web)!;

        Assert.Equal((RankingWeights.Default with { Signals = read.Signals, Diversity = 0.4 }).Fingerprint, read.Fingerprint);
        Assert.Equal(0.25, read.Of(RankingSignals.All.Single(signal => signal.Key == "interests")));
        Assert.Equal(0.5, (read with { Signals = read.Signals.Add("interests", 0.5) }).Of(RankingSignals.All.Single(signal => signal.Key == "interests")));
    }

    [Fact]
    public void Without_AnyKey_NoSuchContribution()
    {
        RankingWorld world = new(5) { Mood = null };
        foreach (var key in RankingSignals.All.Select(signal => signal.Key).Concat(RankingSignals.Terms))
        {
            Assert.DoesNotContain(world.Rank(weights: RankingWeights.Default.Without(key), count: 40).SelectMany(ranked => ranked.Contributions), contribution => contribution.Signal == key);
        }

        Assert.Contains("'astrology'", Assert.Throws<ArgumentException>(() => RankingWeights.Default.Without("astrology")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_OutOfRange_NamesKeyAndValue()
    {
        var problems = (RankingWeights.Default with { Diversity = 1.5, LikeHalfLifeDays = 0, Signals = RankingWeights.Default.Signals.Add("interests", double.NaN) }).Problems().ToList();

        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, problem => problem.Contains("Diversity is 1.5", StringComparison.Ordinal));
        Assert.Empty(RankingWeights.Default.Problems());
    }

    [Fact]
    public void Diversity_Raised_SeparatesLikeItems()
    {
        var similar = Snapshot(
            [Item("a1", tags: ["glacier", "x"]), Item("a2", tags: ["glacier", "x"]), Item("b1", tags: ["glacier", "y", "z"])],
            item => item.Id switch { "a1" => [1, 0], "a2" => [0.99f, 0.01f], _ => [0.7f, 0.7f] });
        PersonProfile person = new() { Statements = [new PersonStatement(Guid.NewGuid(), similar.Parser.Parse("glacier x"), Unit([1, 0]), Now)] };
        IReadOnlyList<string> Ids(double diversity) => [.. Recommender.Recommend(similar, new FeedQuery
        {
            Person = person, Weights = RankingWorld.Greedy with { Diversity = diversity }, Now = Now, Count = 3,
        }).Select(ranked => similar.IdOf(ranked.Item))];

        Assert.Equal(["a1", "a2", "b1"], Ids(0));
        Assert.Equal(["a1", "b1", "a2"], Ids(1));
    }

    [Fact]
    public void Every_weight_of_an_action_changes_the_fingerprint_and_is_checked()
    {
        HashSet<string> seen = [RankingWeights.Default.Fingerprint];
        foreach (var property in typeof(InteractionWeights).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance))
        {
            var changed = InteractionWeights.Default with { };
            property.SetValue(changed, (double)property.GetValue(changed)! + 0.25);
            Assert.True(seen.Add((RankingWeights.Default with { Interactions = changed }).Fingerprint), property.Name);
            property.SetValue(changed, double.NaN);
            Assert.StartsWith($"Interactions.{property.Name} is NaN", Assert.Single((RankingWeights.Default with { Interactions = changed }).Problems()), StringComparison.Ordinal);
        }
    }

    private static RankingWeights Only(string key, double weight) => RankingWorld.Greedy with
    {
        Diversity = 0,
        LongTail = 0,
        Signals = RankingSignals.All.ToImmutableSortedDictionary(signal => signal.Key, signal => signal.Key == key ? weight : 0.001),
    };

    private static Clause Saying(Polarity polarity, string label) => new() { Start = 0, End = 1, Phrase = label, Polarity = polarity, Subject = new LabelSubject([label]) };

    private static List<string> Order(RankingWeights weights)
    {
        PersonProfile person = new()
        {
            Statements = [new PersonStatement(Guid.NewGuid(), Snapshot.Parser.Parse("glacier") with { Clauses = [Saying(Polarity.More, "glacier"), Saying(Polarity.Less, "lamp")] }, null, Now.AddDays(-1))],
            Liked = [new Opinion(Snapshot.At("liked"), 1, Now.AddDays(-1))],
            History = [new ItemWeight(Snapshot.At("liked"), 1)],
            Withheld = new HashSet<ItemIndex> { Snapshot.At("liked"), Snapshot.At("opened") },
            Shown = new Dictionary<ItemIndex, int> { [Snapshot.At("statements")] = 9 },
        };
        return [.. Recommender.Recommend(Snapshot, new FeedQuery
        {
            Person = person,
            Models = Models,
            Session = ModelFixtures.Session(Snapshot.At("opened")),
            Moment = new Moment(DayPart.Evening, null, null, null),
            Weights = weights,
            Now = Now,
            Count = 12,
            Mood = new Mood(Snapshot.Parser.Parse("tango"), null),
        }).Select(ranked => Snapshot.IdOf(ranked.Item))];
    }
}
