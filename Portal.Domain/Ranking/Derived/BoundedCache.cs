using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Derived;

/// <summary>Remembers what was made of a person's items, up to a number of entries; then it begins anew. Safe for concurrent use.</summary>
internal sealed class BoundedCache<T>(int most)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _kept = new(StringComparer.Ordinal);

    /// <summary>The value of some items under some numbers and words; two who ask at once may both make it, and get equal ones.</summary>
    public T Get(ReadOnlySpan<ItemWeight> items, ReadOnlySpan<double> numbers, Func<T> make, string words = "")
    {
        var key = Key(items, numbers, words);
        if (_kept.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_kept.Count >= most)
        {
            _kept.Clear();
        }

        return _kept[key] = make();
    }

    private static string Key(ReadOnlySpan<ItemWeight> items, ReadOnlySpan<double> numbers, string words)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(items));
        hash.AppendData(MemoryMarshal.AsBytes(numbers));
        hash.AppendData(MemoryMarshal.AsBytes(words.AsSpan()));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
