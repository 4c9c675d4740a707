using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Context;
using Portal.Domain.Graph;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;

namespace Portal.Cli;

/// <summary>The engine on an invented catalogue: building, matching, ranking. Needs neither database nor encoder.</summary>
internal sealed class BenchEngine : IBenchmark
{
    private const int ListLength = 40, PeopleLearnedFrom = 5000;

    // Any day will do; the same one each time.
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Command Create(PortalFactory portal)
    {
        Option<int> items = new("--items") { Description = "How many items, 100 to 1000000.", DefaultValueFactory = _ => 100_000 };
        Option<int> dimensions = new("--dimensions") { Description = "Length of their vectors, 1 to 4096.", DefaultValueFactory = _ => 512 };
        Option<int> people = new("--people") { Description = "How many people, 1 to 10000.", DefaultValueFactory = _ => 100 };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same catalogue.", DefaultValueFactory = _ => 1 };
        Command command = new("engine", "Building a snapshot, matching texts and ranking feeds on an invented catalogue.") { items, dimensions, people, seed };
        command.SetAction((parse, token) => VerbHost.GuardAsync(parse, () =>
        {
            Measure(
                BenchFormat.Checked(parse, items, 100, 1_000_000), BenchFormat.Checked(parse, dimensions, 1, 4096), BenchFormat.Checked(parse, people, 1, 10_000),
                parse.GetValue(seed), parse.InvocationConfiguration.Output, token);
            return Task.CompletedTask;
        }, token));
        return command;
    }

    private static void Measure(int items, int dimensions, int people, int seed, TextWriter output, CancellationToken token)
    {
        SyntheticCatalogue source = new(items, dimensions, seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{items} items, vectors of {dimensions} dimensions, {people} people, seed {seed}, {Environment.ProcessorCount} cores"));
        var snapshot = Build(source, source.Items, null, output);
        output.WriteLine($"memory: {BenchFormat.Mebibytes(GC.GetTotalMemory(forceFullCollection: true) - before)} MiB beside the items and their vectors, {BenchFormat.Mebibytes(Environment.WorkingSet)} MiB resident");

        // As the job that refreshes the engine finds it: read anew, one text in a hundred changed.
        Build(source, [.. source.Items.Select((item, i) => item with { Description = i % 100 == 0 ? item.Description + " revised" : item.Description })], snapshot, output);

        SyntheticModels learner = new(source, Now, seed);
        var started = Stopwatch.GetTimestamp();
        var models = learner.Learn(snapshot.Catalogue, PeopleLearnedFrom, token);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"learned from {PeopleLearnedFrom} people: {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s ({models.Collaborative!.Key}, {models.Transitions!.TransitionCount} transitions)"));

        var wishes = Enumerable.Range(0, people).Select(_ => source.Wish()).ToList();
        var queries = Enumerable.Range(0, people).Select(_ => new FeedQuery
        {
            Person = source.Person(snapshot, Now),
            Models = models,
            Session = learner.Session(),
            Moment = Moment.Of(Now),
            Weights = RankingWeights.Default,
            Now = Now,
            Count = ListLength,
        }).ToList();
        var scores = new float[items];
        output.WriteLine(BenchFormat.Header);
        output.WriteLine(BenchFormat.Row("vector search, k 200", Times(wishes, wish => snapshot.Vectors!.Search(wish.Vector, 200), token)));
        output.WriteLine(BenchFormat.Row("words", Times(wishes, wish => snapshot.Words.Score(TextAnalyzer.Terms(wish.Text).Select(term => term.Stem), scores), token)));
        output.WriteLine(BenchFormat.Row("match", Times(wishes, wish => snapshot.Matcher.Match(wish.Text, wish.Vector), token)));
        output.WriteLine(BenchFormat.Row("match while typing", Times(wishes, wish => snapshot.Matcher.MatchTyping(wish.Text[..^1], wish.Vector), token)));
        output.WriteLine(BenchFormat.Row("fold-in", Times(queries, query => models.Collaborative.Score([.. query.Person.History], scores), token)));
        var graph = AttributeGraph.Of(snapshot.Catalogue);
        output.WriteLine(BenchFormat.Row("walk of the graph", Times(queries, query => PersonalisedPageRank.Score(graph, Likes(query), scores), token)));
        output.WriteLine(BenchFormat.Row("feed, first", Times(queries, query => Recommender.Recommend(snapshot, query), token, warmUp: false)));
        output.WriteLine(BenchFormat.Row("feed, after a click", Times(queries, query => Recommender.Recommend(snapshot, query with { Session = learner.Session() }), token)));
        output.WriteLine(BenchFormat.Row("feed, later", Times(queries, query => Recommender.Recommend(snapshot, query), token)));
    }

    private static ItemWeight[] Likes(FeedQuery query) => [.. query.Person.Liked.Select(like => new ItemWeight(like.Item, like.Strength))];

    private static EngineSnapshot Build(SyntheticCatalogue source, IReadOnlyList<Item> items, EngineSnapshot? previous, TextWriter output)
    {
        List<(string Part, double Seconds)> parts = [];
        var started = Stopwatch.GetTimestamp();
        CatalogueIndex catalogue = new(items);
        Lap("catalogue");
        VectorIndex vectors = new("synthetic", source.Vectors[0].Length, source.Vectors);
        Lap("vectors");
        Popularity popularity = new(source.Counts, 10);
        Lap("popularity");
        EngineSnapshot snapshot = new("synthetic", catalogue, vectors, popularity, Now, previous);
        Lap("words and lexicon");
        Recommender.Prepare(snapshot);
        Lap("graph");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(previous is null ? "build" : "build from the last")}: {parts.Sum(part => part.Seconds):F2} s ({string.Join(", ", parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Part} {part.Seconds:F2}")))}); {snapshot.Words.AnalysedCount} texts read, {snapshot.Words.TermCount} terms"));
        return snapshot;

        void Lap(string part)
        {
            parts.Add((part, Stopwatch.GetElapsedTime(started).TotalSeconds));
            started = Stopwatch.GetTimestamp();
        }
    }

    private static List<double> Times<T>(List<T> inputs, Action<T> work, CancellationToken token, bool warmUp = true)
    {
        if (warmUp)
        {
            BenchFormat.WarmUp(round => work(inputs[round % inputs.Count]), token);
        }

        List<double> times = [];
        foreach (var input in inputs)
        {
            token.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            work(input);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }
}
