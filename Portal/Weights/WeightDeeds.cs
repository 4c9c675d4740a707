using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Weights;

/// <summary>Changes of the weights, for their pages.</summary>
public sealed class WeightDeeds(AuthenticationStateProvider authentication, ToastService toasts, IStringLocalizer<WeightText> text, ILogger<WeightDeeds> log)
    : AdminDeeds<WeightText>(authentication, toasts, text, log)
{
    /// <summary>Does it.</summary>
    /// <param name="deed">What.</param>
    /// <param name="handled">What the page itself deals with, so that nothing is said of it here.</param>
    /// <returns>What became of it; null when it failed.</returns>
    public Task<WeightResult?> TryAsync(Func<Actor, Task<WeightResult>> deed, params WeightOutcome[] handled) =>
        TryAsync(deed, result => result.Ok || handled.Contains(result.Outcome) ? null : "Outcome" + result.Outcome);
}
