using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Accounts;

/// <summary>Does for the administrator at a page what they pressed, and says why where it was not done. One per circuit.</summary>
/// <typeparam name="TText">The texts: <c>Failed</c>, and those of the refusals.</typeparam>
public abstract partial class AdminDeeds<TText>(AuthenticationStateProvider authentication, ToastService toasts, IStringLocalizer<TText> text, ILogger log)
{
    /// <summary>Whether the person at the page is an administrator.</summary>
    public async Task<bool> MayAsync() => (await authentication.GetAuthenticationStateAsync()).User.IsInRole(Roles.Admin);

    /// <summary>Does it.</summary>
    /// <param name="deed">What.</param>
    /// <param name="refusal">The key of the text that tells why it was not done; null where nothing is to be said.</param>
    /// <returns>What became of it; null when it failed.</returns>
    protected async Task<T?> TryAsync<T>(Func<Actor, Task<T>> deed, Func<T, string?> refusal)
        where T : class
    {
        try
        {
            var result = await deed(Actor.Admin((await authentication.GetAuthenticationStateAsync()).User));
            if (refusal(result) is { } why)
            {
                toasts.Show(text[why]);
            }

            return result;
        }
#pragma warning disable CA1031 // Whatever went wrong is said, and nothing on the page is lost.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(log, e);
            toasts.Show(text["Failed"]);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A change on an administrator's page failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
