using Portal.Domain.Profiles;
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

        Assert.Equal(["twin", "cousin"], view!.Similar.Select(item => item.Id));
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
