using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Accounts;

/// <summary>One of the demo people, as a card on the sign-in page.</summary>
public sealed record Persona(string UserName, string DisplayName, string About);

/// <summary>Lets people in. An unknown name, a wrong password and a locked account look alike and take about as long.</summary>
public sealed class SignInService(
    UserManager<PortalUser> users,
    SignInManager<PortalUser> signIn,
    IPasswordHasher<PortalUser> hasher,
    IDbContextFactory<PortalDbContext> database)
{
    private static readonly PortalUser Nobody = new();

    private static string? _decoyHash;

    /// <returns>False for every kind of refusal.</returns>
    public async Task<bool> WithPasswordAsync(string email, string password, bool staySignedIn)
    {
        // The user name of a person is the e-mail: its index is unique in the database, the e-mail's own is not.
        var user = await users.FindByNameAsync(email.Trim());
        if (user?.PasswordHash is null || await users.IsLockedOutAsync(user))
        {
            SpendTheTimeOfACheck(password);
            return false;
        }

        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return false;
        }

        await users.ResetAccessFailedCountAsync(user);
        await signIn.SignInAsync(user, staySignedIn);
        return true;
    }

    /// <summary>One click instead of a password; only for the made-up people and the staff accounts of the demo.</summary>
    public async Task<bool> AsDemoUserAsync(string userName)
    {
        var user = await users.FindByNameAsync(userName);
        if (user is not { Simulated: true } || !(user.Persona || DemoAccounts.Contains(user.UserName)) || await users.IsLockedOutAsync(user))
        {
            return false;
        }

        await signIn.SignInAsync(user, isPersistent: false);
        return true;
    }

    public Task SignOutAsync() => signIn.SignOutAsync();

    /// <summary>The demo people, by name.</summary>
    public async Task<IReadOnlyList<Persona>> PersonasAsync(CancellationToken ct)
    {
        await using var db = await database.CreateDbContextAsync(ct);
        return await db.Users
            .Where(user => user.Persona && user.Simulated)
            .OrderBy(user => user.DisplayName)
            .Select(user => new Persona(user.UserName!, user.DisplayName, user.About))
            .ToListAsync(ct);
    }

    private void SpendTheTimeOfACheck(string password)
    {
        _decoyHash ??= hasher.HashPassword(Nobody, "nobody has this password");
        hasher.VerifyHashedPassword(Nobody, _decoyHash, password);
    }
}
