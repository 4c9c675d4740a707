using Microsoft.AspNetCore.Components.Authorization;

namespace Portal.Accounts;

/// <summary>The person a component works for. Ask at each use: the circuit's sign-in can end at any time.</summary>
public sealed class CurrentUser(AuthenticationStateProvider authentication)
{
    /// <summary>Null when nobody is signed in.</summary>
    public async Task<SignedInUser?> FindAsync() =>
        SignedInUser.From((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>For pages with [Authorize].</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in (any more).</exception>
    public async Task<SignedInUser> GetAsync() =>
        await FindAsync() ?? throw new InvalidOperationException("Nobody is signed in. Sign in again and repeat the step.");
}
