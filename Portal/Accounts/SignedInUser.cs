using System.Collections.Immutable;
using System.Security.Claims;

namespace Portal.Accounts;

/// <summary>Who is signed in, as the cookie says.</summary>
public sealed record SignedInUser(string Id, string DisplayName, bool Simulated, ImmutableArray<string> Roles)
{
    public bool IsAnalyst => Roles.Contains(Accounts.Roles.Analyst) || IsAdmin;

    public bool IsAdmin => Roles.Contains(Accounts.Roles.Admin);

    /// <summary>For endpoints, which have the principal at hand; null when nobody is signed in.</summary>
    public static SignedInUser? From(ClaimsPrincipal principal)
    {
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        return principal.Identity?.IsAuthenticated != true || id is null
            ? null
            : new SignedInUser(
                id,
                principal.FindFirstValue(PortalClaims.DisplayName) ?? principal.Identity.Name ?? id,
                principal.HasClaim(PortalClaims.Simulated, bool.TrueString),
                [.. principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value)]);
    }
}
