using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Data;

/// <summary>
/// Inserts very many rows by one prepared statement, whose parameters stay and only change what they hold. Like
/// <see cref="MultiRowInsert"/>, the rows are not tracked, and it runs in the context's current transaction if there is one.
/// </summary>
internal static class PreparedInsert
{
    // SQLite keeps a journal of each statement that inserts more than one row, which costs more than the statement.
    private const int RowsOfSqlite = 1, ParametersOfServer = 2000;

    /// <summary>Inserts the rows for which there is none with the same values.</summary>
    /// <param name="db">The context.</param>
    /// <param name="rows">The rows; no two of them like each other.</param>
    /// <param name="only">The properties that are stored; all others are null in every row.</param>
    /// <param name="like">Those of them by which a row is the same, with an index over them; never null.</param>
    /// <param name="ct">Cancels between statements.</param>
    /// <returns>How many were inserted.</returns>
    /// <exception cref="DbException">The database refuses a row.</exception>
    public static async Task<int> InsertMissingAsync<T>(this PortalDbContext db, IReadOnlyList<T> rows, IReadOnlyList<string> only, IReadOnlyList<string> like, CancellationToken ct)
        where T : class
    {
        var there = await db.ExistingAsync(rows, like, ct);
        List<T> missing = [.. rows.Where((_, i) => !there.Contains(i))];
        await db.InsertPreparedAsync(missing, only, ct);
        return missing.Count;
    }

    /// <summary>Inserts all rows.</summary>
    /// <param name="db">The context.</param>
    /// <param name="rows">The rows; keys that are not the database's to generate are set.</param>
    /// <param name="only">The properties that are stored; all others are null in every row, or have a default.</param>
    /// <param name="ct">Cancels between statements.</param>
    /// <exception cref="DbException">The database refuses a row.</exception>
    public static async Task InsertPreparedAsync<T>(this PortalDbContext db, IReadOnlyList<T> rows, IReadOnlyList<string> only, CancellationToken ct)
        where T : class
    {
        var parameters = RowParameters.Of<T>(db, only);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            if (db.Database.GetDbConnection() is SqliteConnection connection)
            {
                Insert(connection, Statement(db.GetService<ISqlGenerationHelper>(), parameters.Entity, parameters.Properties, RowsOfSqlite), parameters, rows, ct);
            }
            else
            {
                await InsertAsync(db, parameters, rows, ct);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static void Insert<T>(SqliteConnection connection, string statement, RowParameters parameters, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        using SqliteInsert insert = new(connection, statement);
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            parameters.Bind(insert, row);
            insert.Execute();
        }
    }

    private static async Task InsertAsync<T>(PortalDbContext db, RowParameters parameters, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        var (start, most) = (0, ParametersOfServer / parameters.Properties.Length);
        while (start < rows.Count)
        {
            var count = Math.Min(most, rows.Count - start);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            parameters.Prepare(command, Statement(db.GetService<ISqlGenerationHelper>(), parameters.Entity, parameters.Properties, count), count);
            for (; start + count <= rows.Count; start += count)
            {
                parameters.Bind(command, rows, start, count);
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    private static string Statement(ISqlGenerationHelper sql, IEntityType entity, IProperty[] properties, int rows)
    {
        StringBuilder text = new("INSERT INTO ");
        text.Append(sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema()));
        text.Append(" (").AppendJoin(", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName()))).Append(") VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var names = Enumerable.Range(row * properties.Length, properties.Length).Select(number => RowParameters.Name(sql, number));
            text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", names).Append(')');
        }

        return text.ToString();
    }
}
