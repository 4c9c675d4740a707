using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.People;
using Portal.Shared;

namespace Portal.Interests;

/// <summary>What the page shows.</summary>
internal enum InterestsView
{
    List,
    Map,
    Time,
}

/// <summary>What was learned of a person: a list to be set right, a map, and how it came about. Nothing is loaded before the circuit stands.</summary>
public sealed partial class InterestsPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private LearnedView? _learned;
    private InterestMapView? _map;
    private TimelineView? _time;
    private TimeZoneInfo? _zone;
    private Exception? _error;
    private InterestsView _view;
    private bool _asked;

    /// <summary>What the address asks for: <c>map</c>, <c>time</c>, or the list.</summary>
    [SupplyParameterFromQuery]
    private string? View { get; set; }

    /// <summary>The first item of the interest to go to.</summary>
    [SupplyParameterFromQuery]
    private string? At { get; set; }

    [Inject]
    public required InterestService Interests { get; init; }

    [Inject]
    public required InterestCharts Charts { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required BrowserTime Clock { get; init; }

    [Inject]
    public required IStringLocalizer<InterestsText> Text { get; init; }

    [Inject]
    public required ILogger<InterestsPage> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        var view = View switch { "map" => InterestsView.Map, "time" => InterestsView.Time, _ => InterestsView.List };
        if (!_asked || view != _view)
        {
            (_view, _learned, _error) = (view, null, null);
            if (RendererInfo.IsInteractive)
            {
                _asked = true;
                await ReloadAsync();
            }
        }
    }

    private async Task ReloadAsync()
    {
        var token = await _loads.StartAsync();
        var view = _view;
        try
        {
            var zone = await Clock.ZoneAsync(token);
            var user = await User.GetAsync();
            var learned = await Interests.ListAsync(user.Id, zone, token);
            var map = view == InterestsView.Map ? await Charts.MapAsync(user.Id, zone, token) : null;
            var time = view == InterestsView.Time ? await Charts.TimelineAsync(user.Id, zone, token) : null;
            if (!token.IsCancellationRequested)
            {
                (_zone, _learned, _map, _time, _error) = (zone, learned, map, time, null);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The interests could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
