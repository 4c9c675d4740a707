using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Data;

/// <summary>
/// Asks for many rows at once whether the database has one with the same values, by an index over these: far less work than
/// reading what there is. Runs in the context's current transaction, if there is one.
/// </summary>
internal static class MultiRowLookup
{
    // Long statements cost SQLite the square; and it takes 500 selects in one.
    private const int MostParameters = 120;

    /// <summary>The places of those rows for which there is one like it.</summary>
    /// <param name="db">The context.</param>
    /// <param name="rows">The rows looked for.</param>
    /// <param name="like">Properties that must be the same; none of them null.</param>
    /// <param name="ct">Cancels between statements.</param>
    public static async Task<HashSet<int>> ExistingAsync<T>(this PortalDbContext db, IReadOnlyList<T> rows, IReadOnlyList<string> like, CancellationToken ct)
        where T : class
    {
        HashSet<int> found = [];
        var parameters = RowParameters.Of<T>(db, like);
        var most = MostParameters / like.Count;
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            for (var start = 0; start < rows.Count; start += most)
            {
                var count = Math.Min(most, rows.Count - start);
                if (command.Parameters.Count != count * like.Count)
                {
                    parameters.Prepare(command, Statement(db.GetService<ISqlGenerationHelper>(), parameters.Entity, parameters.Properties, count), count);
                }

                parameters.Bind(command, rows, start, count);
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct))
                {
                    found.Add(start + reader.GetInt32(0));
                }
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return found;
    }

    /// <summary>The statement for a number of rows: for the check that SQL Server takes it too.</summary>
    internal static string Statement(ISqlGenerationHelper sql, IEntityType entity, IProperty[] properties, int rows)
    {
        StringBuilder text = new("SELECT w.n FROM (");
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "SELECT " : " UNION ALL SELECT ");
            for (var i = 0; i < properties.Length; i++)
            {
                text.Append(RowParameters.Name(sql, (row * properties.Length) + i));
                text.Append(row == 0 ? $" AS v{i}, " : ", ");
            }

            text.Append(row).Append(row == 0 ? " AS n" : "");
        }

        var same = string.Join(" AND ", properties.Select((property, i) => $"x.{sql.DelimitIdentifier(property.GetColumnName())} = w.v{i}"));
        return text.Append(") AS w WHERE EXISTS (SELECT 1 FROM ").Append(sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema())).Append(" AS x WHERE ").Append(same).Append(')').ToString();
    }
}
