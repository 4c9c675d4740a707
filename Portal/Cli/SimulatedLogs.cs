using Portal.Domain.Numerics;
using Portal.Domain.OffPolicy;

namespace Portal.Cli;

/// <summary>
/// Logs of known origin: people look at places less and less, open what fits weights of their own, and are served by other weights, with
/// one place a list drawn by chance. What any ranking would bring can be computed.
/// </summary>
internal sealed record SimulatedLogs
{
    /// <summary>What people really go by.</summary>
    public static readonly double[] Taste = [3, 1.5, -1, 0.5];

    /// <summary>What the logged lists were ranked by.</summary>
    public static readonly double[] Present = [0.4, 1, 0.5, 0.8];

    private const double Level = -1.6, LikeShift = -1.5, PersonSpread = 0.5, Bias = 0.7;

    public int People { get; init; } = 90;

    public int RequestsEach { get; init; } = 4;

    /// <summary>Items that a request has to choose from.</summary>
    public int Candidates { get; init; } = 13;

    /// <summary>Places of a list; the last but two is drawn.</summary>
    public int Places { get; init; } = 12;

    /// <summary>How likely a place is looked at.</summary>
    public static double Look(int position) => Math.Pow(position + 1, -Bias);

    /// <summary>Draws a log.</summary>
    /// <param name="draft">The weights to be judged.</param>
    /// <param name="seed">The same seed draws the same people, items and looks for every draft.</param>
    public (List<LoggedRequest> Log, double Overlap) Draw(double[] draft, ulong seed)
    {
        List<LoggedRequest> log = [];
        ListCover cover = new();
        for (var person = 0; person < People; person++)
        {
            SplitMix64 random = new(seed, person);
            var level = Level + (PersonSpread * random.NextNormal());
            for (var request = 0; request < RequestsEach; request++)
            {
                var items = Items(ref random);
                var list = List(items, Present, ref random);
                HashSet<int> served = [.. list.Select(place => place.Item)];
                cover.Add(Ranked(items, draft).Take(Places), served.Contains);
                List<ServedPlace> places = [];
                foreach (var (position, (item, chance)) in list.Index())
                {
                    var appeal = Sum(Taste, items[item]);
                    var looked = random.NextShare() < Look(position);
                    var (clicks, likes) = (random.NextShare() < Logistic(level + appeal), random.NextShare() < Logistic(level + LikeShift + appeal));
                    places.Add(new ServedPlace(position, items[item], (float)Sum(Present, items[item]))
                    {
                        IsExploration = position == Slot,
                        Propensity = chance,
                        Clicked = looked && clicks,
                        Liked = looked && likes,
                    });
                }

                log.Add(new LoggedRequest($"p{person}", places, Present, draft));
            }
        }

        return (log, cover.Share);
    }

    /// <summary>Openings and likes per place that weights bring, from the probabilities themselves over very many requests.</summary>
    public (double Clicks, double Likes) Truth(double[] weights, int requests, ulong seed)
    {
        double clicks = 0, likes = 0;
        for (var request = 0; request < requests; request++)
        {
            SplitMix64 random = new(seed, request);
            var level = Level + (PersonSpread * random.NextNormal());
            var items = Items(ref random);
            foreach (var (position, (item, _)) in List(items, weights, ref random).Index())
            {
                var appeal = Sum(Taste, items[item]);
                clicks += Look(position) * Logistic(level + appeal);
                likes += Look(position) * Logistic(level + LikeShift + appeal);
            }
        }

        return (clicks / requests / Places, likes / requests / Places);
    }

    private int Slot => Places - 3;

    private float[][] Items(ref SplitMix64 random)
    {
        var items = new float[Candidates][];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = [(float)random.NextShare(), (float)random.NextShare(), (float)random.NextShare(), (float)random.NextShare()];
        }

        return items;
    }

    // Best first, but the drawn place goes to any of what is left then.
    private List<(int Item, double Chance)> List(float[][] items, double[] weights, ref SplitMix64 random)
    {
        var left = Ranked(items, weights).ToList();
        List<(int, double)> list = [];
        while (list.Count < Places)
        {
            var (at, chance) = list.Count == Slot ? (random.NextBelow(left.Count), 1.0 / left.Count) : (0, 1.0);
            list.Add((left[at], chance));
            left.RemoveAt(at);
        }

        return list;
    }

    private static IEnumerable<int> Ranked(float[][] items, double[] weights) =>
        Enumerable.Range(0, items.Length).OrderByDescending(i => Sum(weights, items[i])).ThenBy(i => i);

    private static double Sum(double[] weights, float[] item)
    {
        double sum = 0;
        for (var f = 0; f < weights.Length; f++)
        {
            sum += weights[f] * item[f];
        }

        return sum;
    }

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
