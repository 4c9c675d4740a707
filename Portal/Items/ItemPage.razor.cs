using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Items;

/// <summary>All there is to an item. Nothing is loaded before the circuit stands; how long it was read is recorded on leaving.</summary>
public sealed partial class ItemPage : IAsyncDisposable
{
    // Below, it was a slip; above, the tab was left open.
    private const double LeastDwell = 3, MostDwell = 1800;

    private readonly CancellationSeries _loads = new();
    private readonly FeedbackOrigin _origin = new("item");
    private string? _asked;
    private ItemView? _view;
    private ItemTags _tags = ItemTags.Of([]);
    private Exception? _error;
    private bool _missing;
    private string? _reader;
    private long _since;

    /// <summary>The item's external id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    public required ItemService Items { get; init; }

    [Inject]
    public required FeedbackService Feedback { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<ItemsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Names { get; init; }

    [Inject]
    public required ILogger<ItemPage> Log { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await RecordDwellAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != Id)
        {
            await RecordDwellAsync();
            _asked = Id;
            await ReloadAsync();
        }
    }

    private IEnumerable<string> Facts(ItemCard item) =>
        [Names.Kind(item.Kind), .. item.Year is { } year ? [year.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(), .. ItemFacts.Of(Text, item)];

    private async Task ReloadAsync()
    {
        var token = await _loads.StartAsync();
        (_view, _missing, _error) = (null, false, null);
        try
        {
            var user = await User.GetAsync();
            var view = await Items.GetAsync(user.Id, Id, token);
            if (!token.IsCancellationRequested)
            {
                (_view, _missing) = (view, view is null);
                _tags = ItemTags.Of(view?.Item.Tags ?? []);
                (_reader, _since) = (user.Id, Time.GetTimestamp());
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _error = e;
                LogFailed(Log, Id, e);
            }
        }
    }

    // The page stays as it is read: only what the rules say of it is another thing now.
    private async Task RulesChangedAsync()
    {
        if (_reader is { } reader && await Items.GetAsync(reader, Id, CancellationToken.None) is { } view && _view is not null)
        {
            _view = view;
            StateHasChanged();
        }
    }

    private async Task OnOpenAsync(string itemId)
    {
        if (_reader is not null)
        {
            await Feedback.RecordAsync(_reader, itemId, InteractionKind.Click, _origin, CancellationToken.None);
        }
    }

    // A review may have taken a like back.
    private async Task RefreshOpinionAsync()
    {
        if (_view is { } view && _reader is { } reader)
        {
            var opinions = await Feedback.OpinionsAsync(reader, [view.Item.Id], CancellationToken.None);
            _view = _view == view ? view with { Opinion = opinions.GetValueOrDefault(view.Item.Id) } : _view;
        }
    }

    // The browser's own way back, so that the list is where it was.
    private async Task BackAsync()
    {
        try
        {
            await using var module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/back.js");
            await module.InvokeVoidAsync("back", "/");
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The way back led out of the portal.
        }
    }

    private async Task RecordDwellAsync()
    {
        if (_view is not { } view || _reader is not { } reader)
        {
            return;
        }

        _view = null;
        var seconds = Time.GetElapsedTime(_since).TotalSeconds;
        if (seconds < LeastDwell)
        {
            return;
        }

        try
        {
            await Feedback.RecordAsync(reader, view.Item.Id, InteractionKind.Dwell, _origin, CancellationToken.None, Math.Min(seconds, MostDwell));
        }
        catch (Exception e)
        {
            // Leaving a page must work all the same.
            LogDwellFailed(Log, view.Item.Id, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The page of item {Id} could not be read")]
    private static partial void LogFailed(ILogger logger, string id, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time spent on item {Id} could not be recorded")]
    private static partial void LogDwellFailed(ILogger logger, string id, Exception error);
}
