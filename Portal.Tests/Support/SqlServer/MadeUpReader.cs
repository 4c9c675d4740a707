using System.Collections;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Tests.Support.SqlServer;

/// <summary>One row of empty values, of as many columns as anybody asks for.</summary>
internal sealed class MadeUpReader(MadeUpCells cells) : DbDataReader
{
    private const int MostResults = 100;

    /// <summary>Every name of the model, because a raw query is read by names; Value is that of a raw scalar.</summary>
    private static readonly Lazy<string[]> Names = new(() =>
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        return [.. db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Select(property => property.GetColumnName()).Append("Value").Distinct()];
    });

    private readonly int _statement = cells.NextStatement();
    private bool _read;
    private int _results;

    public override int Depth => 0;

    public override int FieldCount => Names.Value.Length;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => 1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => !_read && (_read = true);

    /// <summary>Each statement of a batch has a result of one row; nobody says how many there are.</summary>
    public override bool NextResult()
    {
        _read = false;
        return ++_results < MostResults;
    }

    public override bool IsDBNull(int ordinal) => false;

    public override string GetName(int ordinal) => Names.Value[ordinal];

    public override int GetOrdinal(string name) =>
        Array.IndexOf(Names.Value, name) is >= 0 and var ordinal ? ordinal : throw new ArgumentOutOfRangeException(nameof(name), name, "The model has no column of that name.");

    public override string GetString(int ordinal) => cells.Text(_statement, ordinal);

    public override object GetValue(int ordinal) => GetString(ordinal);

    public override T GetFieldValue<T>(int ordinal)
    {
        object? value = typeof(T) == typeof(string) ? GetString(ordinal) : typeof(T) == typeof(byte[]) ? Array.Empty<byte>() : typeof(T) == typeof(int) ? 1 : default(T);
        return (T)value!;
    }

    public override bool GetBoolean(int ordinal) => default;

    public override byte GetByte(int ordinal) => default;

    public override char GetChar(int ordinal) => default;

    public override DateTime GetDateTime(int ordinal) => default;

    public override decimal GetDecimal(int ordinal) => default;

    public override double GetDouble(int ordinal) => default;

    public override float GetFloat(int ordinal) => default;

    public override Guid GetGuid(int ordinal) => default;

    public override short GetInt16(int ordinal) => default;

    /// <summary>One, because an update asks for the number of rows it changed.</summary>
    public override int GetInt32(int ordinal) => 1;

    public override long GetInt64(int ordinal) => default;

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

    public override string GetDataTypeName(int ordinal) => "sql_variant";

    public override Type GetFieldType(int ordinal) => typeof(object);

    public override int GetValues(object[] values) => 0;

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);
}
