using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;

namespace Portal.Domain.Evaluation.Models;

/// <summary>
/// How much a rated item counts: 1 for an average rating, more above and less below, never less than a fifth. Having chosen
/// an item says most; what was then thought of it says a little more.
/// </summary>
internal sealed class RatingScale
{
    private const double Least = 0.2;

    private readonly double _mean, _deviation, _slope;

    /// <param name="data">Where mean and deviation are taken from.</param>
    /// <param name="slope">What a rating one standard deviation above the mean adds; 0 when ratings shall not count.</param>
    public RatingScale(TrainingData data, double slope)
    {
        double sum = 0, squares = 0;
        long count = 0;
        foreach (var rating in (data.Ratings ?? []).SelectMany(ratings => ratings))
        {
            (sum, squares, count) = (sum + rating, squares + ((double)rating * rating), count + 1);
        }

        _mean = count == 0 ? 0 : sum / count;
        _deviation = count == 0 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (_mean * _mean)));
        _slope = _deviation > 1e-9 ? slope / _deviation : 0;
    }

    /// <summary>The training data as a matrix of weights.</summary>
    public InteractionMatrix Matrix(TrainingData data)
    {
        return new InteractionMatrix(data.Histories.Count, data.ItemCount, Entries());

        IEnumerable<(UserIndex, ItemIndex, float)> Entries()
        {
            for (var user = 0; user < data.Histories.Count; user++)
            {
                var (items, ratings) = (data.Histories[user], data.Ratings?[user]);
                for (var i = 0; i < items.Length; i++)
                {
                    yield return (new UserIndex(user), new ItemIndex(items[i]), Weight(ratings, i));
                }
            }
        }
    }

    /// <summary>The items known of a person, with their weights.</summary>
    public ItemWeight[] History(EvaluationCase one)
    {
        var weights = new ItemWeight[one.History.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = new ItemWeight(new ItemIndex(one.History[i]), Weight(one.Ratings, i));
        }

        return weights;
    }

    private float Weight(float[]? ratings, int place) => ratings is null || _slope == 0 ? 1 : (float)Math.Max(Least, 1 + (_slope * (ratings[place] - _mean)));
}
