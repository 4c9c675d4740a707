using Microsoft.EntityFrameworkCore;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Library;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Library;

public sealed class LibraryServiceTests : PageScene
{
    [Fact]
    public async Task Pages_of_equal_times_have_no_gaps_and_no_repeats()
    {
        await AddItemsAsync(Film("a"), Film("b"));
        var stored = await AddActionsAsync(97, i => Clock.GetUtcNow().UtcDateTime.AddMinutes(-(i % 3)));

        List<HistoryEntry> read = [];
        for (long? before = null; ;)
        {
            var part = await Library.HistoryAsync(Me, null, before, CancellationToken.None);
            read.AddRange(part.Entries);
            if (part.Next is not { } next)
            {
                break;
            }

            before = next;
        }

        Assert.Equal(stored.Order(), read.Select(entry => entry.InteractionId).Order());
        Assert.Equal(read.OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.InteractionId), read);
    }

    [Fact]
    public async Task What_was_taken_back_is_shown_as_such_and_can_be_put_back()
    {
        await AddItemsAsync(Film("a"));
        var like = await ActAsync("a", InteractionKind.Like);

        await Feedback.RetractAsync(Me, like, CancellationToken.None);
        Assert.True(Assert.Single((await HistoryAsync()).Entries).Retracted);

        await Feedback.RestoreAsync(Me, like, CancellationToken.None);
        Assert.False(Assert.Single((await HistoryAsync()).Entries).Retracted);
    }

    [Fact]
    public async Task History_has_decisions_only_and_can_be_narrowed()
    {
        await AddItemsAsync(Film("a"));
        foreach (var kind in Enum.GetValues<InteractionKind>())
        {
            await ActAsync("a", kind);
        }

        var all = (await HistoryAsync()).Entries.Select(entry => entry.Kind).ToHashSet();
        var hidden = await Library.HistoryAsync(Me, InteractionKind.Hide, null, CancellationToken.None);

        Assert.Equal(LibraryService.Shown.ToHashSet(), all);
        Assert.DoesNotContain(InteractionKind.Impression, all);
        Assert.DoesNotContain(InteractionKind.Dwell, all);
        Assert.Equal([InteractionKind.Hide], hidden.Entries.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task An_item_that_left_the_catalogue_does_not_end_the_paging()
    {
        await AddItemsAsync(Film("a"), Film("gone"));
        await AddActionsAsync(45, i => Clock.GetUtcNow().UtcDateTime.AddMinutes(i), item: "gone");
        await AddActionsAsync(3, i => Clock.GetUtcNow().UtcDateTime.AddMinutes(-i), item: "a");
        await using (var db = Database.CreateDbContext())
        {
            await db.Items.Where(item => item.ExternalId == "gone").ExecuteUpdateAsync(update => update.SetProperty(item => item.Active, false));
        }

        var first = await HistoryAsync();
        var second = await Library.HistoryAsync(Me, null, first.Next, CancellationToken.None);

        Assert.Empty(first.Entries);
        Assert.Equal(3, second.Entries.Count);
    }

    [Fact]
    public async Task Saved_items_come_once_newest_first_without_what_was_taken_back()
    {
        await AddItemsAsync(Film("old"), Film("new"), Film("dropped"));
        await ActAsync("old", InteractionKind.Save);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ActAsync("dropped", InteractionKind.Save);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ActAsync("new", InteractionKind.Save);
        await ActAsync("new", InteractionKind.Save);
        await Feedback.RetractAllAsync(Me, "dropped", InteractionKind.Save, CancellationToken.None);

        var saved = await Library.SavedAsync(Me, CancellationToken.None);

        Assert.Equal(["new", "old"], saved.Select(entry => entry.Item.Id));
    }

    private Task<HistoryPart> HistoryAsync() => Library.HistoryAsync(Me, null, null, CancellationToken.None);

    // Likes, alternately of each item where none is named.
    private async Task<IReadOnlyList<long>> AddActionsAsync(int count, Func<int, DateTime> at, string? item = null)
    {
        await using var db = Database.CreateDbContext();
        var ids = await db.Items.Where(row => item == null || row.ExternalId == item).Select(row => row.Id).ToListAsync();
        List<InteractionEntity> rows = [.. Enumerable.Range(0, count).Select(i => new InteractionEntity
        {
            UserId = Me,
            ItemId = ids[i % ids.Count],
            Kind = InteractionKind.Like,
            AtUtc = at(i),
            Context = "test",
        })];
        db.Interactions.AddRange(rows);
        await db.SaveChangesAsync();
        return [.. rows.Select(row => row.Id)];
    }
}
