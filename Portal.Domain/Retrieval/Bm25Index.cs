using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Retrieval;

/// <summary>
/// Search by words: BM25F (Robertson, Zaragoza, Taylor 2004) with k1 1.2 and b 0.75, in which a word of the title, a label
/// or a creator counts for several of the description.
/// </summary>
/// <remarks>Immutable and safe for concurrent use. A new one made from the last reads only the texts that have changed.</remarks>
public sealed class Bm25Index
{
    private const float K1 = 1.2f, B = 0.75f;
    private const float TitleWeight = 3, LabelWeight = 3, CreatorWeight = 3, KindWeight = 1, DescriptionWeight = 1;

    private readonly CatalogueIndex _catalogue;
    private readonly Postings _postings;
    private readonly float[] _lengths;
    private readonly float[] _lengthNorms;

    /// <summary>Indexes every item of the catalogue.</summary>
    /// <param name="catalogue">The items.</param>
    /// <param name="previous">An index of an earlier state, whose work on the items that are still the same is taken over; null for none. The result is the same.</param>
    public Bm25Index(CatalogueIndex catalogue, Bm25Index? previous = null)
    {
        _catalogue = catalogue;
        _lengths = new float[catalogue.Count];
        var (moved, anew) = Compare(previous, catalogue, _lengths);
        var counted = CountedTerms.Of(catalogue, anew, AddFields);
        for (var term = 0; term < counted.Terms.Count; term++)
        {
            foreach (var (item, frequency) in counted.EntriesOf(term))
            {
                _lengths[item] += frequency;
            }
        }

        _postings = (previous?._postings ?? Postings.Empty).With(moved, counted);
        AnalysedCount = anew.Length;
        var average = (float)Math.Max(1, _lengths.Length == 0 ? 1 : _lengths.Sum(length => (double)length) / _lengths.Length);
        _lengthNorms = [.. _lengths.Select(length => K1 * (1 - B + (B * length / average)))];
    }

    /// <summary>Number of terms.</summary>
    public int TermCount => _postings.TermCount;

    /// <summary>How many items' texts were read for this index; the others were taken over.</summary>
    public int AnalysedCount { get; }

    /// <summary>Memory of the pairs of terms and items, in bytes; the terms themselves come on top.</summary>
    public long PostingBytes => (long)_postings.EntryCount * (sizeof(int) + sizeof(float));

    /// <summary>Scores every item for a query; items without any of its words stay 0.</summary>
    /// <param name="terms">Stems from <see cref="TextAnalyzer.Terms"/>; repeats count once.</param>
    /// <param name="scores">One place per item; overwritten.</param>
    public void Score(IEnumerable<string> terms, Span<float> scores)
    {
        scores.Clear();
        foreach (var term in terms.Distinct(StringComparer.Ordinal))
        {
            if (_postings.Find(term) is >= 0 and var number)
            {
                Add(_postings.ItemsOf(number), _postings.FrequenciesOf(number), scores);
            }
        }
    }

    /// <summary>Whether an item contains a term.</summary>
    public bool Contains(ItemIndex item, string term) =>
        _postings.Find(term) is >= 0 and var number && _postings.ItemsOf(number).BinarySearch(item.Value) >= 0;

    /// <summary>Marks the items that contain every one of some terms.</summary>
    /// <param name="terms">Stems from <see cref="TextAnalyzer.Terms"/>; none marks nothing.</param>
    /// <param name="marks">One place per item; those found become true, the others are left.</param>
    public void MarkWithAll(IReadOnlyList<string> terms, Span<bool> marks)
    {
        var numbers = terms.Select(_postings.Find).ToArray();
        if (numbers.Length == 0 || numbers.Any(number => number < 0))
        {
            return;
        }

        foreach (var item in _postings.ItemsOf(numbers.MinBy(number => _postings.ItemsOf(number).Length)))
        {
            marks[item] |= Array.TrueForAll(numbers, number => _postings.ItemsOf(number).BinarySearch(item) >= 0);
        }
    }

    /// <summary>The terms that begin so, the most frequent first: for search while the last word is still being typed.</summary>
    public IEnumerable<string> TermsWithPrefix(string prefix, int most)
    {
        List<float> counts = [];
        var first = _postings.FirstFrom(prefix);
        for (var term = first; term < _postings.TermCount && _postings.Terms[term].StartsWith(prefix, StringComparison.Ordinal); term++)
        {
            counts.Add(_postings.ItemsOf(term).Length);
        }

        // Terms are in ordinal order, so equal counts stay in it.
        return TopK.Select([.. counts], most).Select(i => _postings.Terms[first + i]);
    }

    private void Add(ReadOnlySpan<int> items, ReadOnlySpan<float> frequencies, Span<float> scores)
    {
        var weight = MathF.Log(1 + ((_lengths.Length - items.Length + 0.5f) / (items.Length + 0.5f))) * (K1 + 1);
        for (var i = 0; i < items.Length; i++)
        {
            scores[items[i]] += weight * frequencies[i] / (frequencies[i] + _lengthNorms[items[i]]);
        }
    }

    // Both catalogues are in the order of their ids, so that what stays keeps its order.
    private static (int[] Moved, int[] Anew) Compare(Bm25Index? previous, CatalogueIndex catalogue, float[] lengths)
    {
        var moved = new int[previous?._catalogue.Count ?? 0];
        Array.Fill(moved, -1);
        List<int> anew = [];
        for (var i = 0; i < catalogue.Count; i++)
        {
            if (previous is not null && previous._catalogue.TryFind(catalogue.Items[i].Id, out var old) && HaveSameText(previous._catalogue[old], catalogue.Items[i]))
            {
                moved[old.Value] = i;
                lengths[i] = previous._lengths[old.Value];
            }
            else
            {
                anew.Add(i);
            }
        }

        return (moved, [.. anew]);
    }

    private static void AddFields(Item item, ItemTerms terms)
    {
        terms.Add(item.Title, TitleWeight);
        AddEach(item.Genres, LabelWeight);
        AddEach(item.Tags, LabelWeight);
        AddEach(item.Creators, CreatorWeight);
        terms.Add(item.Kind, KindWeight);
        terms.Add(Country(item), LabelWeight);
        terms.Add(item.Description, DescriptionWeight);

        void AddEach(IReadOnlyList<string> texts, float weight)
        {
            for (var i = 0; i < texts.Count; i++)
            {
                terms.Add(texts[i], weight);
            }
        }
    }

    private static bool HaveSameText(Item a, Item b) =>
        ReferenceEquals(a, b) || (a.Title == b.Title && a.Description == b.Description && a.Kind == b.Kind && Country(a) == Country(b)
            && a.Creators.SequenceEqual(b.Creators) && a.Genres.SequenceEqual(b.Genres) && a.Tags.SequenceEqual(b.Tags));

    private static string Country(Item item) => item.Attributes.GetValueOrDefault("country", "");
}
