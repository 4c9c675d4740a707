using Portal.Domain.Catalogue;
using Portal.Domain.Context;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Domain.ShortTerm;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Recommendation;

/// <summary>A random but reproducible catalogue with a person in it, for tests of what must always hold.</summary>
internal sealed class RankingWorld
{
    private static readonly string[] Genres = ["science fiction", "comedy", "crime", "horror", "romance"];
    private static readonly string[] Tags = ["slow-burn", "funny", "dark", "gore", "island", "heist", "music"];
    private static readonly string[] Sentences =
        ["slow science fiction", "comedy with music, no horror", "a heist on an island, nothing gory", "romance", "crime under 100 minutes, not too dark", ""];

    private readonly int _seed;

    public RankingWorld(int seed, double prior = 10)
    {
        _seed = seed;
        Random random = new(seed);
        List<Item> items = [];
        for (var i = 0; i < 37 + random.Next(20); i++)
        {
            items.Add(Item(
                $"i{i:000}",
                random.Next(3) == 0 ? "book" : "film",
                [Genres[random.Next(Genres.Length)]],
                [.. Tags.Where(_ => random.Next(3) == 0)],
                1950 + random.Next(77),
                $"{Tags[random.Next(Tags.Length)]} and {Genres[random.Next(Genres.Length)]} {random.Next(9)}",
                attributes: ("minutes", $"{60 + random.Next(120)}")) with { Creators = [$"maker {random.Next(15)}"] });
        }

        // Two that are the same but for their ids.
        items.Add(items[3] with { Id = "twin-of-i003", Title = items[3].Title, Creators = items[3].Creators });
        Dictionary<string, float[]?> vectors = [];
        foreach (var item in items)
        {
            vectors[item.Id] = item.Id == "twin-of-i003" ? (float[]?)vectors["i003"]?.Clone()
                : random.Next(9) == 0 ? null : [.. Enumerable.Range(0, 5).Select(_ => (float)random.NextDouble() - 0.3f)];
        }

        Snapshot = Snapshot(items, item => (float[]?)vectors[item.Id]?.Clone(), _ => new ItemCounts(random.Next(30), random.Next(9)), prior);
        var someone = Enumerable.Range(0, Snapshot.Catalogue.Count).Select(i => new ItemIndex(i)).OrderBy(_ => random.Next()).ToList();
        Opinion Opinion(ItemIndex item) => new(item, 0.2f + (0.8f * (float)random.NextDouble()), Now.AddDays(-random.Next(200)));
        Person = new PersonProfile
        {
            Exemptions = [.. someone.Take(2).Select(item => new RuleExemption("label:horror", Snapshot.Catalogue[item].Id))],
            Statements = [.. Clauses(random), .. Sentences.Where(_ => random.Next(2) == 0).Select(text => new PersonStatement(
                Guid.NewGuid(), Snapshot.Parser.Parse(text), random.Next(3) == 0 ? null : Unit([1, 0.2f, (float)random.NextDouble(), 0, 0.1f]), Now.AddDays(-random.Next(60))))],
            Liked = [.. someone.Take(random.Next(7)).Select(Opinion)],
            Disliked = [.. someone.Skip(7).Take(random.Next(5)).Select(Opinion)],
            Withheld = someone.Skip(12).Take(random.Next(6)).ToHashSet(),
            Shown = someone.Skip(20).Take(6).ToDictionary(item => item, _ => 1 + random.Next(9)),
            History = [.. someone.Take(12).Where(_ => random.Next(2) == 0).Select(item => new ItemWeight(item, (2 * (float)random.NextDouble()) - 0.5f))],
        };

        // One item in five has no behaviour, and one world in six has learned nothing.
        int[] used = [.. Enumerable.Range(0, Snapshot.Catalogue.Count).Where(item => item % 5 != 0)];
        Models = random.Next(6) == 0 ? LearnedModels.None : ModelFixtures.Learn(
            Snapshot,
            [.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 2 + random.Next(9)).Select(_ => used[random.Next(used.Length)]).ToArray())],
            [.. Enumerable.Range(0, 40).Select(_ => new ContextEvent(new ItemIndex(used[random.Next(used.Length)]), Moment.Of(Now.AddHours(random.Next(48))), 1))]);
        Session = ModelFixtures.Session([.. someone.Skip(26).Take(random.Next(5))]);
    }

    // Clauses by hand, of every polarity and subject, so that what must always hold does not hang on what the parser reads.
    private IEnumerable<PersonStatement> Clauses(Random random)
    {
        Subject[] subjects =
        [
            new LabelSubject([Genres[random.Next(Genres.Length)]]), new LabelSubject([.. new[] { Tags[random.Next(3)], Tags[3 + random.Next(4)] }.Order(StringComparer.Ordinal)]),
            new KindSubject(["book"]), new CreatorSubject($"maker {random.Next(15)}"), new ItemSubject($"i{random.Next(37):000}", "some"), new ConceptSubject("island romance"),
            new RangeSubject("minutes", 70, 160), new RangeSubject("year", null, 2000), new LanguageSubject("en"), new ConceptSubject(Tags[random.Next(Tags.Length)]),
        ];
        Polarity[] polarities = [Polarity.More, Polarity.Less, Polarity.Less, Polarity.Never, Polarity.Only];
        for (var i = 0; i < random.Next(4); i++)
        {
            var polarity = polarities[random.Next(polarities.Length)];
            Clause clause = new()
            {
                Start = 0,
                End = 4,
                Phrase = "some",
                Polarity = polarity,
                Strength = 0.2 + (0.8 * random.NextDouble()),
                Subject = polarity == Polarity.Only ? subjects[random.Next(2) == 0 ? 2 : 6] : subjects[random.Next(subjects.Length)],
                Except = random.Next(4) == 0 ? [new LabelSubject(["funny"])] : [],
            };
            yield return new PersonStatement(
                new Guid(_seed, (short)i, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                new ParsedStatement { Version = ParsedStatement.CurrentVersion, Text = "some", Wanted = polarity == Polarity.More ? "some" : "", Clauses = [clause] },
                null,
                Now.AddDays(-random.Next(60)));
        }
    }

    /// <summary>Weights under which each place goes to what scores highest by itself or by being different.</summary>
    public static readonly RankingWeights Greedy = RankingWeights.Default with { Balance = 0, MostPerCreator = 0, ExplorationShare = 0 };

    public int Seed => _seed;

    public EngineSnapshot Snapshot { get; }

    public LearnedModels Models { get; init; }

    public Session Session { get; init; }

    public Mood? Mood { get; init; }

    public PersonProfile Person { get; init; }

    public IReadOnlyList<RankedItem> Rank(PersonProfile? person = null, RankingWeights? weights = null, int count = 20, IReadOnlyList<ItemIndex>? placed = null) =>
        Recommender.Recommend(Snapshot, Query(weights, count) with { Person = person ?? Person, Placed = placed ?? [] });

    public FeedQuery Query(RankingWeights? weights = null, int count = 20) => new()
    {
        Person = Person,
        Models = Models,
        Session = Session,
        Moment = Moment.Of(Now),
        Weights = weights ?? RankingWeights.Default,
        Now = Now,
        Count = count,
        Seed = (ulong)_seed,
        Mood = Mood,
    };

    /// <summary>The request's context; dispose it.</summary>
    public RankingContext Context(RankingWeights? weights = null) =>
        new(Snapshot, Person, Mood, weights ?? RankingWeights.Default, Now, (ulong)_seed) { Models = Models, Session = Session, Moment = Moment.Of(Now) };
}
