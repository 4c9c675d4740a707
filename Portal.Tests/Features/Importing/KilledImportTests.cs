using System.Globalization;
using Microsoft.Data.Sqlite;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Importing;

public sealed class KilledImportTests : IDisposable
{
    // Several batches of the program's own size.
    private const int Rows = 60_000, Batch = 10_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_in_the_middle_and_run_again_it_brings_every_row_once()
    {
        var set = Directory.CreateDirectory(_folder.File("set")).FullName;
        await File.WriteAllLinesAsync(Path.Combine(set, "items.csv"), ["id,title", .. Enumerable.Range(0, 50).Select(i => $"i{i},Title {i}")]);
        await File.WriteAllLinesAsync(Path.Combine(set, "interactions.csv"), ["person,item,value,time", .. Enumerable.Range(0, Rows).Select(i => FormattableString.Invariant($"p{i % 900},i{i % 51},{1 + (i % 5)},{1_500_000_000 + i}"))]);
        string[] import = ["import", "csv", set, "--no-follow-up", $"--Portal:DataFolder={_folder.File("data")}", "--Portal:Demo=false", "--Encoder:Kind=None"];
        using (PortalProcess process = new(import))
        {
            await UntilAsync(() => Number("SELECT COALESCE(MAX(Rows), 0) FROM ImportRuns") >= Batch);
            Assert.Equal(137, await process.StopAsync("KILL"));
        }

        Assert.InRange(Number("SELECT Rows FROM ImportRuns"), Batch, Rows - 1);
        Assert.Equal(Number("SELECT Added FROM ImportRuns"), Number("SELECT (SELECT COUNT(*) FROM Interactions) + (SELECT COUNT(*) FROM Items)"));

        var (code, output) = await PortalProcess.RunAsync(import);

        Assert.Equal(0, code);
        var rejected = Enumerable.Range(0, Rows).Count(i => i % 51 == 50);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{Rows + 50:N0} rows, {Rows + 50 - rejected:N0} added, 0 changed, 0 unchanged, {rejected:N0} rejected"), output, StringComparison.Ordinal);
        Assert.Equal(Rows - rejected, Number("SELECT COUNT(*) FROM Interactions"));
        Assert.Equal(900, Number("SELECT COUNT(*) FROM AspNetUsers"));
        Assert.Equal(1, Number("SELECT COUNT(*) FROM ImportRuns"));
        var file = Directory.GetFiles(_folder.File("data/imports"), "*.rejected.csv").Single();
        Assert.Equal(rejected, File.ReadLines(file).Skip(1).Select(line => line.Split(',')[1]).Distinct().Count());
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            if (condition())
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail("The import did not get that far within a minute.");
    }

    private long Number(string sql)
    {
        var file = _folder.File("data/portal.db");
        if (!File.Exists(file))
        {
            return 0;
        }

        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 1 or 5)
        {
            // The tables are being made.
            return 0;
        }
    }
}
