using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Search;

/// <summary>Searches as one types. The address says what is shown, so that it can be kept, sent and come back to.</summary>
public sealed partial class SearchPage : IAsyncDisposable
{
    /// <summary>How long nothing must be typed before a search begins.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(200);

    private readonly CancellationSeries _typing = new(), _loads = new();

    // Queries that typing put into the address and that have not come back from the browser yet.
    private readonly List<string> _sent = [];
    private IReadOnlyList<string> _kinds = [];
    private IReadOnlyDictionary<string, ItemOpinion> _opinions = new Dictionary<string, ItemOpinion>();
    private ElementReference _box;
    private SearchKey? _asked;
    private SearchView? _view;
    private Exception? _error;
    private string _text = "";
    private bool _busy;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private bool All { get; set; }

    [Inject]
    public required SearchService Searches { get; init; }

    [Inject]
    public required FeedbackService Feedback { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<SearchText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Names { get; init; }

    [Inject]
    public required ILogger<SearchPage> Log { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _typing.DisposeAsync();
        await _loads.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        SearchKey key = new((Query ?? "").Trim(), string.IsNullOrWhiteSpace(Kind) ? null : Kind, All);

        // Only an address from elsewhere may overwrite what is being typed.
        var own = _sent.IndexOf(key.Query);
        if (own >= 0)
        {
            _sent.RemoveRange(0, own + 1);
        }
        else if (key.Query != _text.Trim())
        {
            _text = key.Query;
        }

        if (RendererInfo.IsInteractive && own < 0 && key != _asked)
        {
            await LoadAsync(key);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && string.IsNullOrEmpty(Query))
        {
            await _box.FocusIfThereAsync();
        }
    }

    private string CountWords(int count) => count switch
    {
        0 => Text["CountNone"],
        1 => Text["CountOne"],
        SearchService.MostItems => Text["CountMost", count],
        _ => Text["Count", count],
    };

    private async Task OnTypedAsync()
    {
        var token = await _typing.StartAsync();
        try
        {
            await Task.Delay(Debounce, Time, token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var key = (_asked ?? new SearchKey("", null, false)) with { Query = _text.Trim() };
        if (key == _asked)
        {
            return;
        }

        _sent.Add(key.Query);
        Navigation.NavigateTo(key.Url, replace: true);
        await LoadAsync(key);
    }

    private void ChooseKind(string? kind) => Go(key => key with { Kind = kind });

    private void IgnoreRules(bool all) => Go(key => key with { All = all });

    private void Go(Func<SearchKey, SearchKey> change) =>
        Navigation.NavigateTo(change((_asked ?? new SearchKey("", null, false)) with { Query = _text.Trim() }).Url);

    private Task ReloadAsync() => _asked is { } key ? LoadAsync(key) : Task.CompletedTask;

    private async Task LoadAsync(SearchKey key)
    {
        _asked = key;
        var token = await _loads.StartAsync();
        _busy = true;
        try
        {
            if (_kinds.Count == 0)
            {
                _kinds = await Searches.KindsAsync(token);
            }

            var (view, opinions) = key.Query.Length == 0 ? (null, _opinions) : await FindAsync(key, token);
            if (!token.IsCancellationRequested)
            {
                (_view, _opinions, _error, _busy) = (view, opinions, null, false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                (_view, _error, _busy) = (null, e, false);
                LogFailed(Log, e);
            }
        }
    }

    private async Task<(SearchView? View, IReadOnlyDictionary<string, ItemOpinion> Opinions)> FindAsync(SearchKey key, CancellationToken cancellationToken)
    {
        var user = await User.GetAsync();
        var view = await Searches.SearchAsync(user.Id, key.Query, key.Kind, key.All, cancellationToken);
        var opinions = await Feedback.OpinionsAsync(user.Id, [.. view.Items.Select(item => item.Id)], cancellationToken);
        return (view, opinions);
    }

    private async Task OnOpenAsync(string itemId, FeedbackOrigin origin)
    {
        var user = await User.GetAsync();
        await Feedback.RecordAsync(user.Id, itemId, InteractionKind.Click, origin, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A search failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
