using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>How often an item contains a term.</summary>
/// <param name="Item">Position of the item.</param>
/// <param name="Frequency">Weighted by field, above 0.</param>
internal readonly record struct TermEntry(int Item, float Frequency);

/// <summary>The terms of some items, counted; terms in ordinal order, each with its items in ascending order.</summary>
internal sealed class CountedTerms
{
    private const int PartFrom = 2000;

    private readonly int[] _starts;
    private readonly TermEntry[] _entries;

    private CountedTerms(string[] terms, int[] starts, TermEntry[] entries) => (Terms, _starts, _entries) = (terms, starts, entries);

    /// <summary>The terms in ordinal order.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>Number of pairs of a term and an item.</summary>
    public int EntryCount => _entries.Length;

    /// <summary>The items of a term, ascending by position.</summary>
    public ReadOnlySpan<TermEntry> EntriesOf(int term) => _entries.AsSpan(_starts[term].._starts[term + 1]);

    /// <summary>Counts the terms of items, many on all cores.</summary>
    /// <param name="catalogue">The items.</param>
    /// <param name="positions">Which of them, ascending.</param>
    /// <param name="add">Adds an item's fields with their weights.</param>
    public static CountedTerms Of(CatalogueIndex catalogue, int[] positions, Action<Item, ItemTerms> add)
    {
        var parts = new ItemTerms[Math.Clamp(positions.Length / PartFrom, 1, Environment.ProcessorCount)];
        Parallel.For(0, parts.Length, part =>
        {
            ItemTerms counter = new();
            var end = (int)((long)positions.Length * (part + 1) / parts.Length);
            for (var i = (int)((long)positions.Length * part / parts.Length); i < end; i++)
            {
                counter.Begin(positions[i]);
                add(catalogue.Items[positions[i]], counter);
            }

            parts[part] = counter;
        });
        return Join(parts);
    }

    // The parts follow each other by position, so that counting places keeps each term's items in order.
    private static CountedTerms Join(ItemTerms[] parts)
    {
        HashSet<string> all = new(parts[0].Terms, StringComparer.Ordinal);
        foreach (var part in parts.AsSpan(1))
        {
            all.UnionWith(part.Terms);
        }

        string[] terms = [.. all];
        Array.Sort(terms, StringComparer.Ordinal);
        Dictionary<string, int> numbers = new(terms.Length, StringComparer.Ordinal);
        for (var i = 0; i < terms.Length; i++)
        {
            numbers.Add(terms[i], i);
        }

        int[][] ours = [.. parts.Select(part => part.Terms.Select(term => numbers[term]).ToArray())];
        var starts = new int[terms.Length + 1];
        for (var part = 0; part < parts.Length; part++)
        {
            foreach (var (term, _, _) in parts[part].Counts)
            {
                starts[ours[part][term] + 1]++;
            }
        }

        for (var i = 0; i < terms.Length; i++)
        {
            starts[i + 1] += starts[i];
        }

        var entries = new TermEntry[starts[^1]];
        var next = starts.AsSpan(0, terms.Length).ToArray();
        for (var part = 0; part < parts.Length; part++)
        {
            foreach (var (term, item, frequency) in parts[part].Counts)
            {
                entries[next[ours[part][term]]++] = new TermEntry(item, frequency);
            }
        }

        return new CountedTerms(terms, starts, entries);
    }
}
