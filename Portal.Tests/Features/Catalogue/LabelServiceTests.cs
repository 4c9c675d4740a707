using Microsoft.EntityFrameworkCore;
using Portal.Catalogue;
using Portal.Data.Entities;

namespace Portal.Tests.Features.Catalogue;

public sealed class LabelServiceTests : CatalogueScene
{
    [Fact]
    public async Task A_merge_rewrites_items_once_each_and_leaves_the_name_as_another_word()
    {
        await AddItemsAsync(
            Film("both", genres: ["robots"], tags: ["machines", "war"]),
            Film("tag", genres: ["drama"], tags: ["robots"]),
            Film("other", genres: ["machines"], tags: ["robots", "war"]),
            Film("none", genres: ["drama"], tags: ["war"]));
        await Labels.AddAliasAsync(Ann, "Androids", "robots", default);

        var result = await Labels.MergeAsync(Ann, "robots", "machines", null, default);

        Assert.Equal(new LabelResult(3), result);
        Assert.Equal("machines;war", Both(await StoredAsync("both")));
        Assert.Equal("drama;machines", Both(await StoredAsync("tag")));
        Assert.Equal("machines;war", Both(await StoredAsync("other")));
        var machines = (await Labels.ListAsync(default)).Single(label => label.Name == "machines");
        Assert.Equal((2, 1, (string?)null), (machines.Genres, machines.Tags, machines.MeantBy));
        Assert.Equal(["androids", "robots"], machines.Aliases);
    }

    [Fact]
    public async Task A_label_that_was_renamed_can_have_its_old_name_back()
    {
        await AddItemsAsync(Film("f", tags: ["robots"]));

        await Labels.MergeAsync(Ann, "robots", "machines", null, default);
        await Labels.MergeAsync(Ann, "machines", "Robots", null, default);

        Assert.Equal(["robots"], (await StoredAsync("f")).Tags);
        Assert.Equal(["machines"], (await Labels.ListAsync(default)).Single(label => label.Name == "robots").Aliases);
    }

    [Fact]
    public async Task What_would_make_a_chain_or_two_meanings_is_refused_by_name()
    {
        await AddItemsAsync(Film("f", genres: ["drama"], tags: ["war", "love"]));
        Assert.Null((await Labels.AddAliasAsync(Ann, "battle", "war", default)).Problem);

        Assert.Equal("AliasIsLabel", (await Labels.AddAliasAsync(Ann, "love", "war", default)).Problem!.TextKey);
        Assert.Equal("AliasChain", (await Labels.AddAliasAsync(Ann, "fight", "battle", default)).Problem!.TextKey);
        Assert.Equal("AliasTaken", (await Labels.AddAliasAsync(Ann, "battle", "love", default)).Problem!.TextKey);
        Assert.Equal("AliasSame", (await Labels.AddAliasAsync(Ann, " WAR ", "war", default)).Problem!.TextKey);
        Assert.Equal("AliasChain", (await Labels.MergeAsync(Ann, "love", "battle", null, default)).Problem!.TextKey);
        Assert.Equal(["love", "war"], (await StoredAsync("f")).Tags.Order());
    }

    [Fact]
    public async Task A_merge_that_was_cut_off_is_told_and_can_be_finished()
    {
        await AddItemsAsync(Film("done", tags: ["machines"]), Film("left", tags: ["robots"]));
        await using (var db = Database.CreateDbContext())
        {
            db.LabelAliases.Add(new LabelAliasEntity { Alias = "robots", Label = "machines" });
            await db.SaveChangesAsync();
        }

        Assert.Equal("machines", (await Labels.ListAsync(default)).Single(label => label.Name == "robots").MeantBy);
        Assert.Equal(new LabelResult(1), await Labels.ApplyAsync(Ann, "robots", null, default));

        Assert.DoesNotContain(await Labels.ListAsync(default), label => label.Name == "robots");
        Assert.Equal(["machines"], (await StoredAsync("left")).Tags);
    }

    [Fact]
    public async Task A_deleted_label_is_on_no_item_and_nothing_stands_for_it()
    {
        await AddItemsAsync(Film("f", genres: ["war", "drama"], tags: ["quiet"]));
        await Labels.AddAliasAsync(Ann, "battle", "war", default);

        await Labels.DeleteAsync(Ann, "war", null, default);

        Assert.Equal(["drama"], (await StoredAsync("f")).Genres);
        await using var db = Database.CreateDbContext();
        Assert.Empty(await db.LabelAliases.ToListAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_is_done_no_word_stands_for_a_word(int seed)
    {
        string[] words = ["a1", "b2", "c3", "d4", "e5"];
        Random random = new(seed);
        var steps = Enumerable.Range(0, 40).Select(_ => random.Next(2 * words.Length * words.Length)).ToList();
        await AddItemsAsync([.. words.Select(word => Film(word, genres: [word], tags: []))]);
        foreach (var step in steps)
        {
            var (from, to) = (words[step % words.Length], words[step / words.Length % words.Length]);
            _ = step < words.Length * words.Length ? await Labels.AddAliasAsync(Ann, from, to, default) : await Labels.MergeAsync(Ann, from, to, null, default);

            await using var db = Database.CreateDbContext();
            var aliases = await db.LabelAliases.ToListAsync();
            Assert.Empty(aliases.Select(alias => alias.Label).Intersect(aliases.Select(alias => alias.Alias)));
            Assert.DoesNotContain(await Labels.ListAsync(default), label => label.MeantBy is not null && label.Items > 0);
        }
    }

    private static string Both(ItemEntity item) => $"{string.Join(",", item.Genres)};{string.Join(",", item.Tags)}";
}
