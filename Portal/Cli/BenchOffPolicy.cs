using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Domain.OffPolicy;

namespace Portal.Cli;

/// <summary>Whether the estimates of a draft's rates from the log of other weights can be trusted: on logs whose truth is known. Needs no portal.</summary>
internal sealed class BenchOffPolicy : IBenchmark
{
    private const int TruthRequests = 60_000;
    private const ulong TruthSeed = 77;

    // Near, better, worse, and one that would show other items.
    private static readonly (string Name, double[] Draft, int Candidates)[] Policies =
    [
        ("same", SimulatedLogs.Present, 13),
        ("near", [0.6, 1, 0.4, 0.8], 13),
        ("better", SimulatedLogs.Taste, 13),
        ("worse", [-0.4, 0.4, 1, 0.4], 13),
        ("apart", [1, 0.6, 0.2, 0.6], 18),
        ("far", [-1, 0.2, 1, 0], 40),
    ];

    public Command Create(PortalFactory portal)
    {
        Option<int> runs = new("--repetitions") { Description = "Logs drawn for each draft, 20 to 10000.", DefaultValueFactory = _ => 200 };
        Option<int> seed = new("--seed") { Description = "Seed of the logs.", DefaultValueFactory = _ => 1 };
        Command command = new("off-policy", "Bias, error and interval coverage of the estimates of a draft's click and like rate, on simulated logs of known truth, and how often they refuse.") { runs, seed };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            var count = BenchFormat.Checked(parse, runs, 20, 10_000);
            var output = parse.InvocationConfiguration.Output;
            await Task.Run(() => Measure(count, parse.GetValue(seed), output, ct), ct);
        }, ct));
        return command;
    }

    private static void Measure(int count, int seed, TextWriter output, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        SimulatedLogs example = new();
        Say(output, $"{count} logs per draft, {example.People} people, {example.People * example.RequestsEach} lists of {example.Places} places, seed {seed}; rates in % of places, intervals at 95 %");
        Say(output, $"{"draft",-8}{"rate",-7}{"estimate",-10}{"truth",9}{"bias",9}{"rmse",9}{"covered",9}{"width",9}{"overlap",9}{"eff. n",9}{"refused",9}");
        foreach (var (name, draft, candidates) in Policies)
        {
            var logs = example with { Candidates = candidates };
            var truth = logs.Truth(draft, TruthRequests, TruthSeed);
            var drawn = new (OffPolicyEstimate Estimate, double Overlap)[count];
            Parallel.For(0, count, new ParallelOptions { CancellationToken = token }, run =>
            {
                var (log, overlap) = logs.Draw(draft, ((ulong)seed << 32) + (ulong)run);
                drawn[run] = (new OffPolicyEstimator().Estimate(log, overlap, null, token)!, overlap);
            });
            Tell(output, name, "clicks", drawn, truth.Clicks, estimate => estimate.Clicks);
            Tell(output, name, "likes", drawn, truth.Likes, estimate => estimate.Likes);
        }

        Say(output, $"took {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
    }

    private static void Tell(TextWriter output, string draft, string rate, (OffPolicyEstimate Estimate, double Overlap)[] drawn, double truth, Func<OffPolicyEstimate, RateEstimate> of)
    {
        var rates = drawn.Select(one => of(one.Estimate)).ToList();
        var refused = rates.Count(one => one.Refusal is not null) / (double)rates.Count;
        var (overlap, effective) = (drawn.Average(one => one.Overlap), drawn.Average(one => one.Estimate.EffectivePlaces));
        foreach (var (name, intervals) in new[] { ("snips", rates.Select(one => one.Weighted)), ("robust", rates.Select(one => one.Robust)) })
        {
            var given = intervals.OfType<RateInterval>().ToList();
            var numbers = given.Count == 0
                ? $"{"–",9}{"–",9}{"–",9}{"–",9}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{100 * (given.Average(one => one.Value) - truth),9:F3}{100 * Math.Sqrt(given.Average(one => (one.Value - truth) * (one.Value - truth))),9:F3}{given.Count(one => one.Low <= truth && truth <= one.High) / (double)given.Count,9:P1}{100 * given.Average(one => one.High - one.Low),9:F3}");
            Say(output, $"{draft,-8}{rate,-7}{name,-10}{100 * truth,9:F3}{numbers}{overlap,9:P1}{effective,9:F0}{refused,9:P0}");
        }
    }

    private static void Say(TextWriter output, FormattableString line) => output.WriteLine(FormattableString.Invariant(line));
}
