using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Numerics;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Content;

/// <summary>The measured values of the evaluation contract, split S5: items that nobody has used, on the small MovieLens.</summary>
public sealed class ColdItemReferenceTests
{
    [SharedDataFact(SmallMovieLens.Folder)]
    public void Cold_items_of_S5_are_found_as_often_as_measured_elsewhere()
    {
        var texts = SmallMovieLens.Texts();
        List<SmallMovieLens.Rating> likes = [.. SmallMovieLens.Ratings().Where(rating => rating.Stars >= 4 && texts.ContainsKey(rating.Movie))];
        int[] movies = [.. likes.Select(like => like.Movie).Distinct().Order()];
        var positions = movies.Select((movie, i) => (movie, i)).ToDictionary(pair => pair.movie, pair => pair.i);
        bool[] cold = [.. movies.Select((_, i) => i % 5 == 0)];
        var vectors = TermVectors.Build([.. movies.Select(movie => texts[movie])]);
        var scorer = ColdItemScores.Build(vectors, cold);
        var people = likes.GroupBy(like => like.User)
            .Select(group => (Warm: group.Select(like => positions[like.Movie]).Where(item => !cold[item]).ToArray(), Cold: group.Select(like => positions[like.Movie]).Where(item => cold[item]).ToHashSet()))
            .Where(one => one.Warm.Length > 0 && one.Cold.Count > 0).ToList();

        double sum = 0, nearest = 0;
        foreach (var (warm, targets) in people)
        {
            ItemWeight[] history = [.. warm.Select(item => new ItemWeight(new ItemIndex(item), 1))];
            sum += Ndcg(ColdItemMethod.TextSum, history, targets);
            nearest += Ndcg(ColdItemMethod.NearestNeighbours, history, targets);
        }

        Assert.Equal((4316, 864, 642, 8624), (movies.Length, scorer.ColdItems.Count, people.Count, people.Sum(one => one.Cold.Count)));
        Assert.InRange(sum / people.Count, 0.1694, 0.1704);
        Assert.InRange(nearest / people.Count, 0.1532, 0.1542);

        double Ndcg(ColdItemMethod method, ItemWeight[] history, HashSet<int> targets)
        {
            var scores = new float[movies.Length];
            Array.Fill(scores, float.NaN);
            scorer.Score(method, history, [], scores);
            return SmallMovieLens.NdcgAt10(TopK.Select(scores, 10), targets);
        }
    }
}
