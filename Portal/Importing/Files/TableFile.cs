using System.Buffers;
using System.Text;

namespace Portal.Importing.Files;

/// <summary>Reads the rows of a file, some thousand at a time, in constant memory.</summary>
internal sealed class TableFile : IAsyncDisposable
{
    private const int MostRows = 10_000, MostBytes = 1 << 22;

    private readonly Stream _stream;
    private readonly RecordReader _records;
    private readonly TextEncoding _encoding;
    private readonly IRowParser _parser;
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);
    private readonly List<RecordSpan> _spans = [];

    private TableFile(Stream stream, RecordReader records, TextEncoding encoding, IRowParser parser, IReadOnlyList<string> columns)
    {
        (_stream, _records, _encoding, _parser, Columns) = (stream, records, encoding, parser, columns);
    }

    /// <summary>Names of the columns; of JSON those of the first objects.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What whoever imports should know; null for nothing.</summary>
    public string? Warning => _encoding.Warning;

    /// <summary>Bytes of the file that are read.</summary>
    public long Offset => _records.Offset;

    /// <summary>Line at <see cref="Offset"/>.</summary>
    public long Line => _records.NextLine;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="source">What holds it.</param>
    /// <param name="file">The file.</param>
    /// <param name="shape">How it holds its rows.</param>
    /// <param name="from">Where to begin, as <see cref="Offset"/> and <see cref="Line"/> told it; null for the first row. Only where <see cref="CanBeginAt"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ImportException">The file is empty or no text.</exception>
    public static async Task<TableFile> OpenAsync(IImportSource source, SourceFile file, TableShape shape, (long Offset, long Line)? from, CancellationToken ct)
    {
        var sample = await SampleAsync(source, file, ct);
        var encoding = TextEncoding.Detect(file.Name, sample);
        var text = encoding.Encoding.GetString(sample.AsSpan(encoding.MarkLength));
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ImportException($"{file.Name} is empty.");
        }

        var head = TableHead.Read(file.Name, text, shape);
        var stream = source.Open(file);
        try
        {
            var start = from is null ? encoding.MarkLength : from.Value.Offset;
            if (from is null)
            {
                await stream.ReadExactlyAsync(new byte[encoding.MarkLength], ct);
            }
            else
            {
                stream.Position = start;
            }

            var bytes = encoding.IsUtf16 ? Encoding.CreateTranscodingStream(stream, encoding.Encoding, Encoding.UTF8) : stream;
            RecordReader records = new(bytes, shape.Kind == TableKind.Csv ? (byte)head.Separator[0] : null, start, from?.Line ?? 1);
            for (var i = 0; from is null && i < head.Records; i++)
            {
                await records.ReadAsync(ct);
            }

            return new TableFile(bytes, records, encoding, Parser(shape, head), head.Columns);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether reading may begin in the middle: not where bytes are made while reading, as in an archive.</summary>
    public static bool CanBeginAt(IImportSource source, TextEncoding? encoding = null) => source.CanSeek && encoding is not { IsUtf16: true };

    /// <summary>Whether this file could have been begun in its middle.</summary>
    public bool CanResume(IImportSource source) => CanBeginAt(source, _encoding);

    /// <summary>Says of which columns values are wanted.</summary>
    /// <param name="columns">Names; each is one of <see cref="Columns"/>, or in JSON may be.</param>
    public void Choose(IReadOnlyList<string> columns) => _parser.Choose(columns);

    /// <summary>Reads the next rows.</summary>
    /// <param name="rows">Is filled anew.</param>
    /// <param name="most">Most records, each of which is a row, unless its line breaks are odd.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many records were read; 0 at the end of the file.</returns>
    public async Task<int> ReadAsync(List<Row> rows, int most, CancellationToken ct)
    {
        rows.Clear();
        _bytes.ResetWrittenCount();
        _spans.Clear();
        var limit = Math.Min(most, MostRows);
        while (_spans.Count < limit && _bytes.WrittenCount < MostBytes)
        {
            var state = await _records.ReadAsync(ct);
            if (state == RecordState.End)
            {
                break;
            }

            Keep(state);
        }

        _parser.Parse(_bytes.WrittenMemory, _spans, rows);
        return _spans.Count;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private void Keep(RecordState state)
    {
        var start = _bytes.WrittenCount;
        var record = _records.Current.Span;
        var broken = state switch
        {
            RecordState.TooLong => RejectReason.TooLong,
            RecordState.OpenQuote => RejectReason.OpenQuote,
            _ => !_encoding.IsLatin1 && !TextEncoding.IsUtf8(record) ? RejectReason.NotText : (RejectReason?)null,
        };
        if (_encoding.IsLatin1)
        {
            Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(record), _bytes);
        }
        else
        {
            _bytes.Write(record);
        }

        _spans.Add(new RecordSpan(start, _bytes.WrittenCount - start, _records.Line, broken));
        _bytes.Write("\n"u8);
    }

    private static IRowParser Parser(TableShape shape, TableHead head) => shape.Kind switch
    {
        TableKind.Csv => new CsvRowParser(head.Columns, head.Separator[0]),
        TableKind.Plain => new PlainRowParser(head.Columns, head.Separator),
        _ => new JsonRowParser(),
    };

    private static async Task<byte[]> SampleAsync(IImportSource source, SourceFile file, CancellationToken ct)
    {
        await using var stream = source.Open(file);
        var sample = new byte[TextEncoding.SampleLength];
        var length = await stream.ReadAtLeastAsync(sample, sample.Length, throwOnEndOfStream: false, ct);
        return sample[..length];
    }
}
