using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Accounts;

public enum RegistrationOutcome
{
    /// <summary>The account exists and is signed in.</summary>
    Registered,

    /// <summary>The e-mail is taken, or the database refused; the page does not say which.</summary>
    Refused,

    /// <summary>The settings do not let people register.</summary>
    Closed,
}

/// <summary>Makes accounts. Where nobody administers the portal yet, the first one does.</summary>
public sealed class RegistrationService(
    UserManager<PortalUser> users,
    SignInManager<PortalUser> signIn,
    IOptions<AccountOptions> options,
    IOptions<PortalOptions> portal,
    TimeProvider time)
{
    // Two people who register at the same moment must not both be the first.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    public bool IsOpen => options.Value.AllowRegistration;

    /// <summary>Whether who registers now becomes the administrator.</summary>
    public async Task<bool> MakesAdministratorAsync() => IsOpen && !portal.Value.Demo && !await users.AnyAdministratorAsync();

    /// <summary>Makes the account and signs it in. The input has passed <see cref="RegisterInput.Check"/>.</summary>
    public async Task<RegistrationOutcome> RegisterAsync(RegisterInput input, CancellationToken ct)
    {
        if (!IsOpen)
        {
            return RegistrationOutcome.Closed;
        }

        var email = input.Email.Trim();
        var user = new PortalUser
        {
            UserName = email,
            Email = email,
            DisplayName = input.DisplayName.Trim(),
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        await OneAtATime.WaitAsync(ct);
        try
        {
            if (!await CreateAsync(user, input.Password))
            {
                return RegistrationOutcome.Refused;
            }
        }
        finally
        {
            OneAtATime.Release();
        }

        await signIn.SignInAsync(user, isPersistent: false);
        return RegistrationOutcome.Registered;
    }

    private async Task<bool> CreateAsync(PortalUser user, string password)
    {
        IEnumerable<string> granted = await MakesAdministratorAsync() ? Roles.All : [Roles.User];
        try
        {
            return (await users.CreateAsync(user, password)).Succeeded && (await users.AddToRolesAsync(user, granted)).Succeeded;
        }
        catch (DbUpdateException)
        {
            // Another process took the same e-mail between the check and the insert.
            return false;
        }
    }
}
