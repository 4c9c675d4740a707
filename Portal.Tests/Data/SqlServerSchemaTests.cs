using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Portal.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Data;

/// <summary>The scripts that create the tables on SQL Server, compiled without a server.</summary>
public sealed class SqlServerSchemaTests
{
    [Fact]
    public void The_create_script_is_valid()
    {
        var script = CreateScript();
        Assert.Contains("CREATE TABLE [Interactions]", script, StringComparison.Ordinal);
        Assert.Empty(TSqlCompiler.Check(script));
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Script)]
    [InlineData(MigrationsSqlGenerationOptions.Script | MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migration_script_is_valid(MigrationsSqlGenerationOptions options)
    {
        using var db = Context();
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        Assert.Contains("CREATE TABLE [Interactions]", script, StringComparison.Ordinal);
        Assert.Empty(TSqlCompiler.Check(script));
    }

    [Fact]
    public void The_way_back_is_valid_too()
    {
        using var db = Context();
        var script = db.GetService<IMigrator>().GenerateScript(fromMigration: db.Database.GetMigrations().Last(), toMigration: Migration.InitialDatabase);
        Assert.Contains("DROP TABLE [Interactions]", script, StringComparison.Ordinal);
        Assert.Empty(TSqlCompiler.CheckSyntax(script));
    }

    [Fact]
    public void The_tables_of_the_scheduler_are_valid()
    {
        using var stream = typeof(Quartz.IJob).Assembly.GetManifestResourceStream("Quartz.Impl.AdoJobStore.Schema.create_sqlServer.sql")!;
        using var reader = new StreamReader(stream);
        var script = reader.ReadToEnd()
            .Replace("{0}", "QRTZ_", StringComparison.Ordinal)
            .Replace("{1}", "QRTZ_", StringComparison.Ordinal)
            .Replace("\n--;;", "\nGO\n", StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE QRTZ_TRIGGERS", script, StringComparison.Ordinal);
        Assert.Empty(TSqlCompiler.Check(script));
    }

    [Theory]
    [InlineData("CREATE VIEW [Broken] AS SELECT i.[NoSuchColumn] FROM [dbo].[Items] AS i", "NoSuchColumn")]
    [InlineData("CREATE PROCEDURE [Broken] AS UPDATE [dbo].[Items] SET [NoSuchColumn] = 1 WHERE [Year] > 2000", "NoSuchColumn")]
    [InlineData("CREATE PROCEDURE [Broken] AS DELETE FROM [NoSuchTable]", "NoSuchTable")]
    [InlineData("CREATE INDEX [Broken] ON [Items] ([NoSuchColumn])", "NoSuchColumn")]
    [InlineData("ALTER TABLE [NoSuchTable] ADD [Broken] int NULL", "NoSuchTable")]
    [InlineData("ALTER TABLE [Items] ADD [Extra] int NULL;\nGO\nCREATE INDEX [Broken] ON [Items] ([Extra], [NoSuchColumn])", "NoSuchColumn")]
    [InlineData("ALTER TABLE [Items] ADD CONSTRAINT [Broken] FOREIGN KEY ([Year]) REFERENCES [NoSuchTable] ([Id])", "NoSuchTable")]
    public void An_unknown_name_is_found(string definition, string name)
    {
        var errors = TSqlCompiler.Check($"{CreateScript()}\nGO\n{definition};\nGO\n");
        Assert.Contains(errors, error => error.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_syntax_error_is_found()
    {
        Assert.NotEmpty(TSqlCompiler.Check("CREATE TABLE [T] ([Id] int NOT NULL, PRIMARY KEY [Id]);"));
    }

    private static string CreateScript()
    {
        using var db = Context();
        return db.Database.GenerateCreateScript();
    }

    private static SqlServerPortalDbContext Context() => new SqlServerDesignTimeFactory().CreateDbContext([]);
}
