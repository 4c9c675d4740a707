using System.Buffers;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Content;

/// <summary>A text that is like another.</summary>
/// <param name="Item">Whose.</param>
/// <param name="Similarity">Cosine, above 0 to 1.</param>
public readonly record struct TextNeighbour(ItemIndex Item, float Similarity);

/// <summary>
/// The items' texts as vectors of terms: TF-IDF (Spärck Jones 1972; Salton, Buckley 1988) with 1 + ln count times ln(texts / texts with the
/// term), scaled to length 1, compared by cosine. Immutable and safe for concurrent use.
/// </summary>
/// <remarks>A query walks the lists of its own terms only. About 8 bytes per different word of a text, twice.</remarks>
public sealed class TermVectors
{
    private readonly TermVectorOptions _options;
    private readonly SparseMatrix _rows;
    private readonly SparseMatrix _postings;
    private readonly string[] _terms;
    private readonly int[] _frequencies;
    private readonly float[] _weights;
    private readonly Dictionary<string, int> _ids;

    internal TermVectors(TermVectorOptions options, SparseMatrix rows, string[] terms, int[] frequencies, float[] weights, int documents)
    {
        (_options, _rows, _terms, _frequencies, _weights, DocumentCount) = (options, rows, terms, frequencies, weights, documents);
        _postings = rows.Transpose();
        _ids = new Dictionary<string, int>(terms.Length, StringComparer.Ordinal);
        for (var term = 0; term < terms.Length; term++)
        {
            _ids.Add(terms[term], term);
        }
    }

    /// <summary>Makes the vectors.</summary>
    /// <param name="texts">One place per item; null where an item has no text, which then is unknown.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    public static TermVectors Build(IReadOnlyList<string?> texts, TermVectorOptions? options = null, CancellationToken cancellationToken = default) =>
        new TermVectorBuilder(options ?? new TermVectorOptions()).Build(texts, cancellationToken);

    /// <summary>Number of items; the length of every score vector.</summary>
    public int ItemCount => _rows.RowCount;

    /// <summary>Number of terms kept.</summary>
    public int TermCount => _terms.Length;

    /// <summary>Number of items that have a text.</summary>
    public int DocumentCount { get; }

    /// <summary>Whether an item's text has a term that was kept.</summary>
    public bool Has(ItemIndex item) => _rows.ColumnsOf(item.Value).Length > 0;

    /// <summary>Numbers of an item's terms, ascending.</summary>
    public ReadOnlySpan<int> TermsOf(ItemIndex item) => _rows.ColumnsOf(item.Value);

    /// <summary>Weights of an item's terms, in the order of <see cref="TermsOf"/>; of length 1 together.</summary>
    public ReadOnlySpan<float> WeightsOf(ItemIndex item) => _rows.ValuesOf(item.Value);

    /// <summary>A term by its number.</summary>
    public string TermAt(int term) => _terms[term];

    /// <summary>In how many texts a term occurs.</summary>
    public int DocumentsWith(int term) => _frequencies[term];

    /// <summary>Cosine of every item with one; its own place 0.</summary>
    /// <param name="item">The item.</param>
    /// <param name="scores">One place per item; overwritten. NaN where either has no text.</param>
    public void Similarities(ItemIndex item, Span<float> scores) => Score([new ItemWeight(item, 1)], scores);

    /// <summary>Scores every item by the weighted sum of its cosines with the items of a history; an item's cosine with itself counts 0.</summary>
    /// <param name="history">Items and weights, below 0 for those that were not liked; items outside or without a text say nothing.</param>
    /// <param name="scores">One place per item; overwritten. NaN for an item without a text, and everywhere when the history has none.</param>
    public void Score(ReadOnlySpan<ItemWeight> history, Span<float> scores)
    {
        Check(scores);
        var query = ArrayPool<float>.Shared.Rent(TermCount);
        query.AsSpan(0, TermCount).Clear();
        var known = false;
        foreach (var (item, weight) in history)
        {
            if ((uint)item.Value < (uint)ItemCount)
            {
                var terms = _rows.ColumnsOf(item.Value);
                var weights = _rows.ValuesOf(item.Value);
                known |= terms.Length > 0;
                for (var i = 0; i < terms.Length; i++)
                {
                    query[terms[i]] += weight * weights[i];
                }
            }
        }

        Walk(query.AsSpan(0, TermCount), scores, known);
        ArrayPool<float>.Shared.Return(query);
        foreach (var (item, weight) in history)
        {
            if (known && (uint)item.Value < (uint)ItemCount)
            {
                scores[item.Value] -= weight * VectorMath.Dot(_rows.ValuesOf(item.Value), _rows.ValuesOf(item.Value));
            }
        }
    }

    /// <summary>Scores every item by the plain sum of the query's weights times the item's, over their common terms; the query is not scaled.</summary>
    /// <param name="query">Any text.</param>
    /// <param name="scores">One place per item; overwritten. NaN for an item without a text, and everywhere when no term of the query is known.</param>
    public void ScoreText(string query, Span<float> scores)
    {
        Check(scores);
        var weights = ArrayPool<float>.Shared.Rent(TermCount);
        weights.AsSpan(0, TermCount).Clear();
        var known = false;
        foreach (var term in Terms(query))
        {
            if (_ids.TryGetValue(term, out var id))
            {
                weights[id]++;
                known = true;
            }
        }

        for (var term = 0; known && term < TermCount; term++)
        {
            weights[term] = weights[term] > 0 ? TermVectorBuilder.Frequency(weights[term]) * _weights[term] : 0;
        }

        Walk(weights.AsSpan(0, TermCount), scores, known);
        ArrayPool<float>.Shared.Return(weights);
    }

    /// <summary>The most similar items, best first; ties by position, only those with something in common.</summary>
    /// <param name="item">The item whose neighbours are wanted; never among them.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="allowed">One place per item: whether it may be a neighbour.</param>
    public TextNeighbour[] Neighbours(ItemIndex item, int count, ReadOnlySpan<bool> allowed)
    {
        var scores = ArrayPool<float>.Shared.Rent(ItemCount);
        var places = scores.AsSpan(0, ItemCount);
        Similarities(item, places);
        places[item.Value] = float.NaN;
        for (var other = 0; other < places.Length; other++)
        {
            if (!allowed[other] || places[other] <= 0)
            {
                places[other] = float.NaN;
            }
        }

        var best = TopK.Select(places, count);
        var neighbours = new TextNeighbour[best.Length];
        for (var i = 0; i < best.Length; i++)
        {
            neighbours[i] = new TextNeighbour(new ItemIndex(best[i]), places[best[i]]);
        }

        ArrayPool<float>.Shared.Return(scores);
        return neighbours;
    }

    /// <summary>The terms that make two items alike, those that add most to their cosine first.</summary>
    public IReadOnlyList<string> CommonTerms(ItemIndex a, ItemIndex b, int most)
    {
        List<(int Term, float Amount)> common = [];
        var terms = _rows.ColumnsOf(a.Value);
        var weights = _rows.ValuesOf(a.Value);
        for (var i = 0; i < terms.Length; i++)
        {
            var place = _rows.ColumnsOf(b.Value).BinarySearch(terms[i]);
            if (place >= 0)
            {
                common.Add((terms[i], weights[i] * _rows.ValuesOf(b.Value)[place]));
            }
        }

        return [.. common.OrderByDescending(one => one.Amount).ThenBy(one => _terms[one.Term], StringComparer.Ordinal).Take(most).Select(one => _terms[one.Term])];
    }

    private void Walk(ReadOnlySpan<float> query, Span<float> scores, bool known)
    {
        if (!known)
        {
            scores.Fill(float.NaN);
            return;
        }

        scores.Clear();
        for (var term = 0; term < query.Length; term++)
        {
            var weight = query[term];
            if (weight == 0)
            {
                continue;
            }

            var items = _postings.ColumnsOf(term);
            var values = _postings.ValuesOf(term);
            for (var i = 0; i < items.Length; i++)
            {
                scores[items[i]] += weight * values[i];
            }
        }

        for (var item = 0; item < scores.Length; item++)
        {
            if (!Has(new ItemIndex(item)))
            {
                scores[item] = float.NaN;
            }
        }
    }

    private List<string> Terms(string text)
    {
        if (_options.Rule == TermRule.Analysed)
        {
            return [.. TextAnalyzer.Terms(text).Select(term => term.Stem)];
        }

        List<string> terms = [];
        foreach (var word in new AsciiWords(text.ToLowerInvariant()))
        {
            terms.Add(word.ToString());
        }

        return terms;
    }

    private void Check(Span<float> scores)
    {
        if (scores.Length != ItemCount)
        {
            throw new ArgumentException($"There are {scores.Length} places for {ItemCount} items; give one for each.", nameof(scores));
        }
    }
}
