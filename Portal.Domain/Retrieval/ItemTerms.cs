using System.Runtime.InteropServices;

namespace Portal.Domain.Retrieval;

/// <summary>Counts the terms of one item after the other, without a string for each word.</summary>
internal sealed class ItemTerms
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _terms = [];
    private readonly List<int> _latest = [];
    private readonly List<(int Term, int Item, float Frequency)> _counts = [];
    private int _item = -1;
    private int _first;

    public ItemTerms() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The terms met, in no order.</summary>
    public IReadOnlyList<string> Terms => _terms;

    /// <summary>What was counted, item by item; a term is its place among <see cref="Terms"/>.</summary>
    public ReadOnlySpan<(int Term, int Item, float Frequency)> Counts => CollectionsMarshal.AsSpan(_counts);

    /// <summary>Goes over to an item that has not been counted yet.</summary>
    public void Begin(int item) => (_item, _first) = (item, _counts.Count);

    /// <summary>Adds a field of the item.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="weight">What each of its terms counts, above 0.</param>
    public void Add(string text, float weight)
    {
        Counter counter = new(this, weight);
        TextAnalyzer.Analyze(text, everyCharacter: true, ref counter);
    }

    private void Count(ReadOnlySpan<char> stem, float weight)
    {
        if (!_bySpan.TryGetValue(stem, out var term))
        {
            term = _terms.Count;
            _terms.Add(stem.ToString());
            _numbers.Add(_terms[term], term);
            _latest.Add(-1);
        }

        if (_latest[term] >= _first)
        {
            CollectionsMarshal.AsSpan(_counts)[_latest[term]].Frequency += weight;
            return;
        }

        _latest[term] = _counts.Count;
        _counts.Add((term, _item, weight));
    }

    private readonly struct Counter(ItemTerms terms, float weight) : ITermSink
    {
        public void Add(ReadOnlySpan<char> stem, ReadOnlySpan<char> word) => terms.Count(stem, weight);
    }
}
