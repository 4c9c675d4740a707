using Microsoft.AspNetCore.Identity;
using Portal.Data.Entities;

namespace Portal.Accounts;

internal static class UserQueries
{
    /// <summary>Whether a real person administers the portal: the demo's administrator does not count.</summary>
    public static async Task<bool> AnyAdministratorAsync(this UserManager<PortalUser> users) =>
        (await users.GetUsersInRoleAsync(Roles.Admin)).Any(user => !user.Simulated);
}
