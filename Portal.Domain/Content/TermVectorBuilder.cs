using System.Buffers;
using System.Runtime.InteropServices;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Content;

/// <summary>Counts the terms of texts and weighs them: the making of <see cref="TermVectors"/>.</summary>
internal sealed class TermVectorBuilder(TermVectorOptions options)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _terms = [];
    private readonly List<int> _documents = [];
    private readonly List<int> _counts = [];
    private readonly List<int> _touched = [];

    /// <summary>Makes the vectors of texts, null where an item has none.</summary>
    public TermVectors Build(IReadOnlyList<string?> texts, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinDocuments, 1, nameof(options.MinDocuments));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxShare, nameof(options.MaxShare));
        var starts = new int[texts.Count + 1];
        List<int> columns = [];
        List<float> values = [];
        var documents = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            if (i % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (texts[i] is { } text)
            {
                documents++;
                Count(text);
                foreach (var term in _touched)
                {
                    columns.Add(term);
                    values.Add(_counts[term]);
                    _documents[term]++;
                    _counts[term] = 0;
                }
            }

            starts[i + 1] = columns.Count;
        }

        return Weigh(starts, columns, values, documents);
    }

    /// <summary>Frequency weight of a term that occurs some times: 1 + ln count.</summary>
    public static float Frequency(float count) => 1 + MathF.Log(count);

    // Numbers of the text's terms in _touched, their counts in _counts.
    private void Count(string text)
    {
        _touched.Clear();
        if (options.Rule == TermRule.Analysed)
        {
            foreach (var term in TextAnalyzer.Terms(text))
            {
                Add(term.Stem);
            }

            return;
        }

        var lower = ArrayPool<char>.Shared.Rent(text.Length);
        var length = text.AsSpan().ToLowerInvariant(lower);
        foreach (var word in new AsciiWords(lower.AsSpan(0, length)))
        {
            Add(word);
        }

        ArrayPool<char>.Shared.Return(lower);
    }

    private void Add(ReadOnlySpan<char> term)
    {
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(term, out var id))
        {
            id = _terms.Count;
            var name = term.ToString();
            _ids.Add(name, id);
            _terms.Add(name);
            _documents.Add(0);
            _counts.Add(0);
        }

        if (_counts[id]++ == 0)
        {
            _touched.Add(id);
        }
    }

    private TermVectors Weigh(int[] starts, List<int> columns, List<float> values, int documents)
    {
        List<string> terms = [];
        List<int> frequencies = [];
        List<float> weights = [];
        var kept = new int[_terms.Count];
        for (var term = 0; term < kept.Length; term++)
        {
            var keep = _documents[term] >= options.MinDocuments && _documents[term] < options.MaxShare * documents;
            kept[term] = keep ? terms.Count : -1;
            if (keep)
            {
                terms.Add(_terms[term]);
                frequencies.Add(_documents[term]);
                weights.Add((float)Math.Log((double)documents / _documents[term]));
            }
        }

        var write = 0;
        for (var row = 0; row + 1 < starts.Length; row++)
        {
            var (first, from, end) = (write, starts[row], starts[row + 1]);
            starts[row] = first;
            for (var read = from; read < end; read++)
            {
                // A term of every text weighs nothing and is no entry.
                if (kept[columns[read]] is >= 0 and var term && weights[term] > 0)
                {
                    (columns[write], values[write]) = (term, Frequency(values[read]) * weights[term]);
                    write++;
                }
            }

            var rowValues = CollectionsMarshal.AsSpan(values)[first..write];
            CollectionsMarshal.AsSpan(columns)[first..write].Sort(rowValues);
            VectorMath.Normalise(rowValues);
        }

        starts[^1] = write;
        columns.RemoveRange(write, columns.Count - write);
        values.RemoveRange(write, values.Count - write);
        var rows = SparseMatrix.FromRows(terms.Count, starts, [.. columns], [.. values]);
        return new TermVectors(options, rows, [.. terms], [.. frequencies], [.. weights], documents);
    }
}
