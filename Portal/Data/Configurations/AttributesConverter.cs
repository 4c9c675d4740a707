using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Data.Configurations;

/// <summary>
/// Attributes of an item as a JSON object of strings. The keys are compared ordinally: the default comparison follows the
/// language of the server and takes some different keys for the same.
/// </summary>
internal sealed class AttributesConverter() : ValueConverter<SortedDictionary<string, string>, string>(
    value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
    text => Read(text))
{
    private static SortedDictionary<string, string> Read(string text)
    {
        // A column filled in by hand may be empty.
        var values = string.IsNullOrWhiteSpace(text) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(text, JsonSerializerOptions.Default);
        return new SortedDictionary<string, string>(values ?? [], StringComparer.Ordinal);
    }
}

/// <summary>Two sets of attributes are the same when they have the same keys and values, so a change inside one is saved.</summary>
internal sealed class AttributesComparer() : ValueComparer<SortedDictionary<string, string>>(
    (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
    value => value.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value)),
    value => new SortedDictionary<string, string>(value, StringComparer.Ordinal));
