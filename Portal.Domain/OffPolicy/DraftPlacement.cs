using Portal.Domain.Ranking.Learning;

namespace Portal.Domain.OffPolicy;

/// <summary>
/// How much each served item is looked at under the ranking that served it and under another: the expected examination over what
/// is drawn by chance, of which the quotient is the item's importance weight in the position-based click model (Li, Abbasi-Yadkori,
/// Kveton, Muthukrishnan, Vinay, Wen 2018: "Offline evaluation of ranking policies with click models").
/// </summary>
/// <remarks>
/// The other ranking's order is that of the logged scores, each changed by what the weights' difference makes of the logged signals:
/// what the re-ranking added is kept. Drawn items keep their place with the probability of the draw; with the rest of the probability
/// they stand where their signals alone would put them, or nowhere.
/// </remarks>
public sealed class DraftPlacement
{
    private DraftPlacement(double[] now, double[] next) => (Now, Next) = (now, next);

    /// <summary>Expected examination of each place's item as it was served, above 0.</summary>
    public IReadOnlyList<double> Now { get; }

    /// <summary>Expected examination of the same item under the draft, at least 0.</summary>
    public IReadOnlyList<double> Next { get; }

    /// <summary>The importance weight of a place, at least 0.</summary>
    public double Weight(int place) => Next[place] / Now[place];

    /// <summary>Places a request's items.</summary>
    /// <param name="request">The request.</param>
    /// <param name="examination">How likely each position is looked at.</param>
    public static DraftPlacement Of(LoggedRequest request, ExaminationModel examination)
    {
        var places = request.Places;
        var ranked = Enumerable.Range(0, places.Count).Where(k => !places[k].IsExploration).ToArray();
        var present = Falling(places, ranked);
        double[] draft = [.. ranked.Select((k, i) => present[i] + Sum(request.Draft, places[k]) - Sum(request.Present, places[k]))];
        var (now, next) = (new double[places.Count], new double[places.Count]);
        foreach (var (i, to) in Enumerable.Range(0, ranked.Length).OrderByDescending(i => draft[i]).ThenBy(i => i).Zip(ranked))
        {
            now[ranked[i]] = examination[places[ranked[i]].Position];
            next[ranked[i]] = examination[places[to].Position];
        }

        var residual = ranked.Length == 0 ? 0 : ranked.Average(k => places[k].Score - Sum(request.Present, places[k]));
        for (var k = 0; k < places.Count; k++)
        {
            if (places[k].IsExploration)
            {
                var (own, chance) = (examination[places[k].Position], places[k].Propensity);
                var (before, after) = (Undrawn(request.Present, present), Undrawn(request.Draft, draft));
                now[k] = (chance * own) + ((1 - chance) * before);
                next[k] = (chance * own) + ((1 - chance) * after);
            }

            // Where the item would stand by its signals; what the re-ranking would add to it is taken to be what it adds to others.
            double Undrawn(double[] weights, double[] totals)
            {
                var total = Sum(weights, places[k]) + residual;
                var place = totals.Count(other => other >= total);
                return place < ranked.Length ? examination[places[ranked[place]].Position] : 0;
            }
        }

        return new DraftPlacement(now, next);
    }

    // The scores in the order of the list, none above one before it: later places were filled with more already placed.
    private static double[] Falling(IReadOnlyList<ServedPlace> places, int[] ranked)
    {
        var scores = new double[ranked.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = i == 0 ? places[ranked[i]].Score : Math.Min(scores[i - 1], places[ranked[i]].Score);
        }

        return scores;
    }

    private static double Sum(double[] weights, ServedPlace place)
    {
        double sum = 0;
        for (var f = 0; f < weights.Length; f++)
        {
            sum += float.IsNaN(place.Features[f]) ? 0 : weights[f] * place.Features[f];
        }

        return sum;
    }
}
