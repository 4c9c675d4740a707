using System.Globalization;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Cli;

/// <summary>How many people it takes to find the same difference of two rankings by an A/B test of openings and by interleaving.</summary>
internal static class BenchInterleaving
{
    private const double Alpha = 0.05, Power = 0.8, FewestTimes = 10;

    public static void Measure(BenchBounds bounds, int runs, int people, ulong seed, CancellationToken token)
    {
        ClickTrials trials = new();
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
            bounds.AtLeast($"power of {name} with so many", Power, Found(trials, forDraft, runs, seed + 7, neutralTop, token), runs);
        }
    }

    // The sign test's normal approximation; people without a preference count towards those needed.
    private static int PeopleNeeded(ClickTrials trials, int people, ulong seed, bool neutralTop)
    {
        var comparison = trials.Interleaved(people, seed, neutralTop).Result().Comparisons[0];
        var share = comparison.WinShare ?? throw new VerbException("Nobody opened anything; give more --people.", ExitCode.BadArguments);
        var (level, aim) = (-NormalDistribution.Quantile(Alpha / 2), -NormalDistribution.Quantile(1 - Power));
        var decided = Math.Pow(((level / 2) + (aim * Math.Sqrt(share * (1 - share)))) / (share - 0.5), 2);
        return (int)Math.Ceiling((decided + 1) * people / (comparison.Wins + comparison.Losses));
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
