using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Retrieval;

/// <summary>
/// Search by words and by meaning, fused by rank: reciprocal-rank fusion (Cormack, Clarke, Büttcher 2009) with k = 20 over the
/// first 200 of each list, scaled so that first in both lists is 1. An item found by neither gets 0.
/// </summary>
public sealed class TextMatcher(CatalogueIndex catalogue, Bm25Index words, VectorIndex? vectors)
{
    private const int RankConstant = 20, Depth = 200;

    /// <summary>Matches a text with every item.</summary>
    /// <param name="text">What is searched for, without negations.</param>
    /// <param name="vector">The text's vector from the index's encoder; null for search by words alone.</param>
    public TextMatch Match(string text, float[]? vector)
    {
        string[] terms = [.. TextAnalyzer.Terms(text).Distinct(StringComparer.Ordinal)];
        return Match(terms, vector);
    }

    /// <summary>Matches while the text is still being typed: its last word also stands for the words that begin with it.</summary>
    public TextMatch MatchTyping(string text, float[]? vector)
    {
        List<string> terms = [.. TextAnalyzer.Terms(text).Distinct(StringComparer.Ordinal)];
        if (terms.Count > 0 && text.Length > 0 && char.IsLetterOrDigit(text[^1]))
        {
            terms.AddRange(words.TermsWithPrefix(terms[^1], most: 12).Where(term => !terms.Contains(term)));
        }

        return Match([.. terms], vector);
    }

    private TextMatch Match(string[] terms, float[]? vector)
    {
        if (terms.Length == 0 && vector is null)
        {
            return TextMatch.Nothing(catalogue.Count);
        }

        var fused = new float[catalogue.Count];
        var scores = new float[catalogue.Count];
        var lists = 0;
        if (terms.Length > 0)
        {
            words.Score(terms, scores);
            scores.AsSpan().Replace(0, float.NaN);
            AddRanks(scores, fused);
            lists++;
        }

        if (vector is not null && vectors is not null)
        {
            vectors.Score(vector, scores);
            AddRanks(scores, fused);
            lists++;
        }

        for (var i = 0; i < fused.Length; i++)
        {
            fused[i] *= (float)RankConstant / Math.Max(1, lists);
        }

        return new TextMatch(fused, terms);
    }

    private static void AddRanks(ReadOnlySpan<float> scores, Span<float> fused)
    {
        var best = TopK.Select(scores, Depth);
        for (var rank = 0; rank < best.Length; rank++)
        {
            fused[best[rank]] += 1f / (RankConstant + rank);
        }
    }
}
