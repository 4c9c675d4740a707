using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Diagnostics;
using Portal.Shared;

namespace Portal.Users;

/// <summary>One account: its roles, its lock, what is held about the person, and how that is handed out and deleted.</summary>
public sealed partial class UserPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new(), _deletions = new();
    private UserEntry? _user;
    private UserHoldings? _holdings;
    private WorkProgress? _run;
    private string? _asked;
    private string _typed = "";
    private bool _gone, _failed;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    public required UserDirectory Directory { get; init; }

    [Inject]
    public required UserAccess Access { get; init; }

    [Inject]
    public required UserErasure Erasure { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<UsersText> Text { get; init; }

    [Inject]
    public required ILogger<UserPage> Log { get; init; }

    private IEnumerable<(string Key, int Count)> Counts =>
    [
        ("Statements", _holdings!.Statements), ("Changes", _holdings.Changes), ("ActionsCount", _holdings.Actions), ("Requests", _holdings.Requests),
        ("Places", _holdings.Places), ("Reviews", _holdings.Reviews), ("Others", _holdings.Others),
    ];

    /// <summary>The address of an account.</summary>
    public static string UrlOf(string id) => $"/admin/users/{Uri.EscapeDataString(id)}";

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await _deletions.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != Id)
        {
            _asked = Id;
            await LoadAsync();
        }
    }

    private bool Has(string role) => _user!.Roles.Contains(role);

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        _failed = false;
        try
        {
            var user = await Directory.FindAsync(Id, token);
            var holdings = user is null ? null : await Directory.HoldingsAsync(Id, token);
            if (!token.IsCancellationRequested)
            {
                (_user, _holdings, _gone) = (user, holdings, user is null);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone.
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception error) when (!token.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(Log, error);
            _failed = true;
        }
    }

    private async Task SetRoleAsync(string role, bool on)
    {
        var result = await Access.SetRoleAsync(await ActorAsync(), Id, role, on, CancellationToken.None);
        Toasts.Show(result == AccessChange.Done ? Text[on ? "RoleGiven" : "RoleTaken", _user!.DisplayName, Text[$"Role{role}"]] : Text[$"Refused{result}"]);
        await LoadAsync();
    }

    private async Task SetLockedAsync()
    {
        var locked = !_user!.Locked;
        if (locked && !await Confirm.AskAsync(new ConfirmQuestion(Text["LockAsk", _user.DisplayName], Text["LockText"], Text["Lock"], Danger: true)))
        {
            return;
        }

        var result = await Access.SetLockedAsync(await ActorAsync(), Id, locked, CancellationToken.None);
        Toasts.Show(result == AccessChange.Done ? Text[locked ? "IsLocked" : "IsUnlocked", _user.DisplayName] : Text[$"Refused{result}"]);
        await LoadAsync();
    }

    private async Task DeleteAsync()
    {
        var token = await _deletions.StartAsync();
        var name = _user!.DisplayName;
        _run = new WorkProgress(0, _holdings!.Total);
        try
        {
            var erased = await Erasure.RunAsync(await ActorAsync(), Id, new Progress<WorkProgress>(Show), token);
            if (erased.Result == AccessChange.Done)
            {
                Toasts.Show(Text["IsDeleted", name, erased.Rows]);
                Navigation.NavigateTo("/admin/users");
                return;
            }

            Toasts.Show(Text[$"Refused{erased.Result}"]);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone; what is left of the person is deleted when it is asked for again.
        }
        finally
        {
            _run = null;
        }

        await LoadAsync();
    }

    private void Show(WorkProgress progress)
    {
        if (_run is not null)
        {
            _run = progress;
            StateHasChanged();
        }
    }

    private async Task<Actor> ActorAsync() => Actor.Admin((await Authentication.GetAuthenticationStateAsync()).User);

    [LoggerMessage(Level = LogLevel.Error, Message = "An account could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
