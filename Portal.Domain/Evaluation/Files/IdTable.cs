using System.Globalization;

namespace Portal.Domain.Evaluation.Files;

/// <summary>Ids as they come, numbered in order of appearance until <see cref="Seal"/> tells their positions in ascending order.</summary>
internal sealed class IdTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _ids = [];

    public IdTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _ids.Count;

    /// <summary>Id by number.</summary>
    public string this[int number] => _ids[number];

    /// <summary>The number of an id; a new one where it was not seen before.</summary>
    public int Add(ReadOnlySpan<char> id)
    {
        if (!_lookup.TryGetValue(id, out var number))
        {
            var text = id.ToString();
            _numbers.Add(text, number = _ids.Count);
            _ids.Add(text);
        }

        return number;
    }

    /// <summary>The number of an id; −1 where it was not seen.</summary>
    public int Find(ReadOnlySpan<char> id) => _lookup.TryGetValue(id, out var number) ? number : -1;

    /// <summary>
    /// Positions by number, and ids by position, of the ids that are kept: ascending as numbers where all are whole numbers, else by
    /// code unit. Those that are not kept have position −1.
    /// </summary>
    public (int[] Positions, string[] Ids) Seal(Func<int, bool>? keep = null)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(number => keep?.Invoke(number) ?? true)];
        var keys = new long[kept.Length];
        var numeric = true;
        for (var i = 0; i < kept.Length && numeric; i++)
        {
            numeric = long.TryParse(_ids[kept[i]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out keys[i]);
        }

        var order = Enumerable.Range(0, kept.Length);
        order = numeric
            ? order.OrderBy(i => keys[i]).ThenBy(i => _ids[kept[i]], StringComparer.Ordinal)
            : order.OrderBy(i => _ids[kept[i]], StringComparer.Ordinal);
        var (positions, ids) = (new int[Count], new string[kept.Length]);
        Array.Fill(positions, -1);
        var position = 0;
        foreach (var i in order)
        {
            positions[kept[i]] = position;
            ids[position++] = _ids[kept[i]];
        }

        return (positions, ids);
    }
}
