using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>One statement of the page. It does what its buttons say, and tells the page that the list has changed.</summary>
public sealed partial class StatementCard
{
    [Parameter, EditorRequired]
    public StatementView Statement { get; set; } = default!;

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Whether the card is an editor now; bind it.</summary>
    [Parameter]
    public bool Editing { get; set; }

    [Parameter]
    public EventCallback<bool> EditingChanged { get; set; }

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required StatementService Statements { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required ILogger<StatementCard> Log { get; init; }

    private bool Counts => Statement is { State: StatementState.Active, Expired: false };

    private string AgeOf(DateTime utc) => Age.Words(Text, utc, Time.GetUtcNow(), Zone);

    private Task OnEditedAsync()
    {
        Toasts.Show(Text["DoneEdited"]);
        return CloseAsync();
    }

    // Also when nothing was saved here: it may have been changed elsewhere meanwhile.
    private async Task CloseAsync()
    {
        await EditingChanged.InvokeAsync(false);
        await OnChanged.InvokeAsync();
    }

    private Task SetPausedAsync(bool paused) =>
        DoAsync(userId => Statements.SetPausedAsync(userId, Statement.Id, paused, CancellationToken.None), _ => Toasts.Show(Text[paused ? "DonePaused" : "DoneResumed"]));

    private Task SetExpiryAsync(DateTime? expiresUtc) =>
        DoAsync(
            userId => Statements.SetExpiryAsync(userId, Statement.Id, expiresUtc, CancellationToken.None),
            _ => Toasts.Show(expiresUtc is { } moment ? Text["DoneExpiry", Expiry.Moment(moment, Time.GetUtcNow(), Zone)] : Text["DoneExpiryAlways"]));

    private Task DeleteAsync() =>
        DoAsync(
            userId => Statements.DeleteAsync(userId, Statement.Id, CancellationToken.None),
            result => Toasts.Show(Text["DoneDeleted"], Text["Undo"], () => RestoreAsync(result.ChangeId)));

    // The card may be gone by then; the page is told all the same.
    private Task RestoreAsync(long changeId) =>
        DoAsync(userId => Statements.RestoreAsync(userId, changeId, CancellationToken.None), _ => Toasts.Show(Text["DoneRestored"]));

    private async Task DoAsync(Func<string, Task<StatementResult>> change, Action<StatementResult> tell)
    {
        try
        {
            var user = await User.GetAsync();
            var result = await change(user.Id);
            if (result.Ok)
            {
                tell(result);
            }
            else
            {
                Toasts.Show(Text[result.Problem == StatementProblem.NotFound ? "ProblemGone" : $"Problem{result.Problem}"]);
            }
        }
        catch (Exception e)
        {
            LogFailed(Log, Statement.Id, e);
            Toasts.Show(Text["ChangeFailed"]);
        }

        await OnChanged.InvokeAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Statement {Id} could not be changed")]
    private static partial void LogFailed(ILogger logger, Guid id, Exception error);
}
