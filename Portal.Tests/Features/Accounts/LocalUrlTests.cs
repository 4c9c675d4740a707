using Portal.Accounts;

namespace Portal.Tests.Features.Accounts;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/items/film-arrival-2016?tab=why#top")]
    [InlineData("/search?q=https://example.org")]
    public void Path_of_this_host_is_kept(string url) => Assert.Equal(url, LocalUrl.OrHome(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("items")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("/items\r\nSet-Cookie: a=b")]
    public void Anything_else_is_the_start_page(string? url) => Assert.Equal("/", LocalUrl.OrHome(url));
}
