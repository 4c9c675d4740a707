using Portal.Domain.Language;

namespace Portal.Domain.Sentiment;

/// <summary>
/// What a classifier looks at: words and pairs of words, those after a negation marked as such up to the next break (Das and Chen 2001, Pang
/// and Lee 2002), and the balance of words that are known to judge. Each counts as much as its stretch.
/// </summary>
internal static class SentimentFeatures
{
    /// <summary>The balance of the known words that judge, clipped to −3..3.</summary>
    public const string Balance = "#balance";

    private const double PairValue = 0.6, Negated = -0.7, TooMuch = -0.6, MostBalance = 3;
    private const int NegationReach = 4;

    /// <summary>The features of a text with their values; one may come several times.</summary>
    public static List<KeyValuePair<string, double>> Of(string text)
    {
        var words = Words.Of(text);
        List<KeyValuePair<string, double>> features = new(words.Count * 2);
        var balance = 0.0;
        foreach (var stretch in Stretches.Of(text, words))
        {
            balance += stretch.Weight * Read(text, words, stretch, features);
        }

        features.Add(new(Balance, Math.Clamp(balance, -MostBalance, MostBalance)));
        return features;
    }

    private static double Read(string text, IReadOnlyList<Word> words, Stretch stretch, List<KeyValuePair<string, double>> features)
    {
        var (negatedUntil, balance, before, judgedUntil) = (-1, 0.0, "", stretch.First);
        for (var i = stretch.First; i < stretch.End; i++)
        {
            if (i > stretch.First && Stretches.HasBreak(text, words, i, ",:()–—"))
            {
                (negatedUntil, before) = (-1, "");
            }

            var isNegated = i <= negatedUntil;
            var name = isNegated ? "not_" + words[i].Stem : words[i].Stem;
            features.Add(new(name, stretch.Weight));
            if (before.Length > 0)
            {
                features.Add(new(before + ' ' + name, PairValue * stretch.Weight));
            }

            before = name;
            if (Stretches.IsNegation(words[i].Text))
            {
                // "not only good": no negation.
                negatedUntil = i + 1 < stretch.End && words[i + 1].Text is "only" or "just" ? -1 : i + NegationReach;
            }

            if (i >= judgedUntil && OpinionLexicon.English.Find(words, i, out var uses) is > 0 and var length)
            {
                var strength = uses[0].Strength;
                strength = isNegated ? strength * Negated
                    : i > stretch.First && words[i - 1].Text == "too" && strength < 0.9 ? Math.Min(strength, TooMuch)
                    : strength;
                balance += strength;
                judgedUntil = i + length;
            }
        }

        return balance;
    }
}
