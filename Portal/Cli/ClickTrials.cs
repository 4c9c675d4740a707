using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Numerics;

namespace Portal.Cli;

/// <summary>
/// People of known taste who open items of lists they look at from the top, less and less. Two rankings know their taste, one a little better
/// than the other, so that which one people prefer can be asked in two ways: by an A/B test and by interleaving.
/// </summary>
internal sealed record ClickTrials
{
    private const double Level = -2, LevelSpread = 0.8, Bias = 0.7;

    /// <summary>Items there are for a list.</summary>
    public int Candidates { get; init; } = 30;

    /// <summary>Places of a list.</summary>
    public int Places { get; init; } = 10;

    /// <summary>Lists a person opens.</summary>
    public int Requests { get; init; } = 3;

    /// <summary>What the first ranking mistakes, as a deviation; a person's tastes have deviation 1.</summary>
    public double Noise { get; init; } = 1;

    /// <summary>What the second one mistakes.</summary>
    public double LessNoise { get; init; } = 0.9;

    /// <summary>How many openings each ranking can expect of a person on average, and how much openings differ between people.</summary>
    public (double Old, double New, double Variance) Clicks(int people, ulong seed)
    {
        double old = 0, better = 0, sum = 0, squares = 0;
        for (var person = 0; person < people; person++)
        {
            SplitMix64 random = new(seed, person);
            var level = Level + (LevelSpread * random.NextNormal());
            var opened = 0;
            for (var request = 0; request < Requests; request++)
            {
                var (tastes, lists) = Draw(ref random);
                old += Expected(lists[0], tastes, level);
                better += Expected(lists[1], tastes, level);
                foreach (var (place, item) in lists[0].Index())
                {
                    opened += Opens(place, tastes[item], level, ref random) ? 1 : 0;
                }
            }

            sum += opened;
            squares += opened * opened;
        }

        return (old / people, better / people, (squares - (sum * sum / people)) / (people - 1));
    }

    /// <summary>What people who are shown interleaved lists prefer; the first ranking is the control.</summary>
    public InterleavingTally Interleaved(int people, ulong seed, bool neutralTop)
    {
        InterleavingTally tally = new(2);
        for (var person = 0; person < people; person++)
        {
            SplitMix64 random = new(seed, person);
            var level = Level + (LevelSpread * random.NextNormal());
            var credit = new double[2];
            for (var request = 0; request < Requests; request++)
            {
                var (tastes, lists) = Draw(ref random);
                foreach (var (place, (item, team)) in TeamDraft.Interleave(lists, Places, random.Next(), neutralTop).Index())
                {
                    if (Opens(place, tastes[item], level, ref random) && team != TeamDraft.Nobody)
                    {
                        credit[team]++;
                    }
                }
            }

            tally.Add(credit);
        }

        return tally;
    }

    // The mistakes of both are mostly the same: the rankings are two settings of one engine.
    private (double[] Tastes, int[][] Lists) Draw(ref SplitMix64 random)
    {
        var (tastes, old, better) = (new double[Candidates], new double[Candidates], new double[Candidates]);
        for (var item = 0; item < Candidates; item++)
        {
            var mistake = random.NextNormal();
            tastes[item] = random.NextNormal();
            old[item] = tastes[item] + (Noise * mistake);
            better[item] = tastes[item] + (LessNoise * mistake);
        }

        return (tastes, [Top(old), Top(better)]);
    }

    private int[] Top(double[] scores)
    {
        var items = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort([.. scores.Select(score => -score)], items);
        return items[..Places];
    }

    private static double Expected(int[] list, double[] tastes, double level) => list.Index().Sum(place => Chance(place.Index, tastes[place.Item], level));

    private static bool Opens(int place, double taste, double level, ref SplitMix64 random) => random.NextShare() < Chance(place, taste, level);

    private static double Chance(int place, double taste, double level) => Math.Pow(place + 1, -Bias) / (1 + Math.Exp(-level - taste));
}
