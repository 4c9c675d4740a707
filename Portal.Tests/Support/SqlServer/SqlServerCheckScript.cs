using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Tests.Support.SqlServer;

/// <summary>The portal's schema with every statement in a procedure of its own, so that the compiler looks at its names.</summary>
internal static partial class SqlServerCheckScript
{
    private static readonly Lazy<string> Schema = new(() =>
    {
        using var db = new SqlServerDesignTimeFactory().CreateDbContext([]);
        return db.Database.GenerateCreateScript() + "\nGO\n";
    });

    /// <summary>One text for each error: what is wrong, and the statement.</summary>
    public static IReadOnlyList<string> Compile(IEnumerable<SqlServerStatement> statements)
    {
        var (readable, errors) = (new List<SqlServerStatement>(), new List<string>());
        foreach (var statement in statements)
        {
            // The compiler looks at names only where all is readable: one statement must not hide the others.
            var syntax = TSqlCompiler.CheckSyntax(Procedure("Check", statement));
            errors.AddRange(syntax.Select(error => $"{error}\nIN {statement.Text}"));
            if (syntax.Count == 0)
            {
                readable.Add(statement);
            }
        }

        var script = new StringBuilder(Schema.Value);
        foreach (var (index, statement) in readable.Index())
        {
            script.Append(Procedure($"Check_{index}", statement)).Append("GO\n");
        }

        errors.AddRange(TSqlCompiler.Check(script.ToString()).Select(error =>
            Name().Match(error) is { Success: true } name ? $"{error}\nIN {readable[int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture)].Text}" : error));
        return errors;
    }

    private static string Procedure(string name, SqlServerStatement statement) =>
        $"CREATE PROCEDURE [{name}] {statement.Parameters} AS BEGIN\n{statement.Text}\nEND\n";

    [GeneratedRegex(@"\[Check_(\d+)\]")]
    private static partial Regex Name();
}
