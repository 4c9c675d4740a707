using System.Globalization;
using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Cli;

/// <summary>How many people it takes to find the same difference of two rankings by an A/B test of openings and by interleaving.</summary>
internal static class BenchInterleaving
{
    private const double Alpha = 0.05, Power = 0.8, FewestTimes = 10;
    private const int Deciding = 1000, PlannedDeciding = 300;

    public static void Measure(BenchBounds bounds, int runs, int people, ulong seed, CancellationToken token)
    {
        bounds.AtMost("false alarms of interleaving, a look after every person", Alpha, FalseAlarms(runs, seed + 8, token), runs);
        ClickTrials trials = new();

        // The dearest of the runs, and the least doubtful.
        var rounds = Math.Max(100, runs / 4);
        var (old, better, variance) = trials.Clicks(people, seed + 5);
        var forTest = 2 * StudentPower.UnitsPerArm(Math.Abs(better - old) / Math.Sqrt(variance), Alpha, Power);
        bounds.Shown("openings a person, worse and better ranking", "", string.Create(CultureInfo.InvariantCulture, $"{old:F4} → {better:F4}"));
        bounds.Shown("people needed by an A/B test", "", forTest.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var (neutralTop, name) in new[] { (false, "interleaving"), (true, "interleaving, common top nobody's") })
        {
            token.ThrowIfCancellationRequested();
            var forDraft = PeopleNeeded(trials, people, seed + 6, neutralTop);
            bounds.Shown($"people needed by {name}", "", forDraft.ToString("N0", CultureInfo.InvariantCulture));
            bounds.AtLeast($"times fewer by {name}", FewestTimes, forTest / forDraft);
            bounds.AtLeast($"power of {name} with so many", Power, Found(trials, forDraft, rounds, seed + 7, neutralTop, token), rounds);
        }
    }

    // Of rankings that people like equally: the winner of each person is a toss.
    private static double FalseAlarms(int runs, ulong seed, CancellationToken token)
    {
        var alarms = 0;
        SignSequence sequence = new(Alpha, PlannedDeciding);
        Parallel.For(0, runs, new ParallelOptions { CancellationToken = token }, run =>
        {
            SplitMix64 random = new(seed, run);
            var wins = 0;
            for (var people = 1; people <= Deciding; people++)
            {
                wins += random.NextBelow(2);
                if (sequence.PValue(wins, people - wins) <= Alpha)
                {
                    Interlocked.Increment(ref alarms);
                    break;
                }
            }
        });
        return alarms / (double)runs;
    }

    // By the exact test, for a share that is one error of the measurement nearer to a half; people without a preference count towards those needed.
    private static int PeopleNeeded(ClickTrials trials, int people, ulong seed, bool neutralTop)
    {
        var comparison = trials.Interleaved(people, seed, neutralTop).Result().Comparisons[0];
        var decided = comparison.Wins + comparison.Losses;
        var share = comparison.WinShare is { } found ? found - Math.Sqrt(found * (1 - found) / decided) : 0;
        if (share < 0.51)
        {
            throw new VerbException($"{people} people do not tell which ranking is better; give more --people.", ExitCode.BadArguments);
        }

        var needed = 6;
        while (PowerOf(needed, share) < Power)
        {
            needed++;
        }

        return (int)Math.Ceiling(needed / (decided / (double)people));
    }

    // Probability that the sign test of so many preferences finds that more are wins.
    private static double PowerOf(int decided, double share)
    {
        var wins = (decided / 2) + 1;
        while (wins <= decided && SignTest.PValue(wins, decided - wins) > Alpha)
        {
            wins++;
        }

        return wins > decided ? 0 : IncompleteBeta.Regularized(wins, decided - wins + 1, share);
    }

    private static double Found(ClickTrials trials, int people, int runs, ulong seed, bool neutralTop, CancellationToken token)
    {
        var found = 0;
        Parallel.For(0, runs, new ParallelOptions { CancellationToken = token }, run =>
        {
            var comparison = trials.Interleaved(people, (seed << 20) + (ulong)run, neutralTop).Result().Comparisons[0];
            Interlocked.Add(ref found, SignTest.PValue(comparison.Wins, comparison.Losses) <= Alpha && comparison.Wins > comparison.Losses ? 1 : 0);
        });
        return found / (double)runs;
    }
}
