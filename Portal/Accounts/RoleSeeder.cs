using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Accounts;

/// <summary>The roles; in the demo its two staff accounts; elsewhere the administrator that the settings name.</summary>
internal sealed partial class RoleSeeder(
    RoleManager<IdentityRole> roles,
    UserManager<PortalUser> users,
    IOptions<AccountOptions> options,
    IOptions<PortalOptions> portal,
    TimeProvider time,
    ILogger<RoleSeeder> log) : ISeeder
{
    public int Order => 0;

    public string Name => "roles and first accounts";

    public async Task SeedAsync(CancellationToken ct)
    {
        foreach (var role in Roles.All)
        {
            ct.ThrowIfCancellationRequested();
            if (!await roles.RoleExistsAsync(role))
            {
                Check(await roles.CreateAsync(new IdentityRole(role)), $"The role {role}");
            }
        }

        if (portal.Value.Demo)
        {
            await AddDemoAccountAsync(DemoAccounts.Admin, "Demo administrator", Roles.All);
            await AddDemoAccountAsync(DemoAccounts.Analyst, "Demo analyst", [Roles.User, Roles.Analyst]);
        }

        if (!await users.AnyAdministratorAsync())
        {
            await AddConfiguredAdministratorAsync();
        }
    }

    private async Task AddDemoAccountAsync(string name, string displayName, IEnumerable<string> granted)
    {
        if (await users.FindByNameAsync(name) is null)
        {
            await AddAsync(new PortalUser
            {
                UserName = name,
                Email = $"{name}@demo.invalid",
                DisplayName = displayName,
                Simulated = true,
            }, password: null, granted);
        }
    }

    private async Task AddConfiguredAdministratorAsync()
    {
        var email = options.Value.AdminEmail;
        if (email.Length > 0 && await users.FindByNameAsync(email) is { } registered)
        {
            Check(await users.AddToRolesAsync(registered, Roles.All.Except(await users.GetRolesAsync(registered))), $"The administrator {email}");
        }
        else if (email.Length > 0)
        {
            await AddAsync(new PortalUser { UserName = email, Email = email, DisplayName = email.Split('@')[0] }, options.Value.AdminPassword, Roles.All);
        }
        else if (!portal.Value.Demo && !options.Value.AllowRegistration)
        {
            LogNoWayIn(log);
        }
    }

    private async Task AddAsync(PortalUser user, string? password, IEnumerable<string> granted)
    {
        user.CreatedUtc = time.GetUtcNow().UtcDateTime;
        Check(password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password), $"The account {user.UserName}");
        Check(await users.AddToRolesAsync(user, granted), $"The account {user.UserName}");
    }

    private static void Check(IdentityResult result, string what)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"{what} could not be made: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no administrator and registration is closed: set Accounts:AdminEmail and Accounts:AdminPassword")]
    private static partial void LogNoWayIn(ILogger log);
}
