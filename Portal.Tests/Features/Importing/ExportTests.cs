using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Importing;
using Portal.Importing.Files;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Importing;

public sealed class ExportTests
{
    private static readonly DateTime At = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc).AddTicks(1234567);

    [Theory]
    [InlineData(ExportFormat.Csv, "csv")]
    [InlineData(ExportFormat.Jsonl, "jsonl")]
    public async Task What_is_exported_comes_into_an_empty_portal_as_it_was(ExportFormat format, string ending)
    {
        await using ImportScene from = await ImportScene.CreateAsync(), to = await ImportScene.CreateAsync();
        await FillAsync(from.Database);
        foreach (var subject in new[] { ImportSubject.Items, ImportSubject.People, ImportSubject.Interactions })
        {
            var path = to.Write($"{subject}.{ending}", await ExportAsync(from.Database, subject, format));
            Assert.Equal(0, (await to.ImportAsync(path)).Tally.Rejected);
        }

        foreach (var subject in new[] { ImportSubject.Items, ImportSubject.People, ImportSubject.Interactions })
        {
            Assert.Equal(await LinesAsync(from.Database, subject, format), await LinesAsync(to.Database, subject, format));
        }

        var (before, after) = ((await from.ItemsAsync())["=odd,\"id\""], (await to.ItemsAsync())["=odd,\"id\""]);
        Assert.Equal(
            (before.Title, before.Description, before.Year, before.Image, before.PublishedUtc, before.Active, before.Kind),
            (after.Title, after.Description, after.Year, after.Image, after.PublishedUtc, after.Active, after.Kind));
        Assert.Equal(before.Creators, after.Creators);
        Assert.Equal(before.Tags, after.Tags);
        Assert.Equal(before.Attributes, after.Attributes);
    }

    [Fact]
    public async Task A_formula_is_marked_in_csv()
    {
        await using var scene = await ImportScene.CreateAsync();
        await FillAsync(scene.Database);

        var csv = System.Text.Encoding.UTF8.GetString(await ExportAsync(scene.Database, ImportSubject.Items, ExportFormat.Csv));

        Assert.Contains("\"'=odd,\"\"id\"\"\",", csv, StringComparison.Ordinal);
        Assert.Contains("\"'+cmd|' /C calc'!A0\"", csv, StringComparison.Ordinal);
        Assert.Contains("''-30-", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mark_comes_off_again()
    {
        var texts = Gen.Elements('\'', '=', '-', 'a').ArrayOf().Select(letters => new string(letters));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var written = FormulaMark.Protect(text);
            written = written.Length > 0 && "=@+-".Contains(written[0], StringComparison.Ordinal) ? "'" + written : written;
            return FormulaMark.Remove(written) == text;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_list_is_read_back()
    {
        var words = Gen.Elements("a", "b, c", "d;e", "f|g", "[h", "i \"j\"").ArrayOf().Select(list => list.Distinct().ToArray());
        Prop.ForAll(words.ToArbitrary(), list => (RowValues.List(RowValues.JoinList(list), "list", lowerCase: false) ?? []).SequenceEqual(list)).QuickCheckThrowOnFailure();
    }

    private static async Task FillAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        db.Items.AddRange(
            new ItemEntity
            {
                ExternalId = "=odd,\"id\"", Kind = "game", Title = "+cmd|' /C calc'!A0", Description = "Two lines,\nand \"quotes\".", Creators = ["Lo, Cy"], Genres = ["drama"], Tags = ["a|b", "c"], Year = -30,
                Language = "zh", Image = "https://img.example/1.png?a=1,2", Attributes = new(StringComparer.Ordinal) { ["players"] = "2-4", ["note"] = "x|y" }, PublishedUtc = At, Source = "demo", Active = false,
            },
            new ItemEntity { ExternalId = "plain", Kind = "film", Title = "'-30-", PublishedUtc = At.AddDays(-3), Source = "import" });
        db.Users.AddRange(
            new PortalUser { Id = "0a", UserName = "ann@example.org", NormalizedUserName = "ANN@EXAMPLE.ORG", DisplayName = "Ann Lee", CreatedUtc = At },
            new PortalUser { Id = "0b", UserName = "x", NormalizedUserName = "X", ExternalId = "ext-7", DisplayName = "@Bob", CreatedUtc = At.AddHours(1) });
        await db.SaveChangesAsync();
        var ids = await db.Items.ToDictionaryAsync(item => item.ExternalId, item => item.Id);
        db.Interactions.AddRange(
            new InteractionEntity { UserId = "0a", ItemId = ids["plain"], Kind = InteractionKind.Rating, Value = 3.5, AtUtc = At, Context = "item" },
            new InteractionEntity { UserId = "0b", ItemId = ids["=odd,\"id\""], Kind = InteractionKind.Dismiss, AtUtc = At, Context = "feed", Reason = "topic", RetractedUtc = At.AddMinutes(1), LeftOutUtc = At.AddMinutes(2) },
            new InteractionEntity { UserId = "0b", ItemId = ids["plain"], Kind = InteractionKind.Dwell, Value = 12.25, AtUtc = At, Context = "item" });
        await db.SaveChangesAsync();
    }

    private static async Task<byte[]> ExportAsync(TestDatabase database, ImportSubject subject, ExportFormat format)
    {
        MemoryStream stream = new();
        await new ExportService(database).WriteAsync(subject, format, stream, null, default);
        return stream.ToArray();
    }

    // Ids that the databases give decide the order.
    private static async Task<string[]> LinesAsync(TestDatabase database, ImportSubject subject, ExportFormat format) =>
        [.. System.Text.Encoding.UTF8.GetString(await ExportAsync(database, subject, format)).Split('\n').Order(StringComparer.Ordinal)];
}
