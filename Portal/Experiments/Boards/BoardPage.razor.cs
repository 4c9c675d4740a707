using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Domain.Experiments.Analysis;
using Portal.People;
using Portal.Shared;

namespace Portal.Experiments.Boards;

/// <summary>What an experiment found. What of it is looked at stands in the address; while the page is open, it follows new counts.</summary>
public sealed partial class BoardPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private IDisposable? _subscription;
    private Board? _board;
    private string? _shown;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private bool _loaded, _failed;

    /// <summary>Key of the experiment.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>The variant that is compared with the control.</summary>
    [SupplyParameterFromQuery]
    public int? Variant { get; set; }

    /// <summary>The metric of the charts and segments.</summary>
    [SupplyParameterFromQuery]
    public string? Metric { get; set; }

    /// <summary>Which chart.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    /// <summary>Whether effects are shown without CUPED.</summary>
    [SupplyParameterFromQuery]
    public bool Plain { get; set; }

    /// <summary>Whether what should not be read is shown all the same.</summary>
    [SupplyParameterFromQuery]
    public bool Anyway { get; set; }

    [Inject]
    public required BoardReader Boards { get; init; }

    [Inject]
    public required IExperimentResults Results { get; init; }

    [Inject]
    public required BrowserTime Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required IStringLocalizer<BoardText> Text { get; init; }

    [Inject]
    public required ILogger<BoardPage> Log { get; init; }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _loads.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Results.Subscribe(Follow);
        }
    }

    // Not while the page is only prerendered: it would be read twice.
    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && Key != _shown)
        {
            (_shown, _board, _loaded) = (Key, null, false);
            await LoadAsync();
        }
    }

    private void Follow(int experimentId)
    {
        if (_board?.Experiment.Id == experimentId)
        {
            _ = InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            });
        }
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        try
        {
            var (board, zone) = (await Boards.FindAsync(Key, token), await Browser.ZoneAsync(token));
            if (!token.IsCancellationRequested)
            {
                (_board, _zone, _loaded, _failed) = (board, zone, true, false);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone, or a newer load has taken over.
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(Log, Key, e);
            _failed = true;
        }
    }

    // What the address asks for where there is such a thing, else the variant of the decision and the metric that decides.
    private BoardChoice Choice(Board board)
    {
        if (board.Report is not { } report)
        {
            return new BoardChoice(1, "", BoardChoice.Cumulative, false, Anyway);
        }

        var arms = Enumerable.Range(0, report.Plan.Arms.Count).Where(arm => arm != report.Plan.Control).ToList();
        var variant = Variant is { } asked && arms.Contains(asked) ? asked : report.Decision.Arm is { } decided && arms.Contains(decided) ? decided : arms[0];
        var metric = report.Metrics.FirstOrDefault(one => one.Metric.Key == Metric) ?? report.Metrics.FirstOrDefault(one => one.Metric.Role == MetricRole.Primary) ?? report.Metrics[0];
        return new BoardChoice(variant, metric.Metric.Key, View is { } view && BoardChoice.Views.Contains(view) ? view : BoardChoice.Cumulative, Plain, Anyway);
    }

    private DateTime Local(DateTime utc) => BrowserTime.Local(utc, _zone);

    private void Go(string name, object? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = value }), replace: true);

    // What was made of it may be another experiment, or nothing.
    private async Task OnDoneAsync(ExperimentView? now)
    {
        if (now is null || now.Key != Key)
        {
            Navigation.NavigateTo(now is null ? "/admin/experiments" : $"/admin/experiments/{now.Key}/edit");
            return;
        }

        await LoadAsync();
    }

    private async Task PrintAsync() => await Script.InvokeVoidAsync("print");

    [LoggerMessage(Level = LogLevel.Error, Message = "The dashboard of experiment '{Key}' could not be read")]
    private static partial void LogFailed(ILogger logger, string key, Exception error);
}
