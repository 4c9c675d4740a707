using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Weights;

/// <summary>Does for the administrator at a page what they pressed, and says why where it was not done. One per circuit.</summary>
public sealed partial class WeightDeeds(AuthenticationStateProvider authentication, ToastService toasts, IStringLocalizer<WeightText> text, ILogger<WeightDeeds> log)
{
    /// <summary>Does it.</summary>
    /// <param name="deed">What.</param>
    /// <param name="handled">What the page itself deals with, so that nothing is said of it here.</param>
    /// <returns>What became of it; null when it failed.</returns>
    public async Task<WeightResult?> TryAsync(Func<Actor, Task<WeightResult>> deed, params WeightOutcome[] handled)
    {
        try
        {
            var result = await deed(Actor.Admin((await authentication.GetAuthenticationStateAsync()).User));
            if (!result.Ok && !handled.Contains(result.Outcome))
            {
                toasts.Show(text["Outcome" + result.Outcome]);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the weights failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
