using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Portal.Data;

/// <summary>
/// Reads what a query selects column by column, where there are millions of rows: without an object for each, without a string for what one of the rows before had, and on SQLite
/// without a string for a date. Not thread-safe; used up before its context is.
/// </summary>
internal sealed class RowReader : IAsyncDisposable
{
    private readonly PortalDbContext _db;
    private readonly DbCommand _command;
    private readonly DbDataReader _reader;
    private readonly KnownTexts[] _texts;

    // Of SQLite's own statement, which the reader keeps; 0 elsewhere than on SQLite.
    private readonly nint _statement;

    private RowReader(PortalDbContext db, DbCommand command, DbDataReader reader)
    {
        (_db, _command, _reader, _statement) = (db, command, reader, (reader as SqliteDataReader)?.Handle?.DangerousGetHandle() ?? 0);
        _texts = [.. Enumerable.Range(0, reader.FieldCount).Select(_ => new KnownTexts())];
    }

    /// <summary>Begins to read.</summary>
    /// <param name="db">The context of the query; its connection stays open until the reader is disposed.</param>
    /// <param name="query">Selects columns, each under a name of its own.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<RowReader> OpenAsync(PortalDbContext db, IQueryable query, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var command = query.CreateDbCommand();
        try
        {
            return new RowReader(db, command, await command.ExecuteReaderAsync(ct));
        }
        catch
        {
            await command.DisposeAsync();
            await db.Database.CloseConnectionAsync();
            throw;
        }
    }

    /// <summary>The place of a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The query does not select it.</exception>
    public int Column(string name) => _reader.GetOrdinal(name);

    /// <summary>Goes to the next row; false after the last.</summary>
    public Task<bool> ReadAsync(CancellationToken ct) => _reader.ReadAsync(ct);

    /// <summary>A text: the same object as in a row shortly before where it is the same.</summary>
    public string? Text(int column)
    {
        if (_statement == 0)
        {
            return _reader.IsDBNull(column) ? null : _reader.GetString(column);
        }

        var bytes = SqliteNative.ColumnBytes(_statement, column);
        return bytes.IsEmpty && IsNull(column) ? null : _texts[column].Of(bytes);
    }

    /// <summary>An enumeration's value, stored as its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public T? Named<T>(int column)
        where T : struct, Enum => Text(column) is { } name ? NamesOf<T>.Values[name] : null;

    public DateTime Instant(int column) => _statement != 0 && SqliteInstant.TryParse(SqliteNative.ColumnBytes(_statement, column), out var instant)
        ? instant
        : DateTime.SpecifyKind(_reader.GetDateTime(column), DateTimeKind.Utc);

    public Guid Guid(int column) => _statement != 0 && System.Guid.TryParse(SqliteNative.ColumnBytes(_statement, column), out var id) ? id : _reader.GetGuid(column);

    public long Long(int column) => _statement != 0 ? SqliteNative.ColumnLong(_statement, column) : _reader.GetInt64(column);

    public int? Int(int column) => IsNull(column) ? null : _statement != 0 ? checked((int)SqliteNative.ColumnLong(_statement, column)) : _reader.GetInt32(column);

    public float? Float(int column) => IsNull(column) ? null : _statement != 0 ? (float)SqliteNative.ColumnDouble(_statement, column) : _reader.GetFloat(column);

    public double? Double(int column) => IsNull(column) ? null : _statement != 0 ? SqliteNative.ColumnDouble(_statement, column) : _reader.GetDouble(column);

    public byte[]? Bytes(int column) => IsNull(column) ? null : _statement != 0 ? SqliteNative.ColumnBytes(_statement, column).ToArray() : _reader.GetFieldValue<byte[]>(column);

    public bool IsNull(int column) => _statement != 0 ? SqliteNative.ColumnType(_statement, column) == SqliteNative.Null : _reader.IsDBNull(column);

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
        await _db.Database.CloseConnectionAsync();
    }

    private static class NamesOf<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.Ordinal);
    }

    /// <summary>Some texts that a column had last, as UTF-8 and as a string.</summary>
    private sealed class KnownTexts
    {
        private const int Most = 8;

        private readonly List<(byte[] Bytes, string Text)> _known = new(Most);
        private int _last, _oldest;

        public string Of(ReadOnlySpan<byte> bytes)
        {
            var known = CollectionsMarshal.AsSpan(_known);
            if (_last < known.Length && bytes.SequenceEqual(known[_last].Bytes))
            {
                return known[_last].Text;
            }

            for (var i = 0; i < known.Length; i++)
            {
                if (bytes.SequenceEqual(known[i].Bytes))
                {
                    _last = i;
                    return known[i].Text;
                }
            }

            return Add(bytes);
        }

        private string Add(ReadOnlySpan<byte> bytes)
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (_known.Count < Most)
            {
                _last = _known.Count;
                _known.Add((bytes.ToArray(), text));
                return text;
            }

            // Ids have one length: the array of the one that goes is used again.
            (_last, _oldest) = (_oldest, (_oldest + 1) % Most);
            var buffer = _known[_last].Bytes;
            if (buffer.Length != bytes.Length)
            {
                buffer = new byte[bytes.Length];
            }

            bytes.CopyTo(buffer);
            _known[_last] = (buffer, text);
            return text;
        }
    }
}
