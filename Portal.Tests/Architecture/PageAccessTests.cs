using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Portal.Tests.Architecture;

public sealed class PageAccessTests
{
    /// <summary>There is no fallback policy (static files and health checks are public), so a page that says nothing is open.</summary>
    [Fact]
    public void Every_page_says_who_may_open_it()
    {
        var silent = typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false))
            .Where(page => !page.IsDefined(typeof(AuthorizeAttribute), inherit: true) && !page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true))
            .Select(page => page.FullName);

        Assert.Empty(silent);
    }
}
