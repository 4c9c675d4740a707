using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Jobs;

/// <summary>What runs, what ran, and when it runs next. Follows the board: no polling.</summary>
public sealed partial class JobsPage : IAsyncDisposable
{
    private const int ShownRuns = 5;

    private readonly CancellationSeries _loads = new();
    private IDisposable? _subscription;
    private IReadOnlyList<JobView>? _jobs;
    private HashSet<string> _live = [];
    private int _ended;
    private bool _error;

    [Inject]
    internal JobService Jobs { get; init; } = null!;

    [Inject]
    public required JobBoard Board { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<JobText> Text { get; init; }

    [Inject]
    public required ILogger<JobsPage> Logger { get; init; }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _loads.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _subscription = Board.Subscribe(() => _ = InvokeAsync(FollowAsync));
        await LoadAsync();
    }

    // Progress comes from the board alone; a run that began or ended is read from the record.
    private async Task FollowAsync()
    {
        var live = Board.Current;
        if (_jobs is null || _ended != Board.Ended || !_live.SetEquals(live.Select(run => run.Job)))
        {
            await LoadAsync();
        }
        else
        {
            _jobs = [.. _jobs.Select(job => job with { Live = live.FirstOrDefault(run => run.Job == job.Definition.Key) })];
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        _ended = Board.Ended;
        try
        {
            var jobs = await Jobs.ListAsync(ShownRuns, token);
            if (!token.IsCancellationRequested)
            {
                (_jobs, _error) = (jobs, false);
                _live = [.. jobs.Where(job => job.Live is not null).Select(job => job.Definition.Key)];
            }
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception error) when (!token.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogLoadFailed(Logger, error);
            _error = true;
        }
        catch (OperationCanceledException)
        {
            // A newer load has taken over.
        }
    }

    private async Task RunAsync(JobView job)
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        var result = await Jobs.RunNowAsync(job.Definition.Key, user, CancellationToken.None);
        Toasts.Show(Text[result == JobCommandResult.Done ? "Started" : "AlreadyRunning", Text[job.Definition.NameKey]]);
    }

    private async Task CancelAsync(JobView job)
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        var result = await Jobs.CancelAsync(job.Definition.Key, user, CancellationToken.None);
        Toasts.Show(Text[result == JobCommandResult.Done ? "Cancelling" : "NotRunning", Text[job.Definition.NameKey]]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The jobs could not be listed")]
    private static partial void LogLoadFailed(ILogger logger, Exception error);
}
