using Microsoft.EntityFrameworkCore;
using Portal.Catalogue;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.Tests.Features.Catalogue;

public sealed class ItemEditorTests : CatalogueScene
{
    [Fact]
    public async Task What_is_saved_is_what_was_typed_and_the_rest_stays()
    {
        await AddItemsAsync(Film("f", 1999, ["drama"], ["quiet", "war"]));
        await using (var db = Database.CreateDbContext())
        {
            db.LabelAliases.Add(new LabelAliasEntity { Alias = "sci-fi", Label = "science fiction" });
            await db.SaveChangesAsync();
        }

        var item = (await Editor.FindAsync("f", default))!;
        var saved = await Editor.SaveAsync(Ann, item.Draft with { Genres = "Sci-Fi,  Drama", Tags = "drama, New  Tag", Year = "", Attributes = "minutes=90\ncountry=Peru", Active = false }, item.Revision, default);

        Assert.Equal(ItemSave.Saved, saved.Result);
        var stored = await StoredAsync("f");
        Assert.Equal(["science fiction", "drama"], stored.Genres);
        Assert.Equal(["new tag"], stored.Tags);
        Assert.Equal((null, "90", "Peru", false, "About f."), (stored.Year, stored.Attributes["minutes"], stored.Attributes["country"], stored.Active, stored.Description));
        Assert.Equal(new DateTime(1999, 7, 1, 0, 0, 0, DateTimeKind.Utc), stored.PublishedUtc);
        Assert.Equal([("catalogue.item-changed", "f")], await AuditAsync());
        Assert.Equal(1, Changes.Count);
    }

    [Fact]
    public async Task Saving_nothing_changes_nothing()
    {
        await AddItemsAsync(Film("f"));
        var item = (await Editor.FindAsync("f", default))!;

        var saved = await Editor.SaveAsync(Ann, item.Draft, item.Revision, default);

        Assert.Equal((ItemSave.Saved, item.Revision, 0), (saved.Result, saved.Stored!.Revision, Changes.Count));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Who_saves_second_gets_what_the_first_saved_and_overwrites_nothing()
    {
        await AddItemsAsync(Film("f", 2001));
        var item = (await Editor.FindAsync("f", default))!;
        await Editor.SaveAsync(Ann, item.Draft with { Year = "2002" }, item.Revision, default);

        var second = await Editor.SaveAsync(Ann, item.Draft with { Title = "Mine" }, item.Revision, default);

        Assert.Equal(ItemSave.Conflict, second.Result);
        Assert.Equal("2002", second.Stored!.Draft.Year);
        Assert.Equal((2002, "The f"), ((await StoredAsync("f")).Year, (await StoredAsync("f")).Title));
        Assert.Equal(["Title", "Year"], ItemField.Between(item.Draft with { Title = "Mine" }, second.Stored.Draft).Select(field => field.Key));
    }

    [Theory]
    [InlineData("Title", "", "ProblemEmpty")]
    [InlineData("Year", "20x6", "ProblemYear")]
    [InlineData("Year", "3001", "ProblemYear")]
    [InlineData("Kind", "fi/lm", "ProblemKind")]
    [InlineData("Language", "english language", "ProblemLanguage")]
    [InlineData("Image", "javascript:alert(1)", "ProblemImage")]
    [InlineData("Published", "31.5.2024", "ProblemDate")]
    [InlineData("Tags", "a|b", "ProblemLabelCharacters")]
    [InlineData("Attributes", "minutes=", "ProblemAttributeEmpty")]
    [InlineData("Attributes", "a=1\na=2", "ProblemAttributeTwice")]
    [InlineData("Attributes", "9lives=1", "ProblemAttributeName")]
    public async Task A_wrong_field_is_named_and_nothing_is_saved(string field, string value, string problem)
    {
        await AddItemsAsync(Film("f"));
        var item = (await Editor.FindAsync("f", default))!;
        var draft = item.Draft with { };
        ItemField.All.Single(one => one.Key == field).Set(draft, value);

        var saved = await Editor.SaveAsync(Ann, draft, item.Revision, default);

        Assert.Equal(ItemSave.Refused, saved.Result);
        Assert.Equal((field, problem), Assert.Single(saved.Problems.Select(found => (found.Field, found.TextKey))));
        Assert.Equal(0, (await StoredAsync("f")).Revision);
    }

    [Fact]
    public async Task A_title_too_long_tells_both_numbers()
    {
        await AddItemsAsync(Film("f"));
        var item = (await Editor.FindAsync("f", default))!;

        var saved = await Editor.SaveAsync(Ann, item.Draft with { Title = new string('x', 301) }, item.Revision, default);

        Assert.Equal([301, 300], saved.Problems[0].Args[1..]);
    }

    [Theory]
    [InlineData("", "ProblemEmpty")]
    [InlineData("with blank", "ProblemId")]
    [InlineData("vocabulary", "ProblemReserved")]
    [InlineData("taken", "ProblemTaken")]
    public async Task A_new_item_needs_an_id_of_its_own(string id, string problem)
    {
        await AddItemsAsync(Film("taken"));

        var saved = await Editor.AddAsync(Ann, new ItemDraft { Id = id, Title = "New", Kind = "film", Published = "2020-02-29" }, default);

        Assert.Equal(problem, Assert.Single(saved.Problems).TextKey);
    }

    [Fact]
    public async Task Deleting_takes_along_what_was_counted()
    {
        await AddItemsAsync(Film("gone"), Film("stays"));
        await ActAsync("gone", InteractionKind.Like);
        await ActAsync("gone", InteractionKind.Click);
        await ActAsync("stays", InteractionKind.Like);
        var row = (await Editor.FindAsync("gone", default))!.RowId;

        Assert.Equal(new ItemDependents(2, 0, 0, 0), await Editor.DependentsAsync(row, default));
        Assert.True(await Editor.DeleteAsync(Ann, "gone", default));
        Assert.False(await Editor.DeleteAsync(Ann, "gone", default));

        await using var db = Database.CreateDbContext();
        Assert.Equal(["stays"], await db.Items.Select(item => item.ExternalId).ToListAsync());
        Assert.Equal(1, await db.Interactions.CountAsync());
        Assert.Equal([("catalogue.item-deleted", "gone")], await AuditAsync());
    }
}
