using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.ShortTerm;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.ShortTerm;

/// <summary>The measured values of the evaluation contract, split S4: the next item on the small MovieLens.</summary>
public sealed class TransitionReferenceTests
{
    [SharedDataFact(SmallMovieLens.Folder)]
    public void Next_item_of_S4_is_found_as_often_as_measured_elsewhere()
    {
        var histories = Histories(out var itemCount);
        var model = new TransitionTrainer().Train(new EventSequences { ItemCount = itemCount, Items = [.. histories.Select(history => history[..^1])] });

        var scores = new float[itemCount];
        double hits = 0, gain = 0;
        foreach (var history in histories)
        {
            model.Score([.. history[..^1].Reverse().Select(item => new ItemIndex(item))], scores);
            foreach (var seen in history[..^1])
            {
                scores[seen] = float.NegativeInfinity;
            }

            var rank = Array.IndexOf(TopK.Select(scores, 10), history[^1]);
            hits += rank >= 0 ? 1 : 0;
            gain += rank >= 0 ? 1 / Math.Log2(rank + 2) : 0;
        }

        Assert.Equal(671, histories.Count);
        Assert.Equal(3496, itemCount);
        Assert.InRange(hits / histories.Count, 0.1485, 0.1495);
        Assert.InRange(gain / histories.Count, 0.0812, 0.0822);
    }

    private static List<int[]> Histories(out int itemCount)
    {
        var ratings = SmallMovieLens.Ratings();
        int[] movies = [.. ratings.GroupBy(rating => rating.Movie).Where(group => group.Count() >= 5).Select(group => group.Key).Order()];
        var positions = movies.Select((movie, i) => (movie, i)).ToDictionary(pair => pair.movie, pair => pair.i);
        itemCount = movies.Length;
        return [.. ratings.Where(rating => positions.ContainsKey(rating.Movie)).GroupBy(rating => rating.User).OrderBy(group => group.Key)
            .Select(group => group.OrderBy(rating => rating.Seconds).ThenBy(rating => rating.Movie).Select(rating => positions[rating.Movie]).ToArray())];
    }
}
