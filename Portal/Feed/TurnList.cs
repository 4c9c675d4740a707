using Portal.Domain.Catalogue;
using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Numerics;
using Portal.Domain.Ranking;

namespace Portal.Feed;

/// <summary>A place of a list.</summary>
/// <param name="Item">What stands there, with the probability that it came there over all draws.</param>
/// <param name="Ranking">Which of two rankings it was ranked by: 0, or 1 for the second.</param>
/// <param name="Team">The ranking that put it there, where that was drawn; null where both agreed or only one ranks.</param>
public readonly record struct FeedPlace(RankedItem Item, int Ranking, int? Team);

/// <summary>A list that two rankings take turns to fill, by team draft.</summary>
public static class TurnList
{
    /// <summary>A list of one ranking.</summary>
    public static IReadOnlyList<FeedPlace> Of(IReadOnlyList<RankedItem> ranking) => [.. ranking.Select(item => new FeedPlace(item, 0, null))];

    /// <summary>Fills a list in turns. Where both begin with the same items, these are nobody's: they say nothing about either.</summary>
    /// <param name="first">The first ranking, best first.</param>
    /// <param name="second">The second.</param>
    /// <param name="length">Most places.</param>
    /// <param name="seed">The same seed and rankings give the same list.</param>
    public static IReadOnlyList<FeedPlace> Of(IReadOnlyList<RankedItem> first, IReadOnlyList<RankedItem> second, int length, ulong seed)
    {
        IReadOnlyList<RankedItem>[] rankings = [first, second];
        var drawn = TeamDraft.Interleave([.. rankings.Select(IReadOnlyList<ItemIndex> (ranking) => [.. ranking.Select(item => item.Item)])], length, seed, neutralTop: true);
        List<FeedPlace> places = new(drawn.Count);
        Chances chances = new(rankings);
        foreach (var (item, team) in drawn)
        {
            var chance = team == TeamDraft.Nobody ? first[places.Count].Propensity : chances.Of(item, team);
            var ranking = Math.Max(team, 0);
            var ranked = rankings[ranking].First(candidate => candidate.Item == item);
            places.Add(new FeedPlace(ranked with { Propensity = chance }, ranking, team == TeamDraft.Nobody ? null : team));
            chances.Shown(item);
        }

        return places;
    }

    /// <summary>The seed of a part of a feed: the same for a part that is loaded again, another one for the next part.</summary>
    /// <param name="person">The seed of what is drawn for the person that day.</param>
    /// <param name="experiment">Id of the experiment.</param>
    /// <param name="placed">How many items stand above.</param>
    public static ulong SeedOf(ulong person, int experiment, int placed) => new SplitMix64(person ^ (ulong)experiment, placed).Next();

    /// <summary>With what probability the draft, whose turns are even, brings an item to the next place.</summary>
    private sealed class Chances(IReadOnlyList<RankedItem>[] rankings)
    {
        private readonly int[] _next = new int[rankings.Length], _picks = new int[rankings.Length];
        private readonly HashSet<ItemIndex> _shown = [];

        public void Shown(ItemIndex item) => _shown.Add(item);

        public double Of(ItemIndex item, int team)
        {
            for (var i = 0; i < rankings.Length; i++)
            {
                while (_next[i] < rankings[i].Count && _shown.Contains(rankings[i][_next[i]].Item))
                {
                    _next[i]++;
                }
            }

            int[] able = [.. Enumerable.Range(0, rankings.Length).Where(i => _next[i] < rankings[i].Count)];
            var fewest = able.Min(i => _picks[i]);
            able = [.. able.Where(i => _picks[i] == fewest)];
            _picks[team]++;

            // Each that might be drawn, where it would place the same item.
            return able.Select(i => rankings[i][_next[i]]).Where(next => next.Item == item).Sum(next => next.Propensity) / able.Length;
        }
    }
}
