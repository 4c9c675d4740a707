namespace Portal.Importing.Files;

/// <summary>What <see cref="RecordReader"/> has come to.</summary>
internal enum RecordState
{
    /// <summary>A record.</summary>
    Whole,

    /// <summary>One that is longer than any may be: it was passed over, and the record is its beginning.</summary>
    TooLong,

    /// <summary>One with a quote that is never closed; it goes on after the record's first line.</summary>
    OpenQuote,

    /// <summary>The end of the file.</summary>
    End,
}

/// <summary>
/// Cuts a stream of bytes into records, a line each unless a line break stands in quotes, in constant memory whatever the file
/// holds: no record is read beyond <see cref="MostBytes"/>. Empty lines are no records.
/// </summary>
/// <param name="stream">The bytes, in UTF-8 or an encoding of one byte a character.</param>
/// <param name="separator">Before a quote that opens a field; null where quotes mean nothing.</param>
/// <param name="offset">Bytes of the file before the stream's position.</param>
/// <param name="line">Line at the stream's position.</param>
internal sealed class RecordReader(Stream stream, byte? separator, long offset = 0, long line = 1)
{
    /// <summary>Most bytes of a record.</summary>
    public const int MostBytes = 1 << 20;

    private const byte Quote = (byte)'"', NewLine = (byte)'\n';

    private readonly byte[] _buffer = new byte[MostBytes + (1 << 16)];
    private int _start, _end;
    private bool _ended;
    private long _nextLine = line;

    /// <summary>The record without its line break; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>Line on which it begins.</summary>
    public long Line { get; private set; } = line;

    /// <summary>Line after it.</summary>
    public long NextLine => _nextLine;

    /// <summary>Bytes of the file up to and with its line break.</summary>
    public long Offset { get; private set; } = offset;

    public async ValueTask<RecordState> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            var (state, length, lines) = await FindAsync(ct);
            if (state == RecordState.End)
            {
                Current = default;
                return state;
            }

            Line = _nextLine;
            var bytes = _buffer.AsMemory(_start, Math.Min(length, _end - _start));
            _nextLine += state == RecordState.TooLong ? bytes.Span.Count(NewLine) : lines;
            Current = Trim(bytes);
            _start += bytes.Length;
            Offset += bytes.Length;
            if (state == RecordState.TooLong)
            {
                await PassOverAsync(ct);
            }

            if (state != RecordState.Whole || !Current.IsEmpty)
            {
                return state;
            }
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> record)
    {
        var span = record.Span;
        var length = span.Length;
        length -= length > 0 && span[length - 1] == NewLine ? 1 : 0;
        length -= length > 0 && span[length - 1] == (byte)'\r' ? 1 : 0;
        return record[..length];
    }

    // Length with the line break, and the lines that it takes.
    private async ValueTask<(RecordState State, int Length, int Lines)> FindAsync(CancellationToken ct)
    {
        int at = 0, lines = 0;
        var quoted = false;
        while (true)
        {
            if (Scan(ref at, ref quoted, ref lines) is { } length)
            {
                return length > MostBytes ? (RecordState.TooLong, MostBytes, 0) : (RecordState.Whole, length, lines);
            }

            var held = _end - _start;
            if (_ended || held > MostBytes)
            {
                return held == 0 ? (RecordState.End, 0, 0) : quoted ? OpenQuote(held) : _ended && held <= MostBytes ? (RecordState.Whole, held, lines + 1) : (RecordState.TooLong, MostBytes, 0);
            }

            await FillAsync(ct);
        }
    }

    // Just as if the quote were text: the rest may be sound.
    private (RecordState State, int Length, int Lines) OpenQuote(int held)
    {
        var first = _buffer.AsSpan(_start, held).IndexOf(NewLine);
        return first >= 0 ? (RecordState.OpenQuote, first + 1, 1) : held > MostBytes ? (RecordState.TooLong, MostBytes, 0) : (RecordState.OpenQuote, held, 1);
    }

    // Goes on at a place; answers the length when the record ends in the buffer.
    private int? Scan(ref int at, ref bool quoted, ref int lines)
    {
        var span = _buffer.AsSpan(_start, _end - _start);
        while (at < span.Length)
        {
            if (quoted)
            {
                var next = span[at..].IndexOfAny(Quote, NewLine);
                if (next < 0)
                {
                    at = span.Length;
                    return null;
                }

                at += next;
                if (span[at] == NewLine)
                {
                    lines++;
                    at++;
                }
                else if (at + 1 == span.Length && !_ended)
                {
                    // Whether it is doubled stands in what comes next.
                    return null;
                }
                else if (at + 1 < span.Length && span[at + 1] == Quote)
                {
                    at += 2;
                }
                else
                {
                    quoted = false;
                    at++;
                }
            }
            else
            {
                var next = separator is null ? span[at..].IndexOf(NewLine) : span[at..].IndexOfAny(Quote, NewLine);
                if (next < 0)
                {
                    at = span.Length;
                    return null;
                }

                at += next + 1;
                if (span[at - 1] == NewLine)
                {
                    lines++;
                    return at;
                }

                quoted = at == 1 || span[at - 2] == separator;
            }
        }

        return null;
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        _ended = read == 0;
    }

    // The beginning stays at the front of the buffer, for the record is shown.
    private async ValueTask PassOverAsync(CancellationToken ct)
    {
        Current = Current[..Math.Min(Current.Length, 1 << 12)].ToArray();
        while (true)
        {
            var rest = _buffer.AsMemory(_start, _end - _start);
            var end = rest.Span.IndexOf(NewLine);
            var passed = end < 0 ? rest.Length : end + 1;
            _start += passed;
            Offset += passed;
            if (end >= 0)
            {
                _nextLine++;
                return;
            }

            if (_ended)
            {
                return;
            }

            await FillAsync(ct);
        }
    }
}
