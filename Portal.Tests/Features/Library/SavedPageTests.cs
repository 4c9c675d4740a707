using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Profiles;
using Portal.Library;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Library;

public sealed class SavedPageTests : PageScene
{
    [Fact]
    public async Task A_removed_item_comes_back_to_its_place_by_undo()
    {
        await AddItemsAsync(Film("old"), Film("middle"), Film("new"));
        foreach (var item in new[] { "old", "middle", "new" })
        {
            await ActAsync(item, InteractionKind.Save);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var page = Render<SavedPage>();
        page.WaitForAssertion(() => Assert.Equal(["The new", "The middle", "The old"], Titles(page)));

        Act(() => page.Find("button[aria-label='Save The middle']").Click());
        page.WaitForAssertion(() => Assert.Equal(["The new", "The old"], Titles(page)));
        var toasts = Services.GetRequiredService<ToastService>();
        page.WaitForAssertion(() => Assert.NotEmpty(toasts.Visible));
        await page.InvokeAsync(() => toasts.UndoAsync(toasts.Visible[^1]));

        page.WaitForAssertion(() => Assert.Equal(["The new", "The middle", "The old"], Titles(page)));
    }

    [Fact]
    public void Nothing_saved_says_how_to_save()
    {
        var page = Render<SavedPage>();

        page.WaitForAssertion(() => Assert.Equal("Nothing saved yet", page.Find(".empty__title").TextContent));
    }

    private static IEnumerable<string> Titles(IRenderedComponent<SavedPage> page) => page.FindAll(".tile__title").Select(title => title.TextContent);
}
