using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Accounts;

/// <summary>The hash is what takes the time of a sign-in: a refusal that skips it tells by its speed that there is nobody of that name.</summary>
public sealed class SignInTimeTests : IAsyncLifetime
{
    private readonly PortalServer _server = new();
    private readonly CountingHasher _hasher = new();

    public Task InitializeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("nobody@example.org")]
    [InlineData("wrong@example.org")]
    [InlineData("locked@example.org")]
    [InlineData("admin")]
    public async Task Every_refusal_checks_one_password_hash(string email)
    {
        await using var portal = _server.WithWebHostBuilder(web => web.ConfigureTestServices(services => services.AddSingleton<IPasswordHasher<PortalUser>>(_hasher)));
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        await users.CreateAsync(new PortalUser { UserName = "wrong@example.org", Email = "wrong@example.org" }, AccountScene.Password);
        PortalUser locked = new() { UserName = "locked@example.org", Email = "locked@example.org" };
        await users.CreateAsync(locked, AccountScene.Password);
        await users.SetLockoutEndDateAsync(locked, DateTimeOffset.MaxValue);
        var signIn = scope.ServiceProvider.GetRequiredService<SignInService>();
        _hasher.Checks = 0;

        Assert.False(await signIn.WithPasswordAsync(email, "wrong but long enough", staySignedIn: false));

        Assert.Equal(1, _hasher.Checks);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private sealed class CountingHasher : PasswordHasher<PortalUser>
    {
        public int Checks { get; set; }

        public override PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
