using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Classification;

/// <summary>What the classifier sees of a clause: its words and pairs of words, which side of the subject they stand on, and whether a negation stands before them.</summary>
internal static class ClauseFeatures
{
    private const int Reach = 8;

    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal) { "no", "not", "never", "don't", "can't", "won't", "isn't", "wouldn't", "nothing", "without", "hardly", "rarely", "seldom", "none", "shouldn't", "haven't", "hasn't" };

    /// <summary>The features of the words before and behind a subject.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        IReadOnlyList<string> left = [.. before.Skip(Math.Max(0, before.Count - Reach))], right = [.. after.Take(Reach)];
        string[] words = [.. left.Select(Inflection.Key), "*", .. right.Select(Inflection.Key)];
        var negated = "";
        for (var i = 0; i < words.Length; i++)
        {
            var side = i < left.Count ? "<" : ">";
            if (words[i] != "*")
            {
                yield return negated + words[i];
                yield return side + negated + words[i];
            }

            if (i > 0)
            {
                yield return words[i - 1] + "_" + words[i];
            }

            negated = Negations.Contains(words[i]) ? "!" : words[i] is "," or "but" or "." ? "" : negated;
        }

        if (words.Length == 1)
        {
            yield return "alone";
        }
    }
}
