namespace Portal.Domain.Retrieval;

/// <summary>Which items contain a term, and how often: the terms in ordinal order, each with its items in ascending order.</summary>
internal sealed class Postings
{
    public static readonly Postings Empty = new([], [0], [], []);

    private readonly string[] _terms;
    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly float[] _frequencies;

    private Postings(string[] terms, int[] starts, int[] items, float[] frequencies) =>
        (_terms, _starts, _items, _frequencies) = (terms, starts, items, frequencies);

    /// <summary>Number of terms.</summary>
    public int TermCount => _terms.Length;

    /// <summary>Number of pairs of a term and an item.</summary>
    public int EntryCount => _items.Length;

    /// <summary>The terms in ordinal order.</summary>
    public IReadOnlyList<string> Terms => _terms;

    /// <summary>The number of a term; below 0 when no item contains it.</summary>
    public int Find(string term) => Array.BinarySearch(_terms, term, StringComparer.Ordinal);

    /// <summary>The number of the first term that is not before another.</summary>
    public int FirstFrom(string prefix) => Find(prefix) is var found && found < 0 ? ~found : found;

    /// <summary>The items that contain a term, ascending.</summary>
    public ReadOnlySpan<int> ItemsOf(int term) => _items.AsSpan(_starts[term].._starts[term + 1]);

    /// <summary>How often they contain it, weighted by field, in the order of <see cref="ItemsOf"/>.</summary>
    public ReadOnlySpan<float> FrequenciesOf(int term) => _frequencies.AsSpan(_starts[term].._starts[term + 1]);

    /// <summary>The postings after some items have gone, moved or changed, and others come.</summary>
    /// <param name="moved">For each item of these postings its new position, ascending, or below 0 where it is gone or counted anew.</param>
    /// <param name="counted">The items counted anew.</param>
    public Postings With(ReadOnlySpan<int> moved, CountedTerms counted)
    {
        var most = _items.Length + counted.EntryCount;
        var terms = new List<string>(_terms.Length + counted.Terms.Count);
        List<int> starts = new(_terms.Length + counted.Terms.Count + 1) { 0 };
        var (items, frequencies) = (new int[most], new float[most]);
        int mine = 0, theirs = 0, count = 0;
        while (mine < _terms.Length || theirs < counted.Terms.Count)
        {
            var order = mine == _terms.Length ? 1 : theirs == counted.Terms.Count ? -1 : string.CompareOrdinal(_terms[mine], counted.Terms[theirs]);
            var before = count;
            count = Merge(order <= 0 ? mine : -1, moved, order >= 0 ? counted.EntriesOf(theirs) : default, items, frequencies, count);
            if (count > before)
            {
                terms.Add(order <= 0 ? _terms[mine] : counted.Terms[theirs]);
                starts.Add(count);
            }

            (mine, theirs) = (mine + (order <= 0 ? 1 : 0), theirs + (order >= 0 ? 1 : 0));
        }

        if (count < most)
        {
            Array.Resize(ref items, count);
            Array.Resize(ref frequencies, count);
        }

        return new Postings([.. terms], [.. starts], items, frequencies);
    }

    // One term's items that stay and those that are new, by position.
    private int Merge(int term, ReadOnlySpan<int> moved, ReadOnlySpan<TermEntry> added, int[] items, float[] frequencies, int count)
    {
        var next = 0;
        for (var i = term < 0 ? 0 : _starts[term]; term >= 0 && i < _starts[term + 1]; i++)
        {
            var item = moved[_items[i]];
            if (item < 0)
            {
                continue;
            }

            for (; next < added.Length && added[next].Item < item; next++)
            {
                (items[count], frequencies[count++]) = (added[next].Item, added[next].Frequency);
            }

            (items[count], frequencies[count++]) = (item, _frequencies[i]);
        }

        for (; next < added.Length; next++)
        {
            (items[count], frequencies[count++]) = (added[next].Item, added[next].Frequency);
        }

        return count;
    }
}
