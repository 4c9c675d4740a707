using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Experiments;

/// <summary>Does for the administrator at a page what they pressed, and says why where it was not done. One per circuit.</summary>
public sealed partial class ExperimentDeeds(AuthenticationStateProvider authentication, ToastService toasts, IStringLocalizer<ExperimentText> text, ILogger<ExperimentDeeds> log)
{
    /// <summary>Whether the person at the page may change experiments.</summary>
    public async Task<bool> MayAsync() => (await authentication.GetAuthenticationStateAsync()).User.IsInRole(Roles.Admin);

    /// <summary>Does it.</summary>
    /// <param name="deed">What.</param>
    /// <param name="handled">What the page itself deals with, so that nothing is said of it here.</param>
    /// <returns>What became of it; null when it failed.</returns>
    public async Task<ExperimentChange?> TryAsync(Func<Actor, Task<ExperimentChange>> deed, params ExperimentOutcome[] handled)
    {
        try
        {
            var change = await deed(Actor.Admin((await authentication.GetAuthenticationStateAsync()).User));
            if (!change.Ok && !handled.Contains(change.Outcome))
            {
                toasts.Show(text["Outcome" + change.Outcome]);
            }

            return change;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of an experiment failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
