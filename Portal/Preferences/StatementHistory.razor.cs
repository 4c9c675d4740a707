using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>The history of changes, read when it is opened and after every change of the page.</summary>
public sealed partial class StatementHistory : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private IReadOnlyList<StatementChangeView>? _changes;
    private Exception? _error;
    private int _shown;
    private bool _open;

    /// <summary>Counted up by the page whenever its statements have changed.</summary>
    [Parameter, EditorRequired]
    public int Version { get; set; }

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Something was brought back.</summary>
    [Parameter]
    public EventCallback OnRestored { get; set; }

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
    public required ILogger<StatementHistory> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (_open && _shown != Version)
        {
            await LoadAsync();
        }
    }

    private static bool IsNewText(StatementChangeView change) =>
        change.Action is StatementAction.Edited or StatementAction.Restored && change.TextBefore != change.TextAfter && change.TextBefore is not null;

    private static string IconOf(StatementAction action) => action switch
    {
        StatementAction.Added => "plus",
        StatementAction.Edited => "edit",
        StatementAction.Paused => "pause",
        StatementAction.Resumed => "play",
        StatementAction.ExpiryChanged => "clock",
        StatementAction.Deleted => "trash",
        StatementAction.ClauseChanged => "sliders",
        StatementAction.Answered => "question",
        _ => "undo",
    };

    private async Task ToggleAsync()
    {
        _open = !_open;
        if (_open)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _shown = Version;
        var token = await _loads.StartAsync();
        try
        {
            var user = await User.GetAsync();
            var changes = await Statements.HistoryAsync(user.Id, token);
            if (!token.IsCancellationRequested)
            {
                (_changes, _error) = (changes, null);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                (_changes, _error) = (null, e);
                LogFailed(Log, e);
            }
        }
    }

    private async Task RestoreAsync(StatementChangeView change)
    {
        try
        {
            var user = await User.GetAsync();
            var result = await Statements.RestoreAsync(user.Id, change.Id, CancellationToken.None);
            Toasts.Show(Text[result.Ok ? "DoneRestored" : "ProblemGone"]);
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["ChangeFailed"]);
        }

        await OnRestored.InvokeAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The history of statements failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
