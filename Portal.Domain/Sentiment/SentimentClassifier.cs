using Portal.Domain.Language;

namespace Portal.Domain.Sentiment;

/// <summary>What a text says about something as a whole.</summary>
/// <param name="Score">From −1, against it, to 1, for it; 0 where it could not be read.</param>
/// <param name="IsRead">Whether it is in a language that can be read.</param>
/// <param name="IsMixed">Whether some of its stretches praise and others blame.</param>
public readonly record struct SentimentReading(double Score, bool IsRead, bool IsMixed)
{
    /// <summary>Below this distance from 0 a score is neither praise nor blame.</summary>
    public const double Undecided = 0.35;
}

/// <summary>
/// Reads the sentiment of English texts: logistic regression over <see cref="SentimentFeatures"/>, learned at first use from the sentences that
/// travel with the program. Asks no service; the same on every machine.
/// </summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class SentimentClassifier
{
    // Chosen by leaving out families of the training part in turn.
    private const int Epochs = 15;
    private const double Rate = 0.3, BiasRate = 0.015, Ridge = 0.1;

    // A prime, so that every case comes once an epoch however many there are, short of as many.
    private const int Stride = 7919;

    private static readonly Lazy<SentimentClassifier> Learned = new(() => Train(LabelledSentence.All.Where(sentence => sentence.IsTraining)));

    private readonly Dictionary<string, int> _places;
    private readonly double[] _weights;
    private readonly double _bias;

    private SentimentClassifier(Dictionary<string, int> places, double[] weights, double bias) => (_places, _weights, _bias) = (places, weights, bias);

    /// <summary>The classifier, trained when it is first asked for.</summary>
    public static SentimentClassifier English => Learned.Value;

    /// <summary>Learns from sentences: by the gradient, with a step per feature that shrinks as it is seen (Duchi et al. 2011). A neutral sentence stands for even odds.</summary>
    internal static SentimentClassifier Train(IEnumerable<LabelledSentence> sentences)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal) { [SentimentFeatures.Balance] = 0 };
        List<((int Place, double Value)[] Features, double Target)> cases = [];
        foreach (var sentence in sentences)
        {
            (int, double)[] features = [.. SentimentFeatures.Of(sentence.Text).Select(feature => (places.TryGetValue(feature.Key, out var place) ? place : places[feature.Key] = places.Count, feature.Value))];
            cases.Add((features, (sentence.Sentiment + 1) / 2.0));
        }

        var (weights, squares, bias) = (new double[places.Count], new double[places.Count], 0.0);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            // The file is ordered by family and label: step through it so that neighbours are unlike.
            for (var step = 0; step < cases.Count; step++)
            {
                var (features, target) = cases[(int)((long)step * Stride % cases.Count)];
                var sum = bias;
                foreach (var (place, value) in features)
                {
                    sum += weights[place] * value;
                }

                var error = Logistic(sum) - target;
                bias -= BiasRate * error;
                foreach (var (place, value) in features)
                {
                    // The balance sums up what is known of many words: it is not held back.
                    var gradient = (error * value) + (place == 0 ? 0 : Ridge * weights[place]);
                    squares[place] += gradient * gradient;
                    weights[place] -= Rate * gradient / Math.Sqrt(squares[place] + 1);
                }
            }
        }

        return new SentimentClassifier(places, weights, bias);
    }

    /// <summary>Reads a text.</summary>
    public SentimentReading Read(string text)
    {
        if (!EnglishText.IsLikely(text))
        {
            return default;
        }

        var words = Words.Of(text);
        var parts = Stretches.Of(text, words).Select(stretch => (stretch.Weight, Score: Score(text[words[stretch.First].Start..words[stretch.End - 1].End]))).ToList();

        // What says nothing does not water down what does.
        var (sum, weight) = (parts.Sum(part => part.Weight * Math.Abs(part.Score) * part.Score), parts.Sum(part => part.Weight * Math.Abs(part.Score)));
        return new SentimentReading(
            weight > 0 ? sum / weight : 0, IsRead: true,
            IsMixed: parts.Any(part => part.Score > SentimentReading.Undecided) && parts.Any(part => part.Score < -SentimentReading.Undecided));
    }

    private double Score(string text)
    {
        var sum = _bias;
        foreach (var (name, value) in SentimentFeatures.Of(text))
        {
            if (_places.TryGetValue(name, out var place))
            {
                sum += _weights[place] * value;
            }
        }

        return (2 * Logistic(sum)) - 1;
    }

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
