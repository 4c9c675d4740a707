using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Numerics;

namespace Portal.Domain.Retrieval;

/// <summary>
/// Search by labels, by words and by meaning, fused by rank: reciprocal-rank fusion (Cormack, Clarke, Büttcher 2009) with
/// k = 20 over the first 200 of each list, scaled so that first in every list is 1. An item that no list holds gets 0.
/// </summary>
/// <remarks>
/// Labels are facts, so their list counts more than the others; items that carry equally much of what was asked for share
/// a rank, and the other lists decide among them.
/// </remarks>
public sealed class TextMatcher(CatalogueIndex catalogue, LabelLexicon lexicon, Bm25Index words, IVectorIndex? vectors)
{
    private const int RankConstant = 20, Depth = 200;
    private const float LabelListWeight = 1.5f, TitleListWeight = 2;

    private readonly TitleIndex _titles = new(catalogue);

    /// <summary>Matches a text with every item.</summary>
    /// <param name="text">What is searched for, without negations.</param>
    /// <param name="vector">The text's vector from the index's encoder; null for search without meaning.</param>
    public TextMatch Match(string text, float[]? vector) => Match(text, vector, [], byTitle: false);

    /// <summary>
    /// Matches what is typed into a search box: its last word also stands for the words that begin with it, and an item may
    /// be asked for by its title, stop words and all.
    /// </summary>
    public TextMatch MatchTyping(string text, float[]? vector)
    {
        var last = text.Length > 0 && char.IsLetterOrDigit(text[^1]) && TextAnalyzer.Terms(text) is [.., var term] ? term.Text : null;
        return Match(text, vector, last is null ? [] : words.TermsWithPrefix(last, most: 12), byTitle: true);
    }

    private TextMatch Match(string text, float[]? vector, IEnumerable<string> further, bool byTitle)
    {
        Term[] own = [.. TextAnalyzer.Terms(text).DistinctBy(term => term.Stem)];
        var mentions = lexicon.Find(text);
        var fused = new float[catalogue.Count];
        var scores = new float[catalogue.Count];
        var literal = new bool[catalogue.Count];
        var weights = 0f;
        if (byTitle && _titles.Score(text, scores))
        {
            AddRanks(scores, fused, TitleListWeight, literal);
            weights += TitleListWeight;
        }

        if (mentions.Count > 0)
        {
            Coverage(mentions, scores);
            AddRanks(scores, fused, LabelListWeight, literal);
            weights += LabelListWeight;
        }

        // "sci-fi" is looked up as "science fiction" too; a word for several labels is left to their list.
        var meant = mentions.Where(mention => mention.Labels.Count == 1).SelectMany(mention => TextAnalyzer.Terms(mention.Labels[0]));
        string[] stems = [.. own.Concat(meant).Select(term => term.Stem).Concat(further).Distinct(StringComparer.Ordinal)];
        if (stems.Length > 0)
        {
            words.Score(stems, scores);
            AddRanks(scores, fused, 1, literal);
            weights++;
        }

        if (vector is not null && vectors is not null)
        {
            AddRanks(vectors.Search(vector, Depth), fused);
            weights++;
        }

        for (var i = 0; i < fused.Length && weights > 0; i++)
        {
            fused[i] *= RankConstant / weights;
        }

        return new TextMatch(fused, own, [.. mentions.SelectMany(mention => mention.Labels).Distinct()], literal);
    }

    // How much of what is asked for an item carries: a rare thing counts more than a common one.
    private void Coverage(IReadOnlyList<LabelMention> mentions, Span<float> scores)
    {
        scores.Clear();
        var carries = new bool[catalogue.Count];
        foreach (var mention in mentions)
        {
            Array.Clear(carries);
            var count = 0;
            foreach (var label in mention.Labels)
            {
                foreach (var item in catalogue.TryFindLabel(label, out var number) ? catalogue.ItemsWith(number) : [])
                {
                    count += carries[item] ? 0 : 1;
                    carries[item] = true;
                }
            }

            var rarity = MathF.Log(1 + ((float)catalogue.Count / Math.Max(1, count)));
            for (var i = 0; i < carries.Length; i++)
            {
                scores[i] += carries[i] ? rarity : 0;
            }
        }
    }

    // Only what scores above 0 is on the list (a cosine below 0 is no likeness); equal scores share the rank of the first.
    private static void AddRanks(ReadOnlySpan<float> scores, Span<float> fused, float weight, bool[]? found)
    {
        var best = TopK.Select(scores, Depth);
        var rank = 0;
        for (var i = 0; i < best.Length && scores[best[i]] > 0; i++)
        {
            rank = i > 0 && scores[best[i]] == scores[best[i - 1]] ? rank : i;
            fused[best[i]] += weight / (RankConstant + rank);
            if (found is not null)
            {
                found[best[i]] = true;
            }
        }
    }

    private static void AddRanks(ReadOnlySpan<VectorHit> hits, Span<float> fused)
    {
        var rank = 0;
        for (var i = 0; i < hits.Length && hits[i].Cosine > 0; i++)
        {
            rank = i > 0 && hits[i].Cosine == hits[i - 1].Cosine ? rank : i;
            fused[hits[i].Item.Value] += 1f / (RankConstant + rank);
        }
    }
}
