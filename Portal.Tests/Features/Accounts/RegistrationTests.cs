using System.Net;
using Microsoft.AspNetCore.Identity;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Accounts;

public sealed class RegistrationTests(AccountScene scene) : IClassFixture<AccountScene>
{
    [Fact]
    public async Task Registering_signs_in_as_a_plain_user()
    {
        using var browser = scene.Server.Browser();

        using var response = await RegisterAsync(browser, "Bo", "bo+portal@example.org", "a quiet evening");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("Bo", scene.Server.SignedInBy(response)!.DisplayName);
        Assert.Equal(["User"], await RolesAsync(scene.Server, "bo+portal@example.org"));
    }

    [Fact]
    public async Task Taken_email_is_refused_without_saying_so()
    {
        using var browser = scene.Server.Browser();

        using var response = await RegisterAsync(browser, "Someone", AccountScene.Email.ToUpperInvariant(), "a quiet evening");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            "That could not be registered. If you already have an account, sign in.",
            AccountScene.Alert(await BrowserClient.ReadAsync(response)));
    }

    [Fact]
    public async Task Wrong_input_gets_the_same_answer_for_a_taken_and_a_free_email()
    {
        using var browser = scene.Server.Browser();

        using var taken = await RegisterAsync(browser, "Someone", AccountScene.Email, "short");
        using var free = await RegisterAsync(browser, "Someone", "free@example.org", "short");

        var expected = new[] { "Choose a password of 10 to 128 characters." };
        Assert.Equal(expected, await ErrorsAsync(taken));
        Assert.Equal(expected, await ErrorsAsync(free));
    }

    [Theory]
    [InlineData("", "cy@example.org", "a quiet evening", "Enter a name of 1 to 100 characters.")]
    [InlineData("Cy", "cy at example", "a quiet evening", "Enter an e-mail address such as ann@example.org.")]
    [InlineData("Cy", "cy@example.org", "123456789", "Choose a password of 10 to 128 characters.")]
    public async Task Input_against_a_rule_is_named(string name, string email, string password, string message)
    {
        using var browser = scene.Server.Browser();

        using var response = await RegisterAsync(browser, name, email, password);

        Assert.Equal([message], await ErrorsAsync(response));
    }

    [Fact]
    public async Task Ten_plain_letters_are_a_password()
    {
        using var browser = scene.Server.Browser();

        using var response = await RegisterAsync(browser, "Di", "di@example.org", "abcdefghij");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task Where_nobody_administers_the_first_one_does_and_is_told_so()
    {
        await using PortalServer server = new(("Portal:Demo", "false"));
        using var browser = server.Browser();
        Assert.Contains("Nobody administers this portal yet", (await browser.PageAsync("/account/register")).Body!.TextContent, StringComparison.Ordinal);

        using var first = await RegisterAsync(browser, "First", "first@example.org", "a quiet evening");
        using var second = await RegisterAsync(browser, "Second", "second@example.org", "a quiet evening");

        Assert.Equal(["Admin", "Analyst", "User"], await RolesAsync(server, "first@example.org"));
        Assert.Equal(["User"], await RolesAsync(server, "second@example.org"));
        Assert.DoesNotContain("Nobody administers", (await browser.PageAsync("/account/register")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_register_at_once_do_not_both_become_administrator()
    {
        await using PortalServer server = new(("Portal:Demo", "false"));
        using var left = server.Browser();
        using var right = server.Browser();

        var responses = await Task.WhenAll(
            RegisterAsync(left, "Left", "left@example.org", "a quiet evening"),
            RegisterAsync(right, "Right", "right@example.org", "a quiet evening"));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.Redirect, response.StatusCode));
        var counts = new[] { (await RolesAsync(server, "left@example.org")).Count, (await RolesAsync(server, "right@example.org")).Count };
        Assert.Equal([1, 3], counts.Order());
    }

    [Fact]
    public async Task In_the_demo_registering_never_makes_an_administrator()
    {
        await using PortalServer server = new();
        using var browser = server.Browser();

        using var response = await RegisterAsync(browser, "Eve", "eve@example.org", "a quiet evening");

        Assert.Equal(["User"], await RolesAsync(server, "eve@example.org"));
    }

    [Fact]
    public async Task Closed_registration_shows_no_form_and_takes_no_post()
    {
        await using PortalServer server = new(("Portal:Demo", "false"), ("Accounts:AllowRegistration", "false"));
        using var browser = server.Browser();

        var page = await browser.PageAsync("/account/register");
        var outcome = await server.AskAsync<RegistrationService, RegistrationOutcome>(registrations =>
            registrations.RegisterAsync(new RegisterInput { DisplayName = "Flo", Email = "flo@example.org", Password = "a quiet evening" }, CancellationToken.None));

        Assert.Empty(page.QuerySelectorAll("form"));
        Assert.Contains("Registration is closed", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(RegistrationOutcome.Closed, outcome);
    }

    private static Task<HttpResponseMessage> RegisterAsync(BrowserClient browser, string name, string email, string password) =>
        browser.SubmitAsync("/account/register", "form.auth__form", ("Input.DisplayName", name), ("Input.Email", email), ("Input.Password", password));

    private static async Task<List<string>> ErrorsAsync(HttpResponseMessage response)
    {
        var page = await BrowserClient.ReadAsync(response);
        return [.. page.QuerySelectorAll(".field__error").Select(error => error.TextContent.Trim())];
    }

    private static Task<List<string>> RolesAsync(PortalServer server, string email) => server.AskAsync<UserManager<PortalUser>, List<string>>(async users =>
    {
        var user = await users.FindByNameAsync(email);
        Assert.NotNull(user);
        return [.. (await users.GetRolesAsync(user)).Order(StringComparer.Ordinal)];
    });
}
