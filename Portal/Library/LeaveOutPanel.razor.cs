using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.People;
using Portal.Shared;

namespace Portal.Library;

/// <summary>A period of the history to be left out of the taste. Both days belong to it; without a first day it reaches back to the beginning.</summary>
public sealed partial class LeaveOutPanel : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private DateOnly? _from, _to;
    private PeriodCounts? _counts;
    private bool _failed;

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Something was left out or counted again.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    public required LeftOutService LeftOut { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<LibraryText> Text { get; init; }

    [Inject]
    public required ILogger<LeaveOutPanel> Log { get; init; }

    private DateTime? FromUtc => _from is { } day ? Begins(day) : null;

    private DateTime? UntilUtc => _to is { } day ? Begins(day.AddDays(1)) : null;

    private string Count =>
        _failed ? Text["ChangeFailed"]
        : _from is null && _to is null ? Text["PeriodChoose"]
        : _from > _to ? Text["PeriodWrong"]
        : _counts is not { } counts ? Text["PeriodBusy"]
        : Text["PeriodCount", counts.Counted, counts.LeftOut];

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? Parse(ChangeEventArgs change) =>
        DateOnly.TryParseExact(change.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // Midnight, or the moment after it where a clock is put forward then.
    private DateTime Begins(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, Zone);
    }

    private async Task ChooseAsync(DateOnly? from, DateOnly? to)
    {
        (_from, _to, _counts, _failed) = (from, to, null, false);
        var token = await _loads.StartAsync();
        if ((from is null && to is null) || from > to)
        {
            return;
        }

        try
        {
            var counts = await LeftOut.CountPeriodAsync((await User.GetAsync()).Id, FromUtc, UntilUtc, LibraryService.OfTaste, token);
            if (!token.IsCancellationRequested)
            {
                _counts = counts;
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _failed = true;
                LogFailed(Log, e);
            }
        }
    }

    private async Task SetAsync(bool leaveOut)
    {
        try
        {
            var ids = await LeftOut.SetPeriodAsync((await User.GetAsync()).Id, FromUtc, UntilUtc, leaveOut, CancellationToken.None);
            Toasts.Show(Text[leaveOut ? "DonePeriodLeftOut" : "DonePeriodCounted"], Text["TakeBack"], () => UndoAsync(ids, leaveOut));
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["ChangeFailed"]);
        }

        await ShowAsync();
    }

    private async Task UndoAsync(IReadOnlyList<long> ids, bool leftOut)
    {
        try
        {
            var userId = (await User.GetAsync()).Id;
            await (leftOut ? LeftOut.CountAgainAsync(userId, ids, CancellationToken.None) : LeftOut.LeaveOutAsync(userId, ids, CancellationToken.None));
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["ChangeFailed"]);
        }

        await ShowAsync();
    }

    // The panel may be gone when something is undone; the page is told all the same.
    private async Task ShowAsync()
    {
        await ChooseAsync(_from, _to);
        await OnChanged.InvokeAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A period could not be left out or counted")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
