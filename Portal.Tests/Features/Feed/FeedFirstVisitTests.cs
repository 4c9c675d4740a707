using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Feed;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Feed;

public sealed class FeedFirstVisitTests : FeedScene
{
    [Fact]
    public void A_first_visit_begins_with_the_tour()
    {
        var page = Render<FeedPage>();

        page.WaitForAssertion(() => Assert.EndsWith("/welcome", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_catalogue_says_so()
    {
        await BeenHereAsync();

        var page = Render<FeedPage>();

        page.WaitForAssertion(() => Assert.Equal("Nothing here yet", page.Find("h2").TextContent));
    }
}
