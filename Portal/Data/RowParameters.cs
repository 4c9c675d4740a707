using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Data;

/// <summary>The parameters of a statement over some properties of many rows: made once, then given the values of other rows.</summary>
internal sealed class RowParameters
{
    private readonly ISqlGenerationHelper _sql;
    private readonly (IClrPropertyGetter Getter, ValueConverter? Converter)[] _readers;

    private RowParameters(IEntityType entity, IProperty[] properties, ISqlGenerationHelper sql)
    {
        (Entity, Properties, _sql) = (entity, properties, sql);
        _readers = Array.ConvertAll(properties, property => (property.GetGetter(), property.GetRelationalTypeMapping().Converter));
    }

    public IEntityType Entity { get; }

    public IProperty[] Properties { get; }

    /// <summary>Those of named properties.</summary>
    /// <exception cref="InvalidOperationException">The type is not part of the model, or lacks a property.</exception>
    public static RowParameters Of<T>(PortalDbContext db, IReadOnlyList<string> names)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not part of the model.");
        IProperty[] properties = [.. names.Select(name => entity.FindProperty(name) ?? throw new InvalidOperationException($"{typeof(T).Name} has no property {name}."))];
        return new RowParameters(entity, properties, db.GetService<ISqlGenerationHelper>());
    }

    /// <summary>How a statement names the parameter with this number, counted over all rows.</summary>
    public static string Name(ISqlGenerationHelper sql, int number) => sql.GenerateParameterName($"p{number}");

    /// <summary>Gives the command the statement for a number of rows, and its parameters.</summary>
    public void Prepare(DbCommand command, string statement, int rows)
    {
        command.CommandText = statement;
        command.Parameters.Clear();
        for (var i = 0; i < rows * Properties.Length; i++)
        {
            command.Parameters.Add(Properties[i % Properties.Length].GetRelationalTypeMapping().CreateParameter(command, Name(_sql, i), null, nullable: true));
        }
    }

    /// <summary>Puts the values of the rows from a place on into the parameters.</summary>
    public void Bind<T>(DbCommand command, IReadOnlyList<T> rows, int start, int count)
        where T : class
    {
        var at = 0;
        for (var row = start; row < start + count; row++)
        {
            for (var column = 0; column < _readers.Length; column++)
            {
                command.Parameters[at++].Value = Value(rows[row], column) ?? DBNull.Value;
            }
        }
    }

    /// <summary>Puts the values of a row into the parameters of a statement for one row.</summary>
    public void Bind<T>(SqliteInsert insert, T row)
        where T : class
    {
        for (var column = 0; column < _readers.Length; column++)
        {
            insert.Bind(column + 1, Value(row, column));
        }
    }

    private object? Value(object row, int column)
    {
        var (getter, converter) = _readers[column];
        var value = getter.GetClrValue(row);
        return converter is null ? value : converter.ConvertToProvider(value);
    }
}
