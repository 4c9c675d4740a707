using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Data.Entities;

namespace Portal.Accounts;

internal static class PortalClaims
{
    public const string DisplayName = "portal:name";

    public const string Simulated = "portal:simulated";
}

/// <summary>Adds what every page shows of a person, so that no page asks the database for it.</summary>
internal sealed class PortalClaimsFactory(
    UserManager<PortalUser> users,
    RoleManager<IdentityRole> roles,
    IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<PortalUser, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(PortalClaims.DisplayName, user.DisplayName));
        if (user.Simulated)
        {
            identity.AddClaim(new Claim(PortalClaims.Simulated, bool.TrueString));
        }

        return identity;
    }
}
