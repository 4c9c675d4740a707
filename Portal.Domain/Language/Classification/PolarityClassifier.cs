using Portal.Domain.Language.Grammar;
using Portal.Domain.Numerics;

namespace Portal.Domain.Language.Classification;

/// <summary>
/// Says which way a clause points where the grammar has no phrase for it: multinomial logistic regression over words and pairs of words around the
/// masked subject, trained at first use by averaged stochastic gradient descent on the labelled clauses in the assembly. Deterministic.
/// </summary>
internal sealed class PolarityClassifier
{
    // Less, never, only and "no wish" are taken only where they are likely: a mere mention is a wish.
    private const double Sure = 0.85, Certain = 0.97;
    private const int Classes = 5, Epochs = 25, None = 4;
    private const double Rate = 0.3, Decay = 1e-4;
    private const ulong Seed = 4;

    private static readonly Lazy<PolarityClassifier> Shared = new(() => Train(ClauseExample.All.Where(example => !example.IsTest)));

    private readonly Dictionary<string, int> _features;
    private readonly double[] _weights;

    private PolarityClassifier(Dictionary<string, int> features, double[] weights) => (_features, _weights) = (features, weights);

    /// <summary>Trained on the clauses in the assembly.</summary>
    public static PolarityClassifier English => Shared.Value;

    /// <summary>Trains on examples.</summary>
    public static PolarityClassifier Train(IEnumerable<ClauseExample> examples)
    {
        ClauseExample[] all = [.. examples];
        var features = all.SelectMany(example => example.Features.Distinct()).CountBy(feature => feature).Where(pair => pair.Value > 1)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select((pair, i) => (pair.Key, i)).ToDictionary(pair => pair.Key, pair => pair.i, StringComparer.Ordinal);
        int[][] rows = [.. all.Select(example => Known(features, example.Features))];
        var weights = new double[(features.Count + 1) * Classes];
        var sums = new double[weights.Length];
        SplitMix64 random = new(Seed, 0);
        int[] order = [.. Enumerable.Range(0, all.Length)];
        Span<double> shares = stackalloc double[Classes];
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order, order.Length);

            var rate = Rate / (1 + (0.1 * epoch));
            foreach (var i in order)
            {
                Score(weights, rows[i], shares);
                var truth = all[i].Polarity is { } polarity ? (int)polarity : None;
                for (var c = 0; c < Classes; c++)
                {
                    var step = rate * ((c == truth ? 1 : 0) - shares[c]);
                    foreach (var feature in rows[i])
                    {
                        ref var weight = ref weights[(feature * Classes) + c];
                        weight += step - (rate * Decay * weight);
                    }
                }
            }

            for (var w = 0; w < sums.Length; w++)
            {
                sums[w] += weights[w] / Epochs;
            }
        }

        return new PolarityClassifier(features, sums);
    }

    /// <summary>What a clause says, and how likely; a null polarity for one that is no wish.</summary>
    public (Polarity? Polarity, double Share) Classify(IEnumerable<string> features)
    {
        Span<double> shares = stackalloc double[Classes];
        Score(_weights, Known(_features, features), shares);
        var best = 0;
        for (var c = 1; c < Classes; c++)
        {
            best = shares[c] > shares[best] ? c : best;
        }

        return (best == None ? null : (Polarity)best, shares[best]);
    }

    /// <summary>Decides the drafts of a statement whose words the grammar had no phrase for, and takes out those that are no wish.</summary>
    public void Decide(List<Draft> drafts, IReadOnlyList<Token> tokens, IReadOnlyList<bool> turned)
    {
        drafts.RemoveAll(draft => !draft.IsExplicit && !draft.Mention.IsBound && Judge(draft, tokens, turned));
    }

    // True for one that is no wish.
    private bool Judge(Draft draft, IReadOnlyList<Token> tokens, IReadOnlyList<bool> turned)
    {
        var (first, last) = (draft.Mention.First, draft.Mention.Last);
        while (first > 0 && !Ends(tokens[first - 1]) && !turned[first - 1])
        {
            first--;
        }

        while (last < tokens.Count && !Ends(tokens[last]) && !turned[last])
        {
            last++;
        }

        string[] before = [.. tokens.Skip(first).Take(draft.Mention.First - first).Select(token => token.Text)], after = [.. tokens.Skip(draft.Mention.Last).Take(last - draft.Mention.Last).Select(token => token.Text)];
        if (!before.Concat(after).Any(word => WordClasses.IsVerb(word) || (WordClasses.IsPerson(word) && word != "it") || word is "is" or "are" or "isn't" or "have" or "has"))
        {
            return false;
        }

        var (polarity, share) = Classify(ClauseFeatures.Of(before, after));
        if (share < (polarity is null or Polarity.Only ? Certain : Sure))
        {
            return false;
        }

        draft.Sense = polarity switch { Polarity.Less => CueSense.Less, Polarity.Never => CueSense.Never, Polarity.Only => CueSense.Only, _ => draft.Sense };
        return polarity is null;
    }

    private static bool Ends(Token token) => token.Text is "." or "!" or "?" or ";" or "\n" or "but" or "though" or "because" or "since" or "when" or "so" or "if";

    private static int[] Known(Dictionary<string, int> features, IEnumerable<string> named) =>
        [.. named.Distinct().Select(feature => features.GetValueOrDefault(feature, -1)).Where(feature => feature >= 0), features.Count];

    private static void Score(double[] weights, int[] row, Span<double> shares)
    {
        shares.Clear();
        foreach (var feature in row)
        {
            for (var c = 0; c < Classes; c++)
            {
                shares[c] += weights[(feature * Classes) + c];
            }
        }

        var most = shares[0];
        foreach (var score in shares)
        {
            most = Math.Max(most, score);
        }

        var sum = 0.0;
        foreach (ref var score in shares)
        {
            score = Math.Exp(score - most);
            sum += score;
        }

        foreach (ref var score in shares)
        {
            score /= sum;
        }
    }
}
