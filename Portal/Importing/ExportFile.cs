using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Portal.Importing.Files;

namespace Portal.Importing;

/// <summary>How rows are written.</summary>
public enum ExportFormat
{
    Csv,
    Jsonl,
}

/// <summary>A file of rows that is being written.</summary>
internal abstract class ExportFile : IAsyncDisposable
{
    /// <param name="format">How.</param>
    /// <param name="output">Where; stays open.</param>
    /// <param name="fields">Keys of the values.</param>
    public static ExportFile Create(ExportFormat format, Stream output, IReadOnlyList<string> fields) => format == ExportFormat.Csv ? new CsvExport(output, fields) : new JsonExport(output, fields);

    /// <summary>Writes a row: texts, numbers, truths, times, lists of texts, facts, or nothing.</summary>
    public abstract void Write(object?[] values);

    public abstract Task FlushAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    private static string Time(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);

    private sealed class CsvExport : ExportFile
    {
        private readonly Stream _output;

        // The writer empties its buffer in between without awaiting, which a web server does not allow.
        private readonly MemoryStream _lines = new();
        private readonly CsvWriter _csv;

        public CsvExport(Stream output, IReadOnlyList<string> fields)
        {
            _output = output;
            _csv = CsvWriter.Create(_lines, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
            Write([.. fields]);
        }

        public override void Write(object?[] values)
        {
            foreach (var value in values)
            {
                switch (value)
                {
                    case double number:
                        _csv.WriteField(number);
                        break;
                    case int number:
                        _csv.WriteField(number);
                        break;
                    default:
                        _csv.WriteField(FormulaMark.Protect(Text(value)));
                        break;
                }
            }

            _csv.EndRecord();
        }

        public override async Task FlushAsync(CancellationToken ct)
        {
            await _csv.FlushAsync(ct);
            await _output.WriteAsync(_lines.GetBuffer().AsMemory(0, (int)_lines.Length), ct);
            _lines.SetLength(0);
        }

        public override ValueTask DisposeAsync() => _csv.DisposeAsync();

        private static string Text(object? value) => value switch
        {
            null => "",
            string text => text,
            bool truth => truth ? "true" : "false",
            DateTime time => Time(time),
            IReadOnlyList<string> list => RowValues.JoinList(list),
            IReadOnlyDictionary<string, string> facts => facts.Count == 0 ? "" : JsonSerializer.Serialize(facts),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "Rows hold no such values."),
        };
    }

    private sealed class JsonExport(Stream output, IReadOnlyList<string> fields) : ExportFile
    {
        private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private readonly ArrayBufferWriter<byte> _lines = new(1 << 16);

        public override void Write(object?[] values)
        {
            using (Utf8JsonWriter json = new(_lines, Options))
            {
                json.WriteStartObject();
                for (var i = 0; i < values.Length; i++)
                {
                    if (values[i] is not (null or "" or IReadOnlyCollection<string> { Count: 0 } or IReadOnlyDictionary<string, string> { Count: 0 }))
                    {
                        json.WritePropertyName(fields[i]);
                        JsonSerializer.Serialize(json, values[i] is DateTime time ? Time(time) : values[i]);
                    }
                }

                json.WriteEndObject();
            }

            _lines.Write("\n"u8);
        }

        public override async Task FlushAsync(CancellationToken ct)
        {
            await output.WriteAsync(_lines.WrittenMemory, ct);
            _lines.ResetWrittenCount();
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
