using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Identity;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Accounts;

/// <summary>A portal without the demo that has one registered person.</summary>
public sealed class AccountScene : IAsyncLifetime
{
    public const string Email = "ann@example.org";

    public const string Password = "seven green bottles";

    private static readonly string[] PlainRoles = ["User"];

    public PortalServer Server { get; } = new(
        PortalServer.InProduction,
        ("Portal:Demo", "false"),
        ("Accounts:AdminEmail", "root@example.org"),
        ("Accounts:AdminPassword", "a long enough one"),
        ("Accounts:AttemptsPerMinute", "1000"));

    public Task InitializeAsync() => AddAsync(Email, "Ann");

    /// <summary>Adds a person with <see cref="Password"/>.</summary>
    public Task AddAsync(string email, string displayName) => Server.AskAsync<UserManager<PortalUser>, bool>(async users =>
    {
        PortalUser user = new() { UserName = email, Email = email, DisplayName = displayName };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        Assert.True((await users.AddToRolesAsync(user, PlainRoles)).Succeeded);
        return true;
    });

    public static Task<HttpResponseMessage> SignInAsync(BrowserClient browser, string email, string password, string path = "/account/login") =>
        browser.SubmitAsync(path, "form.auth__form", ("Input.Email", email), ("Input.Password", password));

    public static string? Alert(IHtmlDocument page) => page.QuerySelector("[role=alert]")?.TextContent.Trim();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
