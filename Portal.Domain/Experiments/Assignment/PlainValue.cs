using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>
/// A value of JSON, unpacked once: an attribute of a unit, what a condition compares it with, the value of a setting. Immutable as long as the
/// lists and dictionaries it was made of are. Two are equal when they are of one kind and hold the same; the order of a map's members does not matter.
/// </summary>
[JsonConverter(typeof(PlainValueConverter))]
public readonly struct PlainValue : IEquatable<PlainValue>
{
    private readonly double _number;
    private readonly object? _content;

    private PlainValue(PlainValueKind kind, double number, object? content) => (Kind, _number, _content) = (kind, number, content);

    /// <summary>The value null.</summary>
    public static PlainValue Null { get; } = new(PlainValueKind.Null, 0, null);

    /// <summary>What it holds; <see cref="PlainValueKind.Missing"/> for the default of this type.</summary>
    public PlainValueKind Kind { get; }

    /// <summary>Whether it is missing or null.</summary>
    public bool IsNothing => Kind is PlainValueKind.Missing or PlainValueKind.Null;

    /// <summary>The truth of a boolean; false for every other kind.</summary>
    public bool Flag => Kind == PlainValueKind.Boolean && _number != 0;

    /// <summary>The number; NaN for every other kind.</summary>
    public double Number => Kind == PlainValueKind.Number ? _number : double.NaN;

    /// <summary>The text; empty for every other kind.</summary>
    public string Text => _content as string ?? "";

    /// <summary>The values of a list; empty for every other kind.</summary>
    public IReadOnlyList<PlainValue> Items => _content as IReadOnlyList<PlainValue> ?? [];

    /// <summary>The members of a map; empty for every other kind.</summary>
    public IReadOnlyDictionary<string, PlainValue> Members => _content as IReadOnlyDictionary<string, PlainValue> ?? ReadOnlyDictionary<string, PlainValue>.Empty;

    /// <summary>Whether a condition takes it for true: not nothing, not false, not zero, not the empty text.</summary>
    public bool IsTruthy => Kind switch
    {
        PlainValueKind.Boolean or PlainValueKind.Number => _number != 0 && !double.IsNaN(_number),
        PlainValueKind.Text => Text.Length > 0,
        PlainValueKind.List or PlainValueKind.Map => true,
        _ => false,
    };

    /// <summary>A truth.</summary>
    public static implicit operator PlainValue(bool value) => new(PlainValueKind.Boolean, value ? 1 : 0, null);

    /// <summary>A number.</summary>
    public static implicit operator PlainValue(double value) => new(PlainValueKind.Number, value, null);

    /// <summary>A text, or null.</summary>
    public static implicit operator PlainValue(string? value) => value is null ? Null : new(PlainValueKind.Text, 0, value);

    /// <summary>Same kind and content.</summary>
    public static bool operator ==(PlainValue left, PlainValue right) => left.Equals(right);

    /// <summary>Other kind or content.</summary>
    public static bool operator !=(PlainValue left, PlainValue right) => !left.Equals(right);

    /// <summary>A list of values; kept, not copied.</summary>
    public static PlainValue ListOf(IReadOnlyList<PlainValue> items) => new(PlainValueKind.List, 0, items);

    /// <summary>A map of named values; kept, not copied.</summary>
    public static PlainValue MapOf(IReadOnlyDictionary<string, PlainValue> members) => new(PlainValueKind.Map, 0, members);

    /// <summary>Reads a text of JSON.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static PlainValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>Copies what a JSON document holds; of members with one name the last counts.</summary>
    public static PlainValue From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            case JsonValueKind.Number:
                return element.GetDouble();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Array:
                return ListOf([.. element.EnumerateArray().Select(From)]);
            case JsonValueKind.Object:
                Dictionary<string, PlainValue> members = new(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    members[member.Name] = From(member.Value);
                }

                return MapOf(members);
            default:
                return Null;
        }
    }

    /// <summary>The value as a browser writes it into a text: <c>1</c> and not <c>1.0</c>, a list as its values with commas, nothing as <c>null</c>.</summary>
    public string ToText() => Kind switch
    {
        PlainValueKind.Text => Text,
        PlainValueKind.Number => BrowserNumbers.Format(_number),
        PlainValueKind.Boolean => Flag ? "true" : "false",
        PlainValueKind.List => string.Join(',', Items.Select(item => item.IsNothing ? "" : item.ToText())),
        PlainValueKind.Map => "[object Object]",
        _ => "null",
    };

    /// <summary>The number a browser takes it for: nothing and the empty text are 0, true is 1, what is no number is NaN.</summary>
    public double ToNumber() => Kind switch
    {
        PlainValueKind.Number or PlainValueKind.Boolean => _number,
        PlainValueKind.Text => BrowserNumbers.Parse(Text),
        PlainValueKind.List => BrowserNumbers.Parse(ToText()),
        PlainValueKind.Map => double.NaN,
        _ => 0,
    };

    /// <summary>The id of a unit that the value names; null where it names none: nothing, the empty text, zero, false, a list or a map.</summary>
    public string? ToUnit() => IsTruthy && Kind is not (PlainValueKind.List or PlainValueKind.Map) ? ToText() : null;

    /// <inheritdoc/>
    public bool Equals(PlainValue other) => Kind == other.Kind && Kind switch
    {
        PlainValueKind.Boolean or PlainValueKind.Number => _number.Equals(other._number),
        PlainValueKind.Text => string.Equals(Text, other.Text, StringComparison.Ordinal),
        PlainValueKind.List => Items.SequenceEqual(other.Items),
        PlainValueKind.Map => Members.Count == other.Members.Count && Members.All(member => other.Members.TryGetValue(member.Key, out var value) && member.Value.Equals(value)),
        _ => true,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PlainValue other && Equals(other);

    /// <summary>For sets in memory only: it differs from run to run.</summary>
    public override int GetHashCode() => Kind switch
    {
        PlainValueKind.Text => HashCode.Combine(Kind, Text),
        PlainValueKind.List => HashCode.Combine(Kind, Items.Count),
        PlainValueKind.Map => HashCode.Combine(Kind, Members.Count),
        _ => HashCode.Combine(Kind, _number),
    };

    /// <summary>The value as JSON; empty when missing.</summary>
    public override string ToString() => Kind == PlainValueKind.Missing ? "" : JsonSerializer.Serialize(this);
}
