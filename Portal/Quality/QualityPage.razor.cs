using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.People;
using Portal.Shared;

namespace Portal.Quality;

/// <summary>Whether the portal keeps its word: rules on served lists, and what each control does.</summary>
public sealed partial class QualityPage : IAsyncDisposable
{
    private const int Days = 30;

    private readonly CancellationSeries _loads = new();
    private IReadOnlyList<AuditedList>? _audit;
    private StoredReport? _report;
    private bool _asked, _failed;

    [Inject]
    public required RuleAudit Audit { get; init; }

    [Inject]
    public required ControlEvaluator Controls { get; init; }

    [Inject]
    public required IStringLocalizer<QualityText> Text { get; init; }

    [Inject]
    public required ILogger<QualityPage> Log { get; init; }

    private long Violations => _audit?.Sum(row => row.Violations) ?? 0;

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !_asked)
        {
            _asked = true;
            await LoadAsync();
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("0.000", CultureInfo.CurrentCulture);

    private static string Percent(double value) => double.IsNaN(value) ? "–" : value.ToString("P0", CultureInfo.CurrentCulture);

    private static string Short(string fingerprint) => fingerprint.Length > 12 ? fingerprint[..12] : fingerprint;

    private async Task LoadAsync()
    {
        _failed = false;
        var token = await _loads.StartAsync();
        try
        {
            var report = await Controls.LastAsync(token);
            var audit = await Audit.ReadAsync(Days, token);
            (_report, _audit) = (report, audit);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            _failed = true;
        }
    }

    // What has no text of its own is called by its key.
    private string Name(string prefix, string key) =>
        key.Length > 0 && Text[prefix + char.ToUpperInvariant(key[0]) + key[1..].Replace("-", "", StringComparison.Ordinal)] is { ResourceNotFound: false } found ? found.Value : key;

    [LoggerMessage(Level = LogLevel.Error, Message = "The quality of lists could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
