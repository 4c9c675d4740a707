using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Portal.Diagnostics;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;
using Spectre.Console;

namespace Portal.Cli;

/// <summary>Whether what is promised of experiments holds on made-up ones of known truth: false alarms, power, coverage, splits, variance. Needs no portal.</summary>
internal sealed class BenchExperiments : IBenchmark
{
    // As measured for the choice of the method: docs/experiments.md.
    private const int Planned = 2000, Every = 50, RatioUnits = 10_000, RatioDays = 20;
    private const double Effect = 0.1253, Skew = 0.53, Correlation = 0.7;

    private sealed record BenchSize(int Runs, int People, int Units);

    public Command Create(PortalFactory portal)
    {
        Option<int> runs = new("--repetitions") { Description = "Experiments of each kind, 100 to 100000.", DefaultValueFactory = _ => 2000 };
        Option<int> people = new("--people") { Description = "People who are shown lists, for the comparison of interleaving and A/B, 1000 to 1000000.", DefaultValueFactory = _ => 40_000 };
        Option<int> units = new("--units") { Description = "Units of 12 metrics that are read, for the speed, 1000 to 100000000.", DefaultValueFactory = _ => 1_000_000 };
        Option<int> seed = new("--seed") { Description = "Seed of everything.", DefaultValueFactory = _ => 1 };
        Command command = new("experiments", "False alarms, power, coverage, split checks, variance saved and the people that interleaving needs, on made-up experiments of known truth. Fails when a bound is missed.") { runs, people, units, seed };
        command.SetAction((parse, ct) => VerbHost.GuardAsync(parse, async () =>
        {
            BenchSize size = new(BenchFormat.Checked(parse, runs, 100, 100_000), BenchFormat.Checked(parse, people, 1000, 1_000_000), BenchFormat.Checked(parse, units, 1000, 100_000_000));
            var output = parse.InvocationConfiguration.Output;
            var started = Stopwatch.GetTimestamp();
            BenchBounds bounds = new();
            await ConsoleProgress.RunAsync(parse.InvocationConfiguration.Error, "Measuring", progress => Task.Run(() => Measure(bounds, size, (ulong)parse.GetValue(seed), progress, ct), ct), TimeProvider.System);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{size.Runs} experiments of each kind, {Planned} units with a look every {Every}, effect {Effect} deviations where there is one, seed {parse.GetValue(seed)}"));
            EvaluateTable.ConsoleOn(output).Write(bounds.Table());
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"took {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s; a bound is missed when it lies more than three standard errors of the measurement away"));
            if (bounds.Missed is { Count: > 0 } missed)
            {
                throw new VerbException($"Missed: {string.Join("; ", missed)}.");
            }
        }, ct));
        return command;
    }

    private static void Measure(BenchBounds bounds, BenchSize size, ulong seed, IProgress<WorkProgress> progress, CancellationToken token)
    {
        const int Steps = 6;
        var runs = size.Runs;
        Tell(0, "experiments without an effect");
        var none = Repeat(runs, run => new ExperimentTrials(Planned, Every, 0).Run(seed, run), token);
        bounds.AtMost("false alarms, confidence sequence, any look", 0.05, Share(none, one => one.Sequence), runs);
        bounds.Shown("false alarms, fixed test, any look", "invalid: some 30 %", BenchBounds.Percent(Share(none, one => one.AnyFixed)));
        bounds.Near("false alarms, fixed test, once at the end", 0.05, Share(none, one => one.LastFixed), runs);

        Tell(1, "experiments with an effect");
        var some = Repeat(runs, run => new ExperimentTrials(Planned, Every, Effect).Run(seed + 1, run), token);
        bounds.AtLeast("power, fixed test, once at the end", 0.8, Share(some, one => one.LastFixed), runs);
        bounds.Shown("power, confidence sequence, same size", "about 50 %", BenchBounds.Percent(Share(some, one => one.Sequence)));
        bounds.Shown("share of the units it needs when it finds", "", BenchBounds.Percent(some.Where(one => one.Sequence).Select(one => one.StopLook * (double)Every / Planned).DefaultIfEmpty(1).Average()));
        bounds.AtLeast("power, confidence sequence, planned for it", 0.8, PowerOfSequence(runs, seed, token), runs);
        bounds.AtLeast("coverage, confidence sequence, at a stop", 0.95, Share([.. none, .. some], one => one.CoveredAtStop), 2 * runs);
        bounds.AtLeast("coverage, confidence sequence, all looks", 0.95, Share([.. none, .. some], one => one.CoveredAlways), 2 * runs);

        Tell(2, "splits");
        Split(bounds, runs, seed, token);

        Tell(3, "what units did before");
        var past = Repeat(runs, run => new ExperimentTrials(Planned, Every, Effect) { Correlation = Correlation }.RunWithPast(seed + 4, run), token);
        var (plain, adjusted) = (Variance(past.Select(one => one.Plain)), Variance(past.Select(one => one.Adjusted)));
        bounds.Within("variance saved by CUPED, correlation 0.7", Correlation * Correlation, 1 - (adjusted / plain), 3 * (1 - (Correlation * Correlation)) * 2 / Math.Sqrt(runs));
        bounds.Within("the same as told by the estimate", Correlation * Correlation, past.Average(one => one.Saved), 0.02);

        Tell(4, "interleaving");
        BenchInterleaving.Measure(bounds, runs, size.People, seed, token);

        Tell(5, "reading units");
        BenchAnalysis.Measure(bounds, size.Units, seed, token);
        Tell(Steps, "");

        void Tell(int done, string what) => progress.Report(new WorkProgress(done, Steps, what));
    }

    // The sequence finds δ with power β at its tightest, 3.04 errors, where the fixed test needs 1.96: about (3.04 + 0.84)² ÷ (1.96 + 0.84)² as many units.
    private static double PowerOfSequence(int runs, ulong seed, CancellationToken token)
    {
        ConfidenceSequence sequence = new(0.05, Planned);
        var (reach, aim) = (sequence.HalfWidth(Planned), -NormalDistribution.Quantile(0.2));
        var units = Planned * Math.Pow((reach + aim) / (-NormalDistribution.Quantile(0.025) + aim), 2);
        var planned = (int)Math.Ceiling(units / Every) * Every;
        return Share(Repeat(runs, run => new ExperimentTrials(planned, Every, Effect).Run(seed + 2, run), token), one => one.Sequence);
    }

    private static void Split(BenchBounds bounds, int runs, ulong seed, CancellationToken token)
    {
        var fair = Repeat(runs, run => Count(seed + 3, run, 0.5), token);
        var skewed = Repeat(runs, run => Count(seed + 3, run, Skew), token);
        bounds.AtMost("split called wrong, chi-square at .001, fair split", SampleRatio.UsualAlpha, Share(fair, one => one.Once < SampleRatio.UsualAlpha), runs);
        bounds.AtMost("split called wrong, sequential, fair split", SampleRatio.UsualAlpha, Share(fair, one => one.Always < SampleRatio.UsualAlpha), runs);
        bounds.AtLeast("split of 53 : 47 found in 10,000, chi-square", 0.95, Share(skewed, one => one.Once < SampleRatio.UsualAlpha), runs);
        bounds.AtLeast("split of 53 : 47 found in 10,000, sequential", 0.95, Share(skewed, one => one.Always < SampleRatio.UsualAlpha), runs);
    }

    private static (double Once, double Always) Count(ulong seed, int run, double share)
    {
        SplitMix64 random = new(seed, run);
        SequentialSampleRatio sequence = new([0.5, 0.5], SampleRatioReport.SequentialConcentration);
        long first = 0;
        for (var day = 0; day < RatioDays; day++)
        {
            var today = 0L;
            for (var unit = 0; unit < RatioUnits / RatioDays; unit++)
            {
                today += random.NextShare() < share ? 1 : 0;
            }

            first += today;
            sequence.Add([today, (RatioUnits / RatioDays) - today]);
        }

        return (SampleRatio.PValue([first, RatioUnits - first], [0.5, 0.5]), sequence.PValue);
    }

    private static T[] Repeat<T>(int runs, Func<int, T> work, CancellationToken token)
    {
        var results = new T[runs];
        Parallel.For(0, runs, new ParallelOptions { CancellationToken = token }, run => results[run] = work(run));
        return results;
    }

    private static double Share<T>(IReadOnlyList<T> outcomes, Func<T, bool> happened) => outcomes.Count(happened) / (double)outcomes.Count;

    private static double Variance(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var mean = all.Average();
        return all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1);
    }
}
