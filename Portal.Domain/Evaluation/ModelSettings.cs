using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Domain.Evaluation;

/// <summary>Parameters of a model that are not to be its defaults, e.g. <c>lambda=458;dropout=0.3</c>.</summary>
public sealed class ModelSettings
{
    /// <summary>All defaults.</summary>
    public static readonly ModelSettings None = new([]);

    private readonly IReadOnlyList<KeyValuePair<string, double>> _values;

    private ModelSettings(IReadOnlyList<KeyValuePair<string, double>> values) => _values = values;

    /// <summary>Reads <c>name=number</c>, separated by semicolons.</summary>
    /// <exception cref="ArgumentException">A part has another form.</exception>
    public static ModelSettings Parse(string text)
    {
        List<KeyValuePair<string, double>> values = [];
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = part.Split('=', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0 || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                throw new ArgumentException($"'{part}' is no parameter; write name=number, e.g. lambda=458.");
            }

            values.Add(KeyValuePair.Create(parts[0], value));
        }

        return new ModelSettings(values);
    }

    /// <summary>A copy of a trainer with these values.</summary>
    /// <typeparam name="T">A record of numbers.</typeparam>
    /// <exception cref="ArgumentException">The trainer has no such parameter; the message lists those it has.</exception>
    public T ApplyTo<T>(T trainer)
        where T : class
    {
        if (_values.Count == 0)
        {
            return trainer;
        }

        PropertyInfo[] known = [.. typeof(T).GetProperties().Where(property => property.CanWrite && (property.PropertyType == typeof(double) || property.PropertyType == typeof(int)))];
        var json = JsonSerializer.SerializeToNode(trainer)!.AsObject();
        foreach (var (name, value) in _values)
        {
            var property = known.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"There is no parameter '{name}'; known are {string.Join(", ", known.Select(one => JsonNamingPolicy.CamelCase.ConvertName(one.Name)))}.");
            if (property.PropertyType == typeof(int) && value != Math.Floor(value))
            {
                throw new ArgumentException($"'{name}' is {value.ToString(CultureInfo.InvariantCulture)}; it must be a whole number.");
            }

            json[property.Name] = property.PropertyType == typeof(int) ? JsonValue.Create((int)value) : JsonValue.Create(value);
        }

        return json.Deserialize<T>()!;
    }
}
