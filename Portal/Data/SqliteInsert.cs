using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Portal.Data;

/// <summary>
/// A prepared INSERT of one row on a SQLite connection, for millions of rows: it makes no command, no reader and no text of its own for each. Values are stored as
/// <see cref="SqliteCommand"/> stores them. Runs in the connection's transaction. Not thread-safe.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private const int GuidBytes = 36;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[256];

    /// <exception cref="SqliteException">The statement is wrong.</exception>
    public SqliteInsert(SqliteConnection connection, string statement)
    {
        _connection = connection.Handle ?? throw new InvalidOperationException("The connection is closed; open it first.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_connection, statement, out _statement), _connection);
    }

    /// <summary>Gives a parameter its value.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="value">The value, or null.</param>
    /// <exception cref="NotSupportedException">It is of a type that no column has.</exception>
    public void Bind(int number, object? value)
    {
        var result = value switch
        {
            null or DBNull => raw.sqlite3_bind_null(_statement, number),
            string text => BindText(number, text),
            int whole => raw.sqlite3_bind_int64(_statement, number, whole),
            long whole => raw.sqlite3_bind_int64(_statement, number, whole),
            bool flag => raw.sqlite3_bind_int64(_statement, number, flag ? 1 : 0),
            double real => raw.sqlite3_bind_double(_statement, number, real),
            float real => raw.sqlite3_bind_double(_statement, number, real),
            DateTime instant => raw.sqlite3_bind_text(_statement, number, _text.AsSpan(0, SqliteInstant.Write(instant, _text))),
            Guid id => BindId(number, id),
            byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, number, 0),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, number, bytes.AsSpan()),
            _ => throw new NotSupportedException($"Parameter {number} is a {value.GetType().Name}; say here how SQLite stores it."),
        };
        SqliteException.ThrowExceptionForRC(result, _connection);
    }

    /// <summary>Inserts the row.</summary>
    /// <exception cref="SqliteException">The database refuses it.</exception>
    public void Execute()
    {
        // What goes wrong is told by the step; resetting repeats it.
        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _connection);
        }

        SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(_statement), _connection);
    }

    public void Dispose() => _statement.Dispose();

    private int BindText(int number, string text)
    {
        // An empty span is no pointer, which SQLite takes for null.
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(_statement, number, "");
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _text.Length)
        {
            _text = new byte[most];
        }

        return raw.sqlite3_bind_text(_statement, number, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    private int BindId(int number, Guid id)
    {
        var text = _text.AsSpan(0, GuidBytes);
        id.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        return raw.sqlite3_bind_text(_statement, number, text);
    }
}
