using Microsoft.Data.Sqlite;

namespace Portal.Data;

/// <summary>
/// A set of texts, known by 64 bits of each, that may outgrow memory: SQLite keeps in a temporary file what does not fit into its
/// cache. Two of ten million texts have the same bits about once in 400,000 sets. Not thread-safe.
/// </summary>
internal sealed class ScratchSet : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=;Pooling=False");
    private readonly SqliteCommand _add, _find;
    private readonly SqliteParameter _added, _found;

    public ScratchSet()
    {
        _connection.Open();
        using (var setUp = _connection.CreateCommand())
        {
            setUp.CommandText = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384; CREATE TABLE Seen (Id INTEGER PRIMARY KEY); BEGIN;";
            setUp.ExecuteNonQuery();
        }

        (_add, _added) = Prepare("INSERT OR IGNORE INTO Seen (Id) VALUES ($id)");
        (_find, _found) = Prepare("SELECT 1 FROM Seen WHERE Id = $id");
    }

    /// <summary>Adds a text; false where it is in the set already.</summary>
    public bool Add(string text)
    {
        _added.Value = Bits(text);
        return _add.ExecuteNonQuery() == 1;
    }

    public bool Contains(string text)
    {
        _found.Value = Bits(text);
        return _find.ExecuteScalar() is not null;
    }

    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
        _connection.Dispose();
    }

    // FNV-1a over the UTF-16 units, then mixed (the finaliser of MurmurHash3), for FNV's high bits are weak on short texts.
    private static long Bits(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return (long)(hash ^ (hash >> 33));
    }

    private (SqliteCommand Command, SqliteParameter Parameter) Prepare(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        var parameter = command.Parameters.Add("$id", SqliteType.Integer);
        command.Prepare();
        return (command, parameter);
    }
}
