using Bunit;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class EmptyStateTests : PortalBunitContext
{
    [Fact]
    public void Shows_what_is_missing_and_the_way_on()
    {
        var empty = Render<EmptyState>(parameters => parameters
            .Add(x => x.Title, "Nothing saved yet")
            .Add(x => x.Text, "Press the bookmark on a card.")
            .Add(x => x.Action, """<a href="/">Go to your feed</a>"""));

        Assert.Equal("Nothing saved yet", empty.Find("h2").TextContent);
        Assert.Equal("Press the bookmark on a card.", empty.Find("p").TextContent);
        Assert.Equal("/", empty.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void Leaves_out_what_it_was_not_given()
    {
        var empty = Render<EmptyState>(parameters => parameters.Add(x => x.Title, "Nothing here"));

        Assert.Empty(empty.FindAll("p, .empty__action"));
    }
}
