using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Accounts;

public sealed partial class SignInTests(AccountScene scene) : IClassFixture<AccountScene>
{
    private const string SessionCookie = "portal-session";

    [Fact]
    public async Task Right_password_opens_the_portal_under_the_persons_name()
    {
        using var browser = scene.Server.Browser();

        using var response = await AccountScene.SignInAsync(browser, AccountScene.Email, AccountScene.Password);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.IsAbsoluteUri ? response.Headers.Location.PathAndQuery : response.Headers.Location.OriginalString);
        Assert.Equal("Ann", scene.Server.SignedInBy(response)!.DisplayName);
    }

    [Fact]
    public async Task Stranger_is_sent_to_the_sign_in_page_and_back_to_where_they_wanted_to_go()
    {
        using var browser = scene.Server.Browser();

        await using var scope = scene.Server.Services.CreateAsyncScope();
        DefaultHttpContext stranger = new() { RequestServices = scope.ServiceProvider };
        (stranger.Request.Scheme, stranger.Request.Host) = ("http", new HostString("localhost"));
        (stranger.Request.Path, stranger.Request.QueryString) = ("/saved", new QueryString("?page=2"));

        await stranger.ChallengeAsync();

        var login = new Uri(stranger.Response.Headers.Location!).PathAndQuery;
        Assert.Equal("/account/login?returnUrl=%2Fsaved%3Fpage%3D2", login);
        using var response = await AccountScene.SignInAsync(browser, AccountScene.Email, AccountScene.Password, login);
        Assert.EndsWith("/saved?page=2", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_is_refused_with_one_plain_sentence_and_not_sent_back()
    {
        using var browser = scene.Server.Browser();

        using var response = await AccountScene.SignInAsync(browser, AccountScene.Email, "seven brown bottles");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await BrowserClient.ReadAsync(response);
        Assert.StartsWith("That e-mail and password do not match.", AccountScene.Alert(page), StringComparison.Ordinal);
        Assert.DoesNotContain("seven brown bottles", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(SessionCookies(response), cookie => cookie.StartsWith(SessionCookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        await scene.AddAsync("lou@example.org", "Lou");
        using var browser = scene.Server.Browser();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await AccountScene.SignInAsync(browser, "lou@example.org", "wrong but long enough");
        }

        using var right = await AccountScene.SignInAsync(browser, "lou@example.org", AccountScene.Password);

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.NotNull(AccountScene.Alert(await BrowserClient.ReadAsync(right)));
    }

    [Fact]
    public async Task Four_wrong_passwords_and_a_right_one_start_the_count_anew()
    {
        await scene.AddAsync("max@example.org", "Max");
        using var browser = scene.Server.Browser();
        for (var i = 0; i < 8; i++)
        {
            var password = i == 4 ? AccountScene.Password : "wrong but long enough";
            using var attempt = await AccountScene.SignInAsync(browser, "max@example.org", password);
        }

        using var right = await AccountScene.SignInAsync(browser, "max@example.org", AccountScene.Password);

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_locked_account_get_the_same_answer()
    {
        await scene.AddAsync("kim@example.org", "Kim");
        using var browser = scene.Server.Browser();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await AccountScene.SignInAsync(browser, "kim@example.org", "wrong but long enough");
        }

        var locked = await AnswerAsync(browser, "kim@example.org", AccountScene.Password);
        var wrongPassword = await AnswerAsync(browser, AccountScene.Email, "wrong but long enough");
        var unknown = await AnswerAsync(browser, "nobody@example.org", "wrong but long enough");

        Assert.Equal(locked, unknown);
        Assert.Equal(wrongPassword, unknown);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    public async Task Return_address_outside_the_portal_leads_to_the_start_page(string address)
    {
        using var browser = scene.Server.Browser();

        using var response = await AccountScene.SignInAsync(
            browser, AccountScene.Email, AccountScene.Password, $"/account/login?returnUrl={Uri.EscapeDataString(address)}");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("http://localhost/", new Uri(new Uri("http://localhost"), response.Headers.Location!).ToString());
    }

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/account/register")]
    [InlineData("/account/sign-out")]
    public async Task Post_without_the_antiforgery_token_is_a_bad_request(string path)
    {
        using var browser = scene.Server.Browser();

        using var response = await browser.PostAsync(path, new Dictionary<string, string> { ["_handler"] = path.Split('/')[^1] });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Session_cookie_is_out_of_scripts_reach_and_secure_over_https(string scheme, bool secure)
    {
        using var browser = scene.Server.Browser(scheme);

        using var response = await AccountScene.SignInAsync(browser, AccountScene.Email, AccountScene.Password);

        var cookie = Assert.Single(SessionCookies(response), cookie => cookie.StartsWith(SessionCookie + "=", StringComparison.Ordinal));
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var browser = scene.Server.Browser();
        using var signedIn = await AccountScene.SignInAsync(browser, AccountScene.Email, AccountScene.Password);
        var page = await browser.PageAsync("/account/login");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var response = await browser.PostAsync("/account/sign-out", new Dictionary<string, string> { ["__RequestVerificationToken"] = token });

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        var cookie = Assert.Single(SessionCookies(response), cookie => cookie.StartsWith(SessionCookie, StringComparison.Ordinal));
        Assert.StartsWith(SessionCookie + "=;", cookie, StringComparison.Ordinal);
        Assert.Contains("expires=Thu, 01 Jan 1970", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eleventh_attempt_in_a_minute_is_told_to_wait_and_looking_stays_free()
    {
        await using PortalServer strict = new(("Portal:Demo", "false"));
        using var browser = strict.Browser();
        for (var i = 0; i < 10; i++)
        {
            using var allowed = await AccountScene.SignInAsync(browser, "nobody@example.org", "wrong but long enough");
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using var refused = await AccountScene.SignInAsync(browser, "nobody@example.org", "wrong but long enough");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("60", refused.Headers.RetryAfter!.ToString());
        Assert.Contains("Wait a minute", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var looking = await browser.GetAsync("/account/login");
        Assert.Equal(HttpStatusCode.OK, looking.StatusCode);
    }

    [Fact]
    public async Task Keys_of_the_cookies_lie_in_the_data_folder()
    {
        using var browser = scene.Server.Browser();
        using var response = await AccountScene.SignInAsync(browser, AccountScene.Email, AccountScene.Password);

        Assert.NotEmpty(Directory.GetFiles(scene.Server.DataFile("keys"), "key-*.xml"));
    }

    private static async Task<string> AnswerAsync(BrowserClient browser, string email, string password)
    {
        using var response = await AccountScene.SignInAsync(browser, email, password);
        var body = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode}\n{New().Replace(body, "").Replace(email, "", StringComparison.Ordinal)}";
    }

    private static IEnumerable<string> SessionCookies(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    // What is new in every answer: the token, the scripts' nonce, and the state that the page hands to the circuit.
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]*\"|nonce=\"[^\"]*\"|<!--Blazor[^>]*-->")]
    private static partial Regex New();
}
