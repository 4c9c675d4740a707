using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Experiments;

/// <summary>Changes of experiments, for their pages.</summary>
public sealed class ExperimentDeeds(AuthenticationStateProvider authentication, ToastService toasts, IStringLocalizer<ExperimentText> text, ILogger<ExperimentDeeds> log)
    : AdminDeeds<ExperimentText>(authentication, toasts, text, log)
{
    /// <summary>Does it.</summary>
    /// <param name="deed">What.</param>
    /// <param name="handled">What the page itself deals with, so that nothing is said of it here.</param>
    /// <returns>What became of it; null when it failed.</returns>
    public Task<ExperimentChange?> TryAsync(Func<Actor, Task<ExperimentChange>> deed, params ExperimentOutcome[] handled) =>
        TryAsync(deed, change => change.Ok || handled.Contains(change.Outcome) ? null : "Outcome" + change.Outcome);
}
