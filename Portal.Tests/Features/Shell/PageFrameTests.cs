using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shell;

/// <summary>What every page brings along, seen from outside.</summary>
public sealed partial class PageFrameTests(PageFrameTests.Frame frame) : IClassFixture<PageFrameTests.Frame>
{
    private readonly PortalServer _portal = frame.Portal;

    [Fact]
    public async Task The_policy_allows_exactly_the_scripts_of_the_page()
    {
        var (first, firstPolicy) = await PageAsync();
        var (_, secondPolicy) = await PageAsync();

        var nonce = Nonce().Match(firstPolicy).Groups[1].Value;
        Assert.Equal(24, nonce.Length);
        Assert.All(Script().Matches(first), script => Assert.Contains($"nonce=\"{nonce}\"", WebUtility.HtmlDecode(script.Value), StringComparison.Ordinal));
        Assert.NotEqual(firstPolicy, secondPolicy);
        Assert.DoesNotContain("unsafe-eval", firstPolicy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", firstPolicy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Security-Policy")]
    [InlineData("X-Content-Type-Options")]
    [InlineData("Referrer-Policy")]
    [InlineData("Permissions-Policy")]
    public async Task Every_answer_carries_the_header_once(string header)
    {
        using var client = _portal.CreateClient();
        foreach (var path in new[] { "/not-found", "/css/app.css", "/nowhere" })
        {
            using var response = await client.SendAsync(Request(path));
            Assert.Single(response.Headers.GetValues(header));
        }
    }

    [Fact]
    public async Task People_get_a_page_where_nothing_is_and_programs_do_not()
    {
        using var client = _portal.CreateClient();

        using var page = await client.SendAsync(Request("/nowhere"));
        using var plain = await client.GetAsync(new Uri("/nowhere", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("Nothing to be found here", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, plain.StatusCode);
        Assert.Empty(await plain.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null, "system")]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("\"><script>", "system")]
    public async Task The_first_byte_already_has_the_theme(string? cookie, string expected)
    {
        var (page, _) = await PageAsync(cookie: cookie is null ? null : $"portal-theme={Uri.EscapeDataString(cookie)}");

        Assert.Contains($"<html lang=\"en\" data-theme=\"{expected}\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "en")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", null, "zh-Hans")]
    [InlineData("fr-FR,fr;q=0.9", null, "en")]
    [InlineData("zh-CN", "c=en|uic=en", "en")]
    [InlineData("en-GB", "c=zh-Hans|uic=zh-Hans", "zh-Hans")]
    public async Task The_cookie_chooses_the_language_then_the_browser(string? accepts, string? cookie, string expected)
    {
        var (page, _) = await PageAsync(accepts, cookie is null ? null : $".AspNetCore.Culture={Uri.EscapeDataString(cookie)}");

        Assert.Contains($"<html lang=\"{expected}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-Hans", "/saved", "/saved", true)]
    [InlineData("zh-Hans", "//evil.example", "/", true)]
    [InlineData("tlh", "/saved", "/saved", false)]
    public async Task Switching_the_language_remembers_it_and_comes_back(string culture, string returnUrl, string expected, bool remembered)
    {
        using var client = _portal.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var response = await client.GetAsync(new Uri($"/culture?c={culture}&returnUrl={Uri.EscapeDataString(returnUrl)}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location!.OriginalString);
        Assert.Equal(remembered, response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains("zh-Hans", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/_content/Radzen.Blazor/css/standard-base.css", "text/css")]
    [InlineData("/Portal.styles.css", "text/css")]
    [InlineData("/js/shell.js", "text/javascript")]
    [InlineData("/img/logo.svg", "image/svg+xml")]
    public async Task What_the_page_loads_is_there(string path, string type)
    {
        using var client = _portal.CreateClient();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>One portal for all: none of the tests changes it.</summary>
    public sealed class Frame : IAsyncLifetime
    {
        public PortalServer Portal { get; } = new(("Portal:Demo", "false"), ("Logging:LogLevel:Default", "Error"));

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await Portal.DisposeAsync();
    }

    private static HttpRequestMessage Request(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return request;
    }

    private async Task<(string Page, string Policy)> PageAsync(string? accepts = null, string? cookie = null)
    {
        using var client = _portal.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        using var request = Request("/not-found");
        if (accepts is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(accepts);
        }

        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await client.SendAsync(request);
        return (await response.Content.ReadAsStringAsync(), response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
