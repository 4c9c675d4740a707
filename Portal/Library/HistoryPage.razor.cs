using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Library;

/// <summary>What a person did, day by day, to be taken back and put in force again. Nothing is loaded before the circuit stands.</summary>
public sealed partial class HistoryPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private List<HistoryEntry>? _entries;
    private TimeZoneInfo? _zone;
    private Exception? _error;
    private InteractionKind? _kind;
    private long? _next;
    private bool _asked, _loadingMore, _period;

    /// <summary>The action that the address asks for.</summary>
    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [Inject]
    public required LibraryService Library { get; init; }

    [Inject]
    public required FeedbackService Feedback { get; init; }

    [Inject]
    public required LeftOutService LeftOut { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required BrowserTime Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<LibraryText> Text { get; init; }

    [Inject]
    public required ILogger<HistoryPage> Log { get; init; }

    /// <summary>Name of an action's icon.</summary>
    public static string IconOf(InteractionKind kind) => kind switch
    {
        InteractionKind.Like => "thumb-up",
        InteractionKind.Dislike => "thumb-down",
        InteractionKind.Save => "bookmark",
        InteractionKind.Hide => "eye-off",
        InteractionKind.Rating => "star",
        InteractionKind.Dismiss => "close",
        _ => "external",
    };

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        var kind = Enum.TryParse<InteractionKind>(Kind, ignoreCase: true, out var parsed) && LibraryService.Shown.Contains(parsed) ? parsed : (InteractionKind?)null;
        if (RendererInfo.IsInteractive && (!_asked || kind != _kind))
        {
            (_asked, _kind, _entries) = (true, kind, null);
            await ReloadAsync();
        }
    }

    private void Choose(InteractionKind? kind) =>
        Navigation.NavigateTo(kind is { } one ? $"/history?kind={one.ToString().ToLowerInvariant()}" : "/history");

    private string DayWords(DateOnly day)
    {
        var today = DateOnly.FromDateTime(BrowserTime.Local(Time.GetUtcNow().UtcDateTime, _zone!));
        return day == today ? Text["Today"] : day == today.AddDays(-1) ? Text["Yesterday"] : day.ToString("D", CultureInfo.CurrentCulture);
    }

    private Task ReloadAsync() => LoadAsync(before: null);

    private async Task LoadMoreAsync()
    {
        _loadingMore = true;
        await LoadAsync(_next);
        _loadingMore = false;
    }

    private async Task LoadAsync(long? before)
    {
        var token = await _loads.StartAsync();
        try
        {
            var zone = await Clock.ZoneAsync(token);
            var user = await User.GetAsync();
            var page = await Library.HistoryAsync(user.Id, _kind, before, token);
            if (!token.IsCancellationRequested)
            {
                (_zone, _error, _next) = (zone, null, page.Next);
                _entries = before is null ? [.. page.Entries] : [.. _entries ?? [], .. page.Entries];
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _error = e;
                LogFailed(Log, e);
            }
        }
    }

    private Task ToggleAsync(HistoryEntry entry) => DoAsync(async userId =>
    {
        var done = entry.Retracted
            ? await Feedback.RestoreAsync(userId, entry.InteractionId, CancellationToken.None)
            : await Feedback.RetractAsync(userId, entry.InteractionId, CancellationToken.None);
        if (done && Replace(entry with { Retracted = !entry.Retracted }))
        {
            Toasts.Show(Text[entry.Retracted ? "DonePutBack" : "DoneTakenBack"]);
        }
    });

    private Task LeaveOutAsync(HistoryEntry entry) => DoAsync(async userId =>
    {
        var changed = entry.LeftOut
            ? await LeftOut.CountAgainAsync(userId, [entry.InteractionId], CancellationToken.None)
            : await LeftOut.LeaveOutAsync(userId, [entry.InteractionId], CancellationToken.None);
        if (changed.Count > 0 && Replace(entry with { LeftOut = !entry.LeftOut }))
        {
            Toasts.Show(Text[entry.LeftOut ? "DoneCountedAgain" : "DoneLeftOut"], Text["TakeBack"], () => LeaveOutAsync(entry with { LeftOut = !entry.LeftOut }));
        }
    });

    private bool Replace(HistoryEntry entry)
    {
        var index = _entries?.FindIndex(other => other.InteractionId == entry.InteractionId) ?? -1;
        if (index >= 0)
        {
            _entries![index] = entry;
        }

        return index >= 0;
    }

    private async Task DoAsync(Func<string, Task> deed)
    {
        try
        {
            await deed((await User.GetAsync()).Id);
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["ChangeFailed"]);
        }

        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The history could not be read or changed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
