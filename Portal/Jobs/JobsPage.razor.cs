using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Shared;

namespace Portal.Jobs;

/// <summary>What runs, what ran, and when it runs next. Follows the board: no polling.</summary>
public sealed partial class JobsPage : IAsyncDisposable
{
    private const int TrendRuns = 20;
    private const string HistoryView = "history", ActionsView = "actions";

    private static readonly (string Key, string Name)[] Views = [("", "TabJobs"), (HistoryView, "TabHistory"), (ActionsView, "TabActions")];

    private readonly CancellationSeries _loads = new();
    private IDisposable? _subscription;
    private IReadOnlyList<JobView>? _jobs;
    private HashSet<Guid> _live = [];
    private int _ended;
    private bool _error;

    [SupplyParameterFromQuery]
    private string? View { get; set; }

    [SupplyParameterFromQuery]
    private string? Job { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [Inject]
    internal JobService Jobs { get; init; } = null!;

    [Inject]
    public required JobBoard Board { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required IStringLocalizer<JobText> Text { get; init; }

    [Inject]
    public required ILogger<JobsPage> Logger { get; init; }

    private string Shown => View is HistoryView or ActionsView ? View : "";

    private JobRunState? ChosenState => Enum.TryParse<JobRunState>(State, out var state) && Enum.IsDefined(state) ? state : null;

    private int Failed => _jobs!.Count(job => job is { Live: null, Last.State: JobRunState.Failed });

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _loads.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || Shown.Length > 0 || _subscription is not null)
        {
            return;
        }

        _subscription = Board.Subscribe(() => _ = InvokeAsync(FollowAsync));
        await LoadAsync();
    }

    // Progress comes from the board alone; a run that began or ended is read from the record, and so is who waits for it.
    private async Task FollowAsync()
    {
        var live = Board.Current;
        if (_jobs is null || _ended != Board.Ended || !_live.SetEquals(live.Select(run => run.Id)) || _jobs.Any(job => job.Waiting) || live.Count == 0)
        {
            await LoadAsync();
        }
        else
        {
            _jobs = [.. _jobs.Select(job => live.FirstOrDefault(run => run.Job == job.Definition.Key) is { } run
                ? job with { Live = run with { Cancelling = job.Live?.Id == run.Id && job.Live.Cancelling } }
                : job)];
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        _ended = Board.Ended;
        try
        {
            var jobs = await Jobs.ListAsync(TrendRuns, token);
            if (!token.IsCancellationRequested)
            {
                (_jobs, _error) = (jobs, false);
                _live = [.. jobs.Select(job => job.Live).OfType<LiveRun>().Where(run => run.Elsewhere is null).Select(run => run.Id)];
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

    private Task RunAsync(JobView job) => DoAsync(job, user => Jobs.RunNowAsync(job.Definition.Key, user, CancellationToken.None), "Started", "AlreadyRunning");

    private Task RetryAsync(JobView job, JobRunView run) => DoAsync(job, user => Jobs.RetryAsync(run.Id, user, CancellationToken.None), "Retried", "AlreadyRunning");

    private Task PauseAsync(JobView job) => DoAsync(job, user => Jobs.PauseAsync(job.Definition.Key, user, CancellationToken.None), "PausedToast", "NothingToDo");

    private Task ResumeAsync(JobView job) => DoAsync(job, user => Jobs.ResumeAsync(job.Definition.Key, user, CancellationToken.None), "ResumedToast", "NothingToDo");

    private async Task CancelAsync(JobView job)
    {
        var name = Text[job.Definition.NameKey].Value;
        if (await Confirm.AskAsync(new ConfirmQuestion(Text["CancelTitle", name], Text["CancelText"], Text["CancelAgree"], Danger: true)))
        {
            await DoAsync(job, user => Jobs.CancelAsync(job.Definition.Key, user, CancellationToken.None), "Cancelling", "NotRunning");
        }
    }

    private async Task DoAsync(JobView job, Func<ClaimsPrincipal, Task<JobCommandResult>> command, string done, string notDone)
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        var result = await command(user);
        Toasts.Show(Text[result == JobCommandResult.Done ? done : notDone, Text[job.Definition.NameKey]]);
        await LoadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The jobs could not be listed")]
    private static partial void LogLoadFailed(ILogger logger, Exception error);
}
