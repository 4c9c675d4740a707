using System.Text;
using System.Text.Json;
using CsvHelper;

namespace Portal.Importing.Files;

/// <summary>A record within the bytes of its batch.</summary>
internal readonly record struct RecordSpan(int Start, int Length, long Line, RejectReason? Broken);

/// <summary>Takes records apart. Rows come out in the order of the records.</summary>
internal interface IRowParser
{
    /// <summary>Says of which columns values are wanted.</summary>
    void Choose(IReadOnlyList<string> columns);

    /// <summary>Adds a row for each record.</summary>
    /// <param name="bytes">The records as UTF-8, each with a line break.</param>
    /// <param name="records">Where they are.</param>
    /// <param name="rows">Receives the rows.</param>
    void Parse(ReadOnlyMemory<byte> bytes, IReadOnlyList<RecordSpan> records, List<Row> rows);
}

internal static class RowParts
{
    public static Row Broken(ReadOnlyMemory<byte> bytes, RecordSpan record, RejectReason reason) => new(record.Line, [], bytes.Slice(record.Start, record.Length))
    {
        Broken = reason,
        Detail = reason switch
        {
            RejectReason.TooLong => $"The row is longer than {RecordReader.MostBytes} bytes.",
            RejectReason.OpenQuote => "A quote is opened and never closed.",
            RejectReason.NotJson => "The line is no JSON object.",
            _ => "The row is no valid text in UTF-8.",
        },
    };

    public static string? Value(string? text) => text?.Trim() is { Length: > 0 } value ? value : null;
}

/// <summary>Of CSV. The records are cut already; CsvHelper takes them apart, a batch at a time.</summary>
internal sealed class CsvRowParser(IReadOnlyList<string> columns, char separator) : IRowParser
{
    private readonly CsvReaderOptions _options = new() { HasHeader = false, Separator = separator };
    private int[] _places = [];

    public void Choose(IReadOnlyList<string> chosen) => _places = PlainRowParser.Places(columns, chosen);

    public void Parse(ReadOnlyMemory<byte> bytes, IReadOnlyList<RecordSpan> records, List<Row> rows)
    {
        var next = 0;
        while (next < records.Count)
        {
            if (records[next].Broken is { } reason)
            {
                rows.Add(RowParts.Broken(bytes, records[next++], reason));
                continue;
            }

            // A run of sound records between broken ones.
            var first = next;
            while (next < records.Count && records[next].Broken is null)
            {
                next++;
            }

            ParseSound(bytes, records, first, next, rows);
        }
    }

    private void ParseSound(ReadOnlyMemory<byte> bytes, IReadOnlyList<RecordSpan> records, int first, int end, List<Row> rows)
    {
        var start = records[first].Start;
        var run = bytes[start..(records[end - 1].Start + records[end - 1].Length + 1)];
        using var csv = CsvReader.Create(run, _options);
        var at = first;
        while (csv.Read())
        {
            // Whatever it takes for a record of its own counts to the one in which it begins.
            while (at + 1 < end && records[at + 1].Start - start <= csv.ByteOffset)
            {
                at++;
            }

            var values = new string?[_places.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _places[i] < csv.FieldCount ? RowParts.Value(FormulaMark.Remove(csv.GetString(_places[i]))) : null;
            }

            rows.Add(new Row(records[at].Line, values, bytes.Slice(records[at].Start, records[at].Length)));
        }
    }
}

/// <summary>Of fields between separators that occur in no field.</summary>
internal sealed class PlainRowParser(IReadOnlyList<string> columns, string separator) : IRowParser
{
    private int[] _places = [];

    public void Choose(IReadOnlyList<string> chosen) => _places = Places(columns, chosen);

    public void Parse(ReadOnlyMemory<byte> bytes, IReadOnlyList<RecordSpan> records, List<Row> rows)
    {
        foreach (var record in records)
        {
            if (record.Broken is { } reason)
            {
                rows.Add(RowParts.Broken(bytes, record, reason));
                continue;
            }

            var raw = bytes.Slice(record.Start, record.Length);
            var fields = Encoding.UTF8.GetString(raw.Span).Split(separator);
            rows.Add(new Row(record.Line, [.. _places.Select(place => place < fields.Length ? RowParts.Value(fields[place]) : null)], raw));
        }
    }

    /// <summary>Where columns are.</summary>
    public static int[] Places(IReadOnlyList<string> columns, IReadOnlyList<string> chosen) =>
        [.. chosen.Select(name => Enumerable.Range(0, columns.Count).FirstOrDefault(i => columns[i] == name, -1) is >= 0 and var place
            ? place
            : throw new ImportException($"There is no column '{name}'; there are {string.Join(", ", columns)}."))];
}

/// <summary>Of JSON objects. A list becomes one value with <see cref="Row.ListSeparator"/> between its elements, an object its JSON.</summary>
internal sealed class JsonRowParser : IRowParser
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 16 };

    private IReadOnlyList<string> _names = [];

    public void Choose(IReadOnlyList<string> columns) => _names = columns;

    public void Parse(ReadOnlyMemory<byte> bytes, IReadOnlyList<RecordSpan> records, List<Row> rows)
    {
        foreach (var record in records)
        {
            rows.Add(record.Broken is { } reason ? RowParts.Broken(bytes, record, reason) : Parse(bytes, record));
        }
    }

    private Row Parse(ReadOnlyMemory<byte> bytes, RecordSpan record)
    {
        var raw = bytes.Slice(record.Start, record.Length);
        try
        {
            using var document = JsonDocument.Parse(raw, Depth);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return RowParts.Broken(bytes, record, RejectReason.NotJson);
            }

            var values = new string?[_names.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = document.RootElement.TryGetProperty(_names[i], out var value) ? Value(value) : null;
            }

            return new Row(record.Line, values, raw);
        }
        catch (JsonException)
        {
            return RowParts.Broken(bytes, record, RejectReason.NotJson);
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a surrogate pair.
            return RowParts.Broken(bytes, record, RejectReason.NotText);
        }
    }

    // Each element ends with a separator, or a list of one would be split at its commas.
    private static string? List(JsonElement value)
    {
        var list = string.Concat(value.EnumerateArray().Select(Value).OfType<string>().Select(element => element + Row.ListSeparator));
        return list.Length == 0 ? null : list;
    }

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => RowParts.Value(value.GetString()),
        JsonValueKind.Array => List(value),
        _ => value.GetRawText(),
    };
}
