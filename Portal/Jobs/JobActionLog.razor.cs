using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Jobs;

/// <summary>What people did with the jobs, as the audit log has it.</summary>
public sealed partial class JobActionLog : IAsyncDisposable
{
    private const int Size = 25;

    private readonly CancellationSeries _loads = new();
    private JobActionPage? _page;
    private int? _asked;
    private bool _failed;

    [Inject]
    internal JobRunReader Reader { get; init; } = null!;

    [Inject]
    internal JobWords Words { get; init; } = null!;

    [Inject]
    public required IStringLocalizer<JobText> Text { get; init; }

    [Inject]
    public required ILogger<JobActionLog> Logger { get; init; }

    [Parameter]
    public int Page { get; set; } = 1;

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != Page)
        {
            _asked = Page;
            await LoadAsync();
        }
    }

    private string ActionName(string action) => action switch
    {
        JobActions.Started => Text["ActionStarted"],
        JobActions.Retried => Text["ActionRetried"],
        JobActions.Cancelled => Text["ActionCancelled"],
        JobActions.Paused => Text["ActionPaused"],
        JobActions.Resumed => Text["ActionResumed"],
        _ => action,
    };

    private async Task LoadAsync()
    {
        _failed = false;
        var token = await _loads.StartAsync();
        try
        {
            _page = await Reader.ActionsAsync(Page, Size, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
        catch (Exception e) when (!token.IsCancellationRequested)
        {
            LogFailed(Logger, e);
            _failed = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The actions on jobs could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
