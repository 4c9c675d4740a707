using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Shared;

namespace Portal.Diagnostics;

/// <summary>What follows from one cause, step by step, as it goes on: shown wherever the cause is.</summary>
public sealed partial class ChainPanel : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private IDisposable? _subscription;
    private ChainProgress? _progress;
    private Guid? _asked;

    [Inject]
    public required IJobChains Chains { get; init; }

    [Inject]
    public required IStringLocalizer<DiagnosticsText> Text { get; init; }

    [Inject]
    public required ILogger<ChainPanel> Logger { get; init; }

    /// <summary>Which chain; nothing is shown where there is none.</summary>
    [Parameter, EditorRequired]
    public Guid Chain { get; set; }

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    private int Finished => _progress?.Steps.Count(step => step.State == JobRunState.Succeeded) ?? 0;

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _loads.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != Chain)
        {
            _asked = Chain;
            _subscription ??= Chains.Subscribe(() => _ = InvokeAsync(FollowAsync));
            await LoadAsync();
        }
    }

    private static string Mark(JobRunState? state) => state switch
    {
        JobRunState.Succeeded => "done",
        JobRunState.Failed or JobRunState.Cancelled => "failed",
        null or JobRunState.Interrupted => "waits",
        _ => "runs",
    };

    private static string IconOf(JobRunState? state) => Mark(state) switch { "done" => "check", "failed" => "warning", "waits" => "clock", _ => "play" };

    private string Words(ChainStep step) => step switch
    {
        { State: null or JobRunState.Interrupted } => Text["StepWaits"],
        { State: JobRunState.Succeeded } => Text["StepDone"],
        { State: JobRunState.Failed } => Text["StepFailed"],
        { State: JobRunState.Cancelled } => Text["StepCancelled"],
        { Progress.Total: > 0, Remaining: { } left } => Text["StepRunsLeft", (double)step.Progress.Done / step.Progress.Total, left.ToString(@"m\:ss", CultureInfo.InvariantCulture)],
        { Progress.Total: > 0 } => Text["StepRuns", (double)step.Progress.Done / step.Progress.Total],
        _ => Text["StepRunsOnly"],
    };

    // What is done changes no more.
    private async Task FollowAsync()
    {
        if (_progress is not { Done: true })
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        try
        {
            _progress = await Chains.FindAsync(Chain, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the panel is gone.
        }
        catch (Exception e) when (!token.IsCancellationRequested)
        {
            LogFailed(Logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The progress of a chain of jobs could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
