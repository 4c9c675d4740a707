using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Diagnostics;
using Portal.Domain.OffPolicy;
using Portal.Domain.Ranking;
using Portal.Shared;

namespace Portal.Weights;

/// <summary>Asks the log what a draft would have brought, and shows the answer or why there is none.</summary>
public sealed partial class EstimatePanel : IAsyncDisposable
{
    private readonly CancellationSeries _runs = new();
    private WorkProgress? _progress;
    private DraftEstimate? _result;
    private bool _failed;

    /// <summary>The draft. An answer that is shown stays when it changes, and is marked.</summary>
    [Parameter, EditorRequired]
    public required RankingWeights Weights { get; set; }

    [Inject]
    public required Estimates Estimates { get; init; }

    [Inject]
    public required IStringLocalizer<EstimateText> Text { get; init; }

    [Inject]
    public required ILogger<EstimatePanel> Log { get; init; }

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    // What stands in the way of both rates is told once.
    private static OffPolicyRefusal? Common(OffPolicyEstimate estimate) =>
        estimate.Clicks.Refusal is { Obstacle: not OffPolicyObstacle.Events } refusal ? refusal : null;

    private static string Direction(RateInterval change) => change.Low > 0 ? "Up" : change.High < 0 ? "Down" : "Open";

    private static string Percent(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    private string Range(RateInterval interval) => Text["Interval", EstimateFormat.Rate(interval.Low), EstimateFormat.Rate(interval.High)];

    private string Words(OffPolicyRefusal refusal) => Text[$"Refusal.{refusal.Obstacle}", refusal.Value, refusal.Needed];

    private async Task RunAsync()
    {
        var token = await _runs.StartAsync();
        (_progress, _failed) = (new WorkProgress(0, 1), false);
        try
        {
            var draft = Weights;
            Relay relay = new(told => _ = InvokeAsync(() => Show(told, token)));
            var result = await Task.Run(() => Estimates.RunAsync(draft, relay, token), token);
            _result = result;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // What was shown before stays.
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogFailed(Log, e);
            _failed = true;
        }
        finally
        {
            _progress = null;
        }
    }

    private void Show(WorkProgress told, CancellationToken token)
    {
        if (_progress is { } shown && !token.IsCancellationRequested && (shown.Done != told.Done || shown.Message != told.Message))
        {
            _progress = told;
            StateHasChanged();
        }
    }

    private Task CancelAsync() => _runs.StopAsync();

    [LoggerMessage(Level = LogLevel.Error, Message = "A draft of the weights could not be estimated")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed class Relay(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
