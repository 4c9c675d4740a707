using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>One statement of the page in its own words. It does what its buttons say, and tells the page that the list has changed.</summary>
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
    public required Deeds Deeds { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    private bool Counts => Statement is { State: StatementState.Active, Expired: false };

    private string AgeOf(DateTime utc) => Age.Words(Text, utc, Time.GetUtcNow(), Zone);

    private Task OnEditedAsync(StatementResult result)
    {
        Toasts.Show(Text["DoneEdited"], Text["Undo"], () => Deeds.RestoreAsync(result.ChangeId, ToldAsync));
        return CloseAsync();
    }

    // Also when nothing was saved here: it may have been changed elsewhere meanwhile.
    private async Task CloseAsync()
    {
        await EditingChanged.InvokeAsync(false);
        await OnChanged.InvokeAsync();
    }

    private Task SetPausedAsync(bool paused) =>
        Deeds.DoAsync(userId => Statements.SetPausedAsync(userId, Statement.Id, paused, CancellationToken.None), Text[paused ? "DonePaused" : "DoneResumed"], ToldAsync);

    private Task SetExpiryAsync(DateTime? expiresUtc) =>
        Deeds.DoAsync(userId => Statements.SetExpiryAsync(userId, Statement.Id, expiresUtc, CancellationToken.None), Expiry.Done(Text, expiresUtc, Time.GetUtcNow(), Zone), ToldAsync);

    private Task DeleteAsync() =>
        Deeds.DoAsync(userId => Statements.DeleteAsync(userId, Statement.Id, CancellationToken.None), Text["DoneDeleted"], ToldAsync);

    private Task AnswerAsync(Question question, Subject answer) =>
        Deeds.DoAsync(userId => Statements.AnswerAsync(userId, Statement.Id, question, answer, CancellationToken.None), Text["DoneAnswered"], ToldAsync);

    // The card may be gone by then; the page is told all the same.
    private Task ToldAsync() => OnChanged.InvokeAsync();
}
