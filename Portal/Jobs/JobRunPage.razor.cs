using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Jobs;

/// <summary>One run: how it went or goes, its log, what failed and where, and what belongs to it.</summary>
public sealed partial class JobRunPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private IDisposable? _subscription;
    private JobRunDetail? _detail;
    private LiveRun? _live;
    private Guid? _asked;
    private int _ended;
    private bool _loaded, _error;

    [Parameter]
    public Guid Run { get; set; }

    [Inject]
    internal JobService Jobs { get; init; } = null!;

    [Inject]
    internal JobRunReader Reader { get; init; } = null!;

    [Inject]
    internal JobWords Words { get; init; } = null!;

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
    public required ILogger<JobRunPage> Logger { get; init; }

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _loads.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != Run)
        {
            (_asked, _loaded, _detail) = (Run, false, null);
            _subscription ??= Board.Subscribe(() => _ = InvokeAsync(FollowAsync));
            await LoadAsync();
        }
    }

    private async Task FollowAsync()
    {
        var live = Live();
        if (_ended != Board.Ended || (live is null) != (_live is null))
        {
            await LoadAsync();
        }
        else
        {
            _live = live;
        }

        StateHasChanged();
    }

    private LiveRun? Live() => Board.Current.FirstOrDefault(run => run.Id == Run);

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        (_ended, _error) = (Board.Ended, false);
        try
        {
            var detail = await Reader.FindAsync(Run, token);
            (_detail, _live, _loaded) = (detail, Live(), true);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
        catch (Exception e) when (!token.IsCancellationRequested)
        {
            LogLoadFailed(Logger, e);
            _error = true;
        }
    }

    private Task RetryAsync() => DoAsync(user => Jobs.RetryAsync(Run, user, CancellationToken.None), "Retried", "RetryGone");

    private async Task CancelAsync()
    {
        var name = Words.Name(_detail!.Run.Job);
        if (await Confirm.AskAsync(new ConfirmQuestion(Text["CancelTitle", name], Text["CancelText"], Text["CancelAgree"], Danger: true)))
        {
            await DoAsync(user => Jobs.CancelAsync(_detail.Run.Job, user, CancellationToken.None), "Cancelling", "NotRunning");
        }
    }

    private async Task DoAsync(Func<ClaimsPrincipal, Task<JobCommandResult>> command, string done, string notDone)
    {
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        var result = await command(user);
        Toasts.Show(Text[result == JobCommandResult.Done ? done : notDone, Words.Name(_detail!.Run.Job)]);
        await LoadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A run could not be read")]
    private static partial void LogLoadFailed(ILogger logger, Exception error);
}
