using Portal.Shared;

namespace Portal.Tests.Features.Shared;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/search?q=a%20b#top", "/search?q=a%20b#top")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("saved", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void OrRoot_Anything_LeadsNowhereElse(string? url, string expected) => Assert.Equal(expected, LocalUrl.OrRoot(url));
}
