using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Shared;

namespace Portal.Overview;

/// <summary>How the portal does, at one look; the address says of which span and of whom.</summary>
public sealed partial class OverviewPage : IAsyncDisposable
{
    private const string Real = "real";

    private readonly CancellationSeries _loads = new();
    private (string Range, bool Real)? _asked;
    private OverviewView? _view;
    private bool _busy, _failed;

    [SupplyParameterFromQuery]
    private string? Range { get; set; }

    [SupplyParameterFromQuery]
    private string? People { get; set; }

    [Inject]
    internal OverviewService Numbers { get; init; } = null!;

    [Inject]
    public required IStringLocalizer<OverviewText> Text { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ILogger<OverviewPage> Log { get; init; }

    private OverviewRange Chosen => OverviewRange.Of(Range);

    private bool RealOnly => People == Real;

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != (Chosen.Key, RealOnly))
        {
            _asked = (Chosen.Key, RealOnly);
            await LoadAsync();
        }
    }

    private static string Address(OverviewRange range, bool real)
    {
        List<string> query = [];
        if (range != OverviewRange.All[0])
        {
            query.Add($"range={range.Key}");
        }

        if (real)
        {
            query.Add($"people={Real}");
        }

        return query.Count == 0 ? "/admin" : $"/admin?{string.Join('&', query)}";
    }

    private async Task LoadAsync()
    {
        (_busy, _failed) = (true, false);
        var token = await _loads.StartAsync();
        try
        {
            var view = await Numbers.ReadAsync(Chosen, RealOnly, token);
            (_view, _busy) = (view, false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
        catch (Exception e) when (!token.IsCancellationRequested)
        {
            LogFailed(Log, e);
            (_failed, _busy) = (true, false);
        }
    }

    private string Simulated(OverviewView view) => double.IsNaN(view.SimulatedActs)
        ? Text["SimulatedPeople", Percent(view.SimulatedPeople)]
        : Text["Simulated", Percent(view.SimulatedPeople), Percent(view.SimulatedActs)];

    // Not "100 %" where somebody is real, nor "0 %" where somebody is not.
    private static string Percent(double share) => Math.Clamp(share, share is > 0 and < 1 ? 0.01 : 0, share is > 0 and < 1 ? 0.99 : 1).ToString("P0", CultureInfo.CurrentCulture);

    private string Foot(OverviewView view)
    {
        var since = Moment(view.From);
        return view.CountedUntil is not { } until ? Text["FootNever", since] : Text[view.Late ? "FootLate" : "Foot", since, Moment(until)];
    }

    private string Moment(DateTime utc)
    {
        var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(utc), Time.LocalTimeZone);
        return local.ToString("g", CultureInfo.CurrentCulture) + (local.Offset == TimeSpan.Zero ? " UTC" : local.ToString(" 'UTC'zzz", CultureInfo.InvariantCulture));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The numbers of the portal could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
