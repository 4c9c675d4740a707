using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Portal.Tests.Support.SqlServer;

/// <summary>A statement for SQL Server; two are the same when text and parameter types are.</summary>
/// <param name="Text">As it would be sent.</param>
/// <param name="Parameters">Declared as for a procedure: <c>@a int, @b nvarchar(32)</c>.</param>
internal sealed record SqlServerStatement(string Text, string Parameters)
{
    /// <param name="command">Of either provider: the parameters of another are typed as SqlClient would by their values.</param>
    public static SqlServerStatement From(DbCommand command) => new(
        command.CommandText,
        string.Join(", ", command.Parameters.Cast<DbParameter>().Select(Declare).Order(StringComparer.Ordinal)));

    private static string Declare(DbParameter parameter)
    {
        var typed = parameter as SqlParameter ?? new SqlParameter(parameter.ParameterName, parameter.Value ?? DBNull.Value);
        return $"@{typed.ParameterName.TrimStart('@')} {TypeOf(typed)}";
    }

    private static string TypeOf(SqlParameter parameter)
    {
        var name = parameter.SqlDbType.ToString().ToLowerInvariant();
        return parameter.SqlDbType switch
        {
            SqlDbType.NVarChar or SqlDbType.NChar => $"{name}({Length(parameter.Size, 4000)})",
            SqlDbType.VarChar or SqlDbType.Char or SqlDbType.VarBinary or SqlDbType.Binary => $"{name}({Length(parameter.Size, 8000)})",
            SqlDbType.Decimal => "decimal(38, 10)",
            SqlDbType.BigInt or SqlDbType.Bit or SqlDbType.Date or SqlDbType.DateTime or SqlDbType.DateTime2 or SqlDbType.DateTimeOffset
                or SqlDbType.Float or SqlDbType.Int or SqlDbType.Real or SqlDbType.SmallInt or SqlDbType.Time or SqlDbType.TinyInt
                or SqlDbType.UniqueIdentifier => name,
            _ => throw new NotSupportedException($"{parameter.ParameterName} is a {parameter.SqlDbType}; say here how T-SQL declares that type."),
        };
    }

    private static string Length(int size, int most) => size < 1 || size > most ? "max" : size.ToString(CultureInfo.InvariantCulture);
}
