using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;

namespace Portal.Tests.Browser;

public sealed class VisitorTests(BrowserPortal portal) : BrowserTest(portal)
{
    [BrowserFact]
    public async Task A_browser_and_its_window_are_known_again()
    {
        await SignInAsPersonaAsync("Santiago Reyes");
        await Feed.TopTenAsync();
        var first = await NewestAsync();
        await ReloadAsync();
        await Feed.TopTenAsync();
        var again = await NewestAsync();

        Assert.NotEqual(first.Id, again.Id);
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", first.Visitor!);
        Assert.NotEqual(first.Visitor, first.Session);
        Assert.Equal((first.Visitor, first.Session), (again.Visitor, again.Session));
    }

    private async Task<(Guid Id, string? Visitor, string? Session)> NewestAsync()
    {
        await using var db = await Demo.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await db.FeedRequests.OrderByDescending(row => row.AtUtc).Select(row => new ValueTuple<Guid, string?, string?>(row.Id, row.Visitor, row.Session)).FirstAsync();
    }
}
