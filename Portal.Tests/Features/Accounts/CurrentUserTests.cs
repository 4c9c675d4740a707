using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;

namespace Portal.Tests.Features.Accounts;

public sealed class CurrentUserTests(AccountScene scene) : IClassFixture<AccountScene>
{
    [Fact]
    public async Task Signed_in_person_has_id_name_and_roles()
    {
        var user = await With(await PrincipalAsync("root@example.org")).GetAsync();

        Assert.Equal("root", user.DisplayName);
        Assert.Equal(["Admin", "Analyst", "User"], user.Roles.Order(StringComparer.Ordinal));
        Assert.True(user.IsAdmin);
        Assert.True(user.IsAnalyst);
        Assert.False(user.Simulated);
        Assert.NotEmpty(user.Id);
    }

    [Fact]
    public async Task Plain_person_is_neither_analyst_nor_administrator()
    {
        var user = await With(await PrincipalAsync(AccountScene.Email)).GetAsync();

        Assert.Equal("Ann", user.DisplayName);
        Assert.False(user.IsAnalyst);
        Assert.False(user.IsAdmin);
    }

    [Fact]
    public async Task Nobody_signed_in_is_null_or_an_error_that_says_what_to_do()
    {
        var nobody = With(new ClaimsPrincipal(new ClaimsIdentity()));

        Assert.Null(await nobody.FindAsync());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(nobody.GetAsync);
        Assert.Contains("Sign in again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuit_ends_when_the_security_stamp_changes_or_the_account_goes()
    {
        await scene.AddAsync("gus@example.org", "Gus");
        var principal = await PrincipalAsync("gus@example.org");
        await using var scope = scene.Server.Services.CreateAsyncScope();
        var state = Assert.IsType<RevalidatingAuthenticationState>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        Assert.True(await state.IsValidAsync(users, principal));

        var gus = (await users.FindByNameAsync("gus@example.org"))!;
        await users.UpdateSecurityStampAsync(gus);
        Assert.False(await state.IsValidAsync(users, principal));

        var renewed = await PrincipalAsync("gus@example.org");
        Assert.True(await state.IsValidAsync(users, renewed));
        await users.DeleteAsync(gus);
        Assert.False(await state.IsValidAsync(users, renewed));
    }

    private static CurrentUser With(ClaimsPrincipal principal) => new(new FixedState(principal));

    private Task<ClaimsPrincipal> PrincipalAsync(string email) => scene.Server.AskAsync<SignInManager<PortalUser>, ClaimsPrincipal>(async signIn =>
        await signIn.CreateUserPrincipalAsync((await signIn.UserManager.FindByNameAsync(email))!));

    private sealed class FixedState(ClaimsPrincipal principal) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(principal));
    }
}
