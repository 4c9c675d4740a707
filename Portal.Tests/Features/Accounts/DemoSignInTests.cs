using System.Net;
using Microsoft.AspNetCore.Identity;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Accounts;

public sealed class DemoSignInTests : IAsyncLifetime
{
    private readonly PortalServer _server = new(PortalServer.InProduction);

    public Task InitializeAsync() => _server.AskAsync<UserManager<PortalUser>, bool>(async users =>
    {
        await users.CreateAsync(new PortalUser { UserName = "mina", Email = "mina@demo.invalid", DisplayName = "Mina Park", About = "Slow science fiction.", Persona = true, Simulated = true });
        await users.CreateAsync(new PortalUser { UserName = "crowd-17", Email = "crowd-17@demo.invalid", DisplayName = "Crowd", Simulated = true });
        await users.CreateAsync(new PortalUser { UserName = "real@example.org", Email = "real@example.org", DisplayName = "Real" }, AccountScene.Password);
        return true;
    });

    [Fact]
    public async Task Sign_in_page_shows_the_personas_as_simulated_and_nobody_else()
    {
        using var browser = _server.Browser();

        var page = await browser.PageAsync("/account/login");

        var cards = page.QuerySelectorAll(".persona").Select(card => card.QuerySelector("input[name=user]")!.GetAttribute("value")).ToList();
        Assert.Equal(["mina", "analyst", "admin"], cards);
        Assert.All(page.QuerySelectorAll(".persona"), card => Assert.Equal("simulated", card.QuerySelector(".badge")!.TextContent));
        Assert.Contains("Slow science fiction.", page.QuerySelector(".persona")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("MP", page.QuerySelector(".persona__avatar")!.TextContent);
    }

    [Theory]
    [InlineData("mina", "Mina Park")]
    [InlineData("analyst", "Demo analyst")]
    [InlineData("admin", "Demo administrator")]
    public async Task One_click_signs_in_as_a_demo_person(string user, string displayName)
    {
        using var browser = _server.Browser();

        using var response = await browser.SubmitAsync("/account/login", $".persona form:has(input[value={user}])");

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
        Assert.Equal(displayName, _server.SignedInBy(response)!.DisplayName);
        Assert.True(_server.SignedInBy(response)!.Simulated);
    }

    [Theory]
    [InlineData("real@example.org")]
    [InlineData("crowd-17")]
    [InlineData("nobody")]
    public async Task Anyone_else_is_not_found(string user)
    {
        using var browser = _server.Browser();

        using var response = await browser.SubmitAsync("/account/login", ".persona form", ("user", user));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Demo_sign_in_without_the_antiforgery_token_is_a_bad_request()
    {
        using var browser = _server.Browser();

        using var response = await browser.PostAsync("/account/demo-sign-in", new Dictionary<string, string> { ["user"] = "mina" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Demo_accounts_have_no_password()
    {
        using var browser = _server.Browser();

        using var response = await AccountScene.SignInAsync(browser, "admin", "");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(AccountScene.Alert(await BrowserClient.ReadAsync(response)));
    }

    [Fact]
    public async Task Return_address_outside_the_portal_leads_to_the_start_page()
    {
        using var browser = _server.Browser();

        using var response = await browser.SubmitAsync("/account/login?returnUrl=%2F%2Fevil.example", ".persona form");

        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Portal_without_the_demo_has_no_personas_and_no_demo_sign_in()
    {
        await using PortalServer server = new(("Portal:Demo", "false"));
        using var browser = server.Browser();

        var page = await browser.PageAsync("/account/login");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var response = await browser.PostAsync("/account/demo-sign-in", new Dictionary<string, string> { ["user"] = "admin", ["__RequestVerificationToken"] = token });

        Assert.Empty(page.QuerySelectorAll(".persona"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();
}
