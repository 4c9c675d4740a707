using System.IO.Compression;
using System.Text;
using Portal.Data.Entities;
using Portal.Importing;
using Portal.Importing.Files;

namespace Portal.Tests.Features.Importing;

/// <summary>What files may hold: each bad row is told by line and reason, the others arrive.</summary>
public sealed class HostileFileTests
{
    [Fact]
    public async Task Each_bad_item_is_told_with_its_line_and_reason_and_the_good_arrive()
    {
        await using var scene = await ImportScene.CreateAsync();
        var path = scene.Write(
            "items.csv",
            "id,title,year,image,active,published",
            "ok,=1+1,1999,,,",
            ",No id,,,,",
            "x1,Bad year,MCMXC,,,",
            "x2,Far year,9999,,,",
            "x3,Bad picture,,javascript:alert(1),,",
            "x4,Bad truth,,,perhaps,",
            "x5,Bad time,,,,someday",
            "x\u00006,NUL in the id,,,,",
            $"x7,{new string('t', 301)},,,,",
            $"x8,{new string('t', RecordReader.MostBytes)},,,,",
            "x9,\"never closed,,,,",
            "ok,Again,,,,",
            "good,Two\u0001lines,,https://img.example/1.png,no,2001-02-03");

        var result = await scene.ImportAsync(path);

        Assert.Equal(new ImportTally(1, 0, 0, 12), result.Tally);
        Assert.Equal(
            [(3, "Missing"), (4, "BadNumber"), (5, "OutOfRange"), (6, "BadValue"), (7, "BadValue"), (8, "BadTime"), (9, "ControlCharacter"), (10, "TooLong"), (11, "TooLong"), (12, "OpenQuote"), (13, "DuplicateId"), (14, "ControlCharacter")],
            (await scene.RejectedAsync()).Select(line => line.Split(',')).Select(fields => (int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture), fields[2])));
        Assert.Equal("=1+1", (await scene.ItemsAsync())["ok"].Title);
    }

    [Fact]
    public async Task Bad_lines_of_json_are_told_apart()
    {
        await using var scene = await ImportScene.CreateAsync();
        var path = scene.Write("items.jsonl", [.. Encoding.UTF8.GetBytes(string.Join('\n',
            """{"id":"a","title":"Fine","tags":["one, two","three"],"attributes":{"minutes":116}}""",
            "[1]",
            "{\"id\":",
            """{"id":"b","title":"half \ud800"}""",
            """{"id":7,"title":{"en":"An object"}}""")), .. "\n{\"id\":\"c\",\"title\":\""u8, 0xFF, .. "\"}\n"u8]);

        var result = await scene.ImportAsync(path);

        // The last is no UTF-8, and with it the whole file is Latin-1.
        Assert.Equal(new ImportTally(3, 0, 0, 3), result.Tally);
        Assert.Contains("line 6", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal([(RejectReason.NotText, 1L), (RejectReason.NotJson, 2)], result.Reasons.Select(pair => (pair.Key, pair.Value)));
        var items = await scene.ItemsAsync();
        Assert.Equal(("one, two|three", "116"), (string.Join('|', items["a"].Tags), items["a"].Attributes["minutes"]));
        Assert.Equal(("""{"en":"An object"}""", "ÿ"), (items["7"].Title, items["c"].Title));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public async Task A_mark_tells_the_encoding(string encoding)
    {
        await using var scene = await ImportScene.CreateAsync();
        var code = Encoding.GetEncoding(encoding);

        var result = await scene.ImportAsync(scene.Write("items.csv", [.. code.GetPreamble(), .. code.GetBytes("id,title\r\na,Amélie\r\nb,千と千尋\r\n")]));

        Assert.Equal(new ImportTally(2, 0, 0, 0), result.Tally);
        Assert.Equal(["Amélie", "千と千尋"], (await scene.ItemsAsync()).Values.Select(item => item.Title));
    }

    [Theory]
    [InlineData("id,name,name\n", "two columns 'name'")]
    [InlineData("colour,size\nred,1\n", "do not tell whether it holds")]
    [InlineData("", "is empty")]
    [InlineData("a~b~c~d~", "is no text")]
    public async Task A_file_that_is_none_is_refused_with_what_was_found(string text, string words)
    {
        await using var scene = await ImportScene.CreateAsync();
        var path = scene.Write("table.csv", Encoding.UTF8.GetBytes(text.Replace('~', '\0')));

        Assert.Contains(words, (await Assert.ThrowsAsync<ImportException>(() => scene.AddAsync(path))).Message, StringComparison.Ordinal);
        Assert.Empty(await scene.Store.ListAsync(9, default));
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_named_with_those_that_are()
    {
        await using var scene = await ImportScene.CreateAsync();
        var path = scene.Write("x.csv", "key,text", "a,b");

        var missing = await Assert.ThrowsAsync<ImportException>(() => scene.AddAsync(path, new ImportOptions { Subject = ImportSubject.Items, Columns = new Dictionary<string, string> { ["id"] = "key", ["title"] = "heading" } }));
        var unmapped = await Assert.ThrowsAsync<ImportException>(() => scene.AddAsync(path, new ImportOptions { Subject = ImportSubject.Interactions, Columns = new Dictionary<string, string> { ["person"] = "key" } }));

        Assert.Equal("x.csv has no column 'heading'; it has key, text.", missing.Message);
        Assert.Contains("no column is told to hold the item", unmapped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_is_read_and_a_bomb_is_not()
    {
        await using var scene = await ImportScene.CreateAsync();
        var good = scene.Folder("good.zip");
        await using (var archive = await ZipFile.OpenAsync(good, ZipArchiveMode.Create))
        {
            await using StreamWriter items = new(archive.CreateEntry("set/items.csv").Open());
            await items.WriteAsync("id,title\na,Dune\n");
        }

        var bomb = scene.Folder("bomb.zip");
        await using (var archive = await ZipFile.OpenAsync(bomb, ZipArchiveMode.Create))
        {
            await using var entry = archive.CreateEntry("items.csv").Open();
            await entry.WriteAsync(new byte[8 << 20]);
        }

        Assert.Equal(1, (await scene.ImportAsync(good)).Tally.Added);
        Assert.Contains("times longer unpacked", (await Assert.ThrowsAsync<ImportException>(() => scene.AddAsync(bomb))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_be_a_formula_is_marked_in_the_file_of_rejected_rows()
    {
        await using var scene = await ImportScene.CreateAsync();
        await scene.ImportAsync(scene.Write("items.csv", "id,title,year", "=HYPERLINK(1),A,old", "b,B,1"));

        Assert.EndsWith(",\"'=HYPERLINK(1),A,old\"", Assert.Single(await scene.RejectedAsync()), StringComparison.Ordinal);
    }
}
