using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Engine.Models;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Items;

public sealed class ItemServiceTests : PageScene
{
    private static readonly string[] Tags = ["sea", "grief", "lighthouse"];

    [Fact]
    public async Task Similar_items_leave_out_the_item_itself_what_is_withheld_and_what_rules_forbid()
    {
        await AddItemsAsync(
            Film("this", tags: Tags),
            Film("twin", tags: Tags),
            Film("hidden", tags: Tags),
            Film("disliked", tags: Tags),
            Film("scary", tags: Tags, genres: ["horror"]),
            Film("cousin", tags: ["sea", "bakery", "winter"]));
        await ActAsync("hidden", InteractionKind.Hide);
        await ActAsync("disliked", InteractionKind.Dislike);
        await SayAsync("no horror");

        var view = await Items.GetAsync(Me, "this", CancellationToken.None);

        Assert.Equal(["twin", "cousin"], view!.Similar.Items.Select(item => item.Id));
        var kept = Assert.Single(view.Similar.Hidden);
        Assert.Equal(("scary", "no horror", "horror"), (kept.Item.Id, kept.Reasons[0].Words, kept.Reasons[0].Breach.Detail));
        Assert.Equal(1, view.Similar.HiddenCount);
        Assert.Empty(view.Hidden);
        Assert.Equal("no horror", Assert.Single((await Items.GetAsync(Me, "scary", CancellationToken.None))!.Hidden).Words);
    }

    [Fact]
    public async Task People_also_liked_what_the_same_people_took_to_within_the_persons_rules()
    {
        await AddItemsAsync(Film("this"), Film("together"), Film("apart"), Film("hidden"), Film("scary", genres: ["horror"]), Film("rare"));
        await OthersLikeAsync(4, "this", "together", "hidden", "scary");
        await OthersLikeAsync(4, "apart");
        await OthersLikeAsync(1, "this", "rare");
        await ActAsync("hidden", InteractionKind.Hide);
        await SayAsync("no horror");
        Assert.Empty((await Items.GetAsync(Me, "this", CancellationToken.None))!.AlsoLiked.Items);

        await Services.GetRequiredService<ModelTraining>().RunAsync(null, CancellationToken.None);
        await Services.GetRequiredService<EngineService>().RefreshAsync(CancellationToken.None);

        Assert.Equal(["together"], (await Items.GetAsync(Me, "this", CancellationToken.None))!.AlsoLiked.Items.Select(item => item.Id));
        Assert.Equal(["scary"], (await Items.GetAsync(Me, "this", CancellationToken.None))!.AlsoLiked.Hidden.Select(hidden => hidden.Item.Id));
        Assert.Empty((await Items.GetAsync(Me, "rare", CancellationToken.None))!.AlsoLiked.Items);
    }

    private async Task OthersLikeAsync(int people, params string[] items)
    {
        await using var db = Database.CreateDbContext();
        var ids = await db.Items.Where(item => items.Contains(item.ExternalId)).Select(item => item.Id).ToListAsync();
        for (var person = 0; person < people; person++)
        {
            PortalUser user = new() { UserName = $"{Guid.NewGuid()}" };
            db.Users.Add(user);
            db.Interactions.AddRange(ids.Select(id => new InteractionEntity { UserId = user.Id, ItemId = id, Kind = InteractionKind.Like, AtUtc = Clock.GetUtcNow().UtcDateTime, Context = "feed" }));
        }

        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task The_page_knows_what_the_person_thinks_of_the_item()
    {
        await AddItemsAsync(Film("this"));
        await ActAsync("this", InteractionKind.Like);
        await ActAsync("this", InteractionKind.Save);

        var opinion = (await Items.GetAsync(Me, "this", CancellationToken.None))!.Opinion;

        Assert.Equal((true, false, true, false), (opinion.Liked, opinion.Disliked, opinion.Saved, opinion.Hidden));
    }

    [Fact]
    public async Task What_does_not_exist_has_no_page()
    {
        await AddItemsAsync(Film("this"));

        Assert.Null(await Items.GetAsync(Me, "that", CancellationToken.None));
    }
}
