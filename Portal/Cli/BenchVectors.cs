using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Cli;

/// <summary>Vector search on invented vectors, beside the plain scan in single precision. Needs neither database nor encoder.</summary>
internal sealed class BenchVectors : IBenchmark
{
    public Command Create(PortalFactory portal)
    {
        Option<int> items = new("--items") { Description = "How many vectors, 1 to 4000000.", DefaultValueFactory = _ => 100_000 };
        Option<int> dimensions = new("--dimensions") { Description = "Their length, 1 to 4096.", DefaultValueFactory = _ => 512 };
        Option<int> queries = new("--queries") { Description = "How many queries, 1 to 100000.", DefaultValueFactory = _ => 200 };
        Option<int> k = new("--k") { Description = "How many neighbours each, 1 to 10000.", DefaultValueFactory = _ => 10 };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same vectors.", DefaultValueFactory = _ => 1 };
        Command command = new("vectors", "Vector search: build time, memory, p50 and p99 per query, recall.") { items, dimensions, queries, k, seed };
        command.SetAction((parse, token) => VerbHost.GuardAsync(parse, () =>
        {
            Run run = new(
                BenchFormat.Checked(parse, items, 1, 4_000_000), BenchFormat.Checked(parse, dimensions, 1, 4096), BenchFormat.Checked(parse, queries, 1, 100_000),
                BenchFormat.Checked(parse, k, 1, 10_000), parse.GetValue(seed));
            Measure(run, parse.InvocationConfiguration.Output, token);
            return Task.CompletedTask;
        }, token));
        return command;
    }

    private static void Measure(Run run, TextWriter output, CancellationToken token)
    {
        SyntheticVectors source = new(run.Dimensions, Math.Max(1, (int)Math.Sqrt(run.Items)), run.Seed);
        var vectors = new float[run.Items][];
        for (var i = 0; i < vectors.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            vectors[i] = source.Next();
        }

        float[][] queries = [.. Enumerable.Range(0, run.Queries).Select(_ => source.Next())];
        var started = Stopwatch.GetTimestamp();
        VectorIndex index = new("synthetic", run.Dimensions, vectors);
        var built = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Items} vectors of {run.Dimensions} dimensions, {run.Queries} queries, k {run.K}, seed {run.Seed}, {Environment.ProcessorCount} cores"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"build:  {built:F2} s"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"memory: {BenchFormat.Mebibytes(index.FloatBytes)} MiB in single precision, {BenchFormat.Mebibytes(index.CodeBytes)} MiB in 8 bits, {BenchFormat.Mebibytes(Environment.WorkingSet)} MiB resident"));

        var (exact, exactTimes) = Search(queries, query => Plain(vectors, query, run.K), token);
        var (found, times) = Search(queries, query => [.. index.Search(query, run.K).Select(hit => hit.Item.Value)], token);
        output.WriteLine(BenchFormat.Header);
        output.WriteLine(BenchFormat.Row("plain scan", exactTimes));
        output.WriteLine(BenchFormat.Row("index", times));
        double[] recalls = [.. exact.Zip(found).Select(pair => (double)pair.First.Intersect(pair.Second).Count() / pair.First.Length)];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{BenchFormat.At(exactTimes, 0.5) / BenchFormat.At(times, 0.5):F1} times the speed of the plain scan; recall@{run.K} {recalls.Average():F4}, worst query {recalls.Min():F2}"));
    }

    private static (int[][] Found, List<double> Times) Search(float[][] queries, Func<float[], int[]> search, CancellationToken token)
    {
        BenchFormat.WarmUp(round => search(queries[round % queries.Length]), token);
        var found = new int[queries.Length][];
        List<double> times = [];
        for (var i = 0; i < queries.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            found[i] = search(queries[i]);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return (found, times);
    }

    private static int[] Plain(float[][] vectors, float[] query, int k)
    {
        var scores = new float[vectors.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = VectorMath.Dot(query, vectors[i]);
        }

        return TopK.Select(scores, k);
    }

    private sealed record Run(int Items, int Dimensions, int Queries, int K, int Seed);
}
