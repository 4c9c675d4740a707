namespace Portal.Diagnostics;

public enum AlertLevel
{
    /// <summary>Something gets worse if nobody looks.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Danger,
}

/// <summary>Something an administrator has to know.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Title">What, in the reader's language.</param>
/// <param name="Text">What it means and what to do.</param>
/// <param name="Href">The page where it can be done.</param>
public sealed record Alert(AlertLevel Level, string Title, string Text, string Href);

/// <summary>
/// Looks for one sort of trouble. To add a rule, write a class and its line <c>AddAlertRule</c> in the registration of the feature that
/// knows about it; its alerts then stand on the administration's home page.
/// </summary>
public interface IAlertRule
{
    /// <summary>What is wrong now, in the language of the caller; empty when nothing is.</summary>
    Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct);
}

/// <summary>What all rules found.</summary>
/// <param name="Alerts">The worst first.</param>
/// <param name="Failed">Rules that could not be asked: of their sort of trouble nothing is known.</param>
public sealed record AlertReport(IReadOnlyList<Alert> Alerts, IReadOnlyList<string> Failed);

/// <summary>Asks all rules. One that fails keeps none of the others from being heard.</summary>
public sealed partial class AlertService(IEnumerable<IAlertRule> rules, ILogger<AlertService> logger)
{
    public async Task<AlertReport> CheckAsync(CancellationToken ct)
    {
        List<Alert> alerts = [];
        List<string> failed = [];
        foreach (var rule in rules)
        {
            try
            {
                alerts.AddRange(await rule.CheckAsync(ct));
            }
#pragma warning disable CA1031 // Whatever went wrong is itself something to know.
            catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
            {
                var name = rule.GetType().Name;
                LogFailed(logger, e, name);
                failed.Add(name);
            }
        }

        return new AlertReport([.. alerts.OrderByDescending(alert => alert.Level)], failed);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The alert rule {Rule} could not be asked")]
    private static partial void LogFailed(ILogger logger, Exception error, string rule);
}
