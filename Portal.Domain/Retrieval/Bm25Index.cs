using System.Collections.Frozen;
using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>
/// Search by words: BM25F (Robertson, Zaragoza, Taylor 2004) with k1 1.2 and b 0.75, in which a word of the title, a label
/// or a creator counts for several of the description.
/// </summary>
public sealed class Bm25Index
{
    private const float K1 = 1.2f, B = 0.75f;
    private const float TitleWeight = 3, LabelWeight = 3, CreatorWeight = 3, KindWeight = 1, DescriptionWeight = 1;

    private readonly FrozenDictionary<string, Postings> _postings;
    private readonly float[] _lengthNorms;

    /// <summary>Indexes every item of the catalogue.</summary>
    public Bm25Index(CatalogueIndex catalogue)
    {
        var lengths = new float[catalogue.Count];
        Dictionary<string, List<(int Item, float Frequency)>> lists = new(StringComparer.Ordinal);
        for (var i = 0; i < catalogue.Count; i++)
        {
            foreach (var (term, frequency) in Frequencies(catalogue.Items[i]))
            {
                lengths[i] += frequency;
                (lists.TryGetValue(term, out var list) ? list : lists[term] = []).Add((i, frequency));
            }
        }

        var average = lengths.Length == 0 ? 1 : Math.Max(1, lengths.Average());
        _lengthNorms = [.. lengths.Select(length => K1 * (1 - B + (B * length / average)))];
        _postings = lists.ToFrozenDictionary(
            pair => pair.Key,
            pair => new Postings([.. pair.Value.Select(entry => entry.Item)], [.. pair.Value.Select(entry => entry.Frequency)]),
            StringComparer.Ordinal);
    }

    /// <summary>Scores every item for a query; items without any of its words stay 0.</summary>
    /// <param name="terms">Stems from <see cref="TextAnalyzer.Terms"/>; repeats count once.</param>
    /// <param name="scores">One place per item; overwritten.</param>
    public void Score(IEnumerable<string> terms, Span<float> scores)
    {
        scores.Clear();
        foreach (var term in terms.Distinct(StringComparer.Ordinal))
        {
            if (!_postings.TryGetValue(term, out var postings))
            {
                continue;
            }

            var idf = InverseDocumentFrequency(postings.Items.Length);
            for (var i = 0; i < postings.Items.Length; i++)
            {
                var item = postings.Items[i];
                scores[item] += idf * postings.Frequencies[i] * (K1 + 1) / (postings.Frequencies[i] + _lengthNorms[item]);
            }
        }
    }

    /// <summary>Whether an item contains a term.</summary>
    public bool Contains(ItemIndex item, string term) =>
        _postings.TryGetValue(term, out var postings) && Array.BinarySearch(postings.Items, item.Value) >= 0;

    /// <summary>Whether any item contains a term that begins so: for search while the last word is still being typed.</summary>
    public IEnumerable<string> TermsWithPrefix(string prefix, int most) =>
        _postings.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderByDescending(pair => pair.Value.Items.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(most).Select(pair => pair.Key);

    private float InverseDocumentFrequency(int documents) =>
        MathF.Log(1 + ((_lengthNorms.Length - documents + 0.5f) / (documents + 0.5f)));

    private static Dictionary<string, float> Frequencies(Item item)
    {
        Dictionary<string, float> frequencies = new(StringComparer.Ordinal);
        Add(item.Title, TitleWeight);
        Add(string.Join(' ', item.Labels), LabelWeight);
        Add(string.Join(' ', item.Creators), CreatorWeight);
        Add(item.Kind, KindWeight);
        Add(item.Attributes.GetValueOrDefault("country", ""), LabelWeight);
        Add(item.Description, DescriptionWeight);
        return frequencies;

        void Add(string text, float weight)
        {
            foreach (var term in TextAnalyzer.Terms(text))
            {
                frequencies[term.Stem] = frequencies.GetValueOrDefault(term.Stem) + weight;
            }
        }
    }

    private sealed record Postings(int[] Items, float[] Frequencies);
}
