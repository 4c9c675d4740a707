using Portal.Domain.Numerics;

namespace Portal.Domain.Experiments.Interleaving;

/// <summary>
/// Makes one list of several rankings so that what people do with it tells which ranking they like better (team draft interleaving: Radlinski,
/// Kurup and Joachims 2008; for more than two rankings: Schuth, Sietsma, Whiteson, Lefortier and de Rijke 2014).
/// </summary>
/// <remarks>
/// At every place one of the rankings that have placed the fewest items, and have one left that is not shown yet, is drawn evenly; it places
/// its best such item, which belongs to its team. Classically an item on which all rankings agree belongs to the team that was drawn, too: no
/// ranking gains by that, but chance does. See the parameter <c>neutralTop</c>.
/// </remarks>
public static class TeamDraft
{
    /// <summary>The team of an item that belongs to no ranking.</summary>
    public const int Nobody = -1;

    /// <summary>Interleaves rankings.</summary>
    /// <typeparam name="T">The ranked things; equal ones are the same item.</typeparam>
    /// <param name="rankings">At least two, each best first; of a repeated item the first place counts.</param>
    /// <param name="length">Most places of the list, at least 0; there are fewer where the rankings hold fewer items.</param>
    /// <param name="seed">What the draws follow from, e.g. a hash of the request's id: the same seed and rankings give the same list.</param>
    /// <param name="neutralTop">
    /// Whether the items that all rankings have at the same places from the first on belong to <see cref="Nobody"/>; the draft begins after
    /// them. Clicks on them say nothing of the rankings, so that without them fewer people are needed.
    /// </param>
    /// <returns>The places, best first, without repeated items.</returns>
    /// <exception cref="ArgumentException">There are fewer than two rankings.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 0.</exception>
    public static IReadOnlyList<TeamPlace<T>> Interleave<T>(IReadOnlyList<IReadOnlyList<T>> rankings, int length, ulong seed, bool neutralTop = false)
        where T : notnull
    {
        SplitMix64 random = new(seed, 0);
        return Draft(rankings, length, neutralTop, count => random.NextBelow(count));
    }

    /// <summary>What each team earned on a list.</summary>
    /// <typeparam name="T">The ranked things.</typeparam>
    /// <param name="places">The list as it was shown.</param>
    /// <param name="teams">How many rankings there were.</param>
    /// <param name="outcome">What came of an item: 1 for a click, or any weighted outcome; 0 for nothing.</param>
    /// <returns>A sum for each team, by its index.</returns>
    public static double[] Credit<T>(IReadOnlyList<TeamPlace<T>> places, int teams, Func<T, double> outcome)
    {
        var credit = new double[teams];
        foreach (var (item, team) in places)
        {
            if (team != Nobody)
            {
                credit[team] += outcome(item);
            }
        }

        return credit;
    }

    /// <summary>The draft itself.</summary>
    /// <param name="rankings">The rankings.</param>
    /// <param name="length">Most places.</param>
    /// <param name="neutralTop">Whether the common top is nobody's.</param>
    /// <param name="choose">Draws one of so many, from 0; asked only where there is more than one.</param>
    internal static List<TeamPlace<T>> Draft<T>(IReadOnlyList<IReadOnlyList<T>> rankings, int length, bool neutralTop, Func<int, int> choose)
        where T : notnull
    {
        if (rankings.Count < 2)
        {
            throw new ArgumentException($"{rankings.Count} rankings cannot be interleaved; give at least two.", nameof(rankings));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(length);
        List<TeamPlace<T>> places = [];
        HashSet<T> shown = [];
        for (var at = 0; neutralTop && places.Count < length && AllAgree(rankings, at); at++)
        {
            if (shown.Add(rankings[0][at]))
            {
                places.Add(new TeamPlace<T>(rankings[0][at], Nobody));
            }
        }

        var (next, picks) = (new int[rankings.Count], new int[rankings.Count]);
        List<int> able = [];
        while (places.Count < length)
        {
            for (var team = 0; team < rankings.Count; team++)
            {
                while (next[team] < rankings[team].Count && shown.Contains(rankings[team][next[team]]))
                {
                    next[team]++;
                }
            }

            FewestPicks(rankings, next, picks, able);
            if (able.Count == 0)
            {
                break;
            }

            var drawn = able.Count == 1 ? able[0] : able[choose(able.Count)];
            var item = rankings[drawn][next[drawn]];
            shown.Add(item);
            picks[drawn]++;
            places.Add(new TeamPlace<T>(item, drawn));
        }

        return places;
    }

    private static bool AllAgree<T>(IReadOnlyList<IReadOnlyList<T>> rankings, int at)
        where T : notnull
    {
        var comparer = EqualityComparer<T>.Default;
        return rankings.All(ranking => at < ranking.Count && comparer.Equals(ranking[at], rankings[0][at]));
    }

    // Those that have an item left, and of them those that have placed the fewest.
    private static void FewestPicks<T>(IReadOnlyList<IReadOnlyList<T>> rankings, int[] next, int[] picks, List<int> able)
    {
        able.Clear();
        var fewest = int.MaxValue;
        for (var team = 0; team < rankings.Count; team++)
        {
            if (next[team] < rankings[team].Count && picks[team] <= fewest)
            {
                if (picks[team] < fewest)
                {
                    able.Clear();
                }

                fewest = picks[team];
                able.Add(team);
            }
        }
    }
}
