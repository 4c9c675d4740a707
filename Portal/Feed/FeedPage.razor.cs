using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Engine.Experiments;
using Portal.People;
using Portal.Shared;

namespace Portal.Feed;

/// <summary>What people come for: the items that suit them, best first.</summary>
public sealed partial class FeedPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new(), _reranks = new();
    private SignedInUser? _user;
    private FeedList? _list;
    private (string? Kind, string? Mood, ForcedVariant? Forced)? _key;
    private CancellationToken _current;
    private bool _failed;
    private bool _busy;
    private bool _loadingMore;
    private bool _moreFailed;
    private string? _announcement;

    /// <summary>Only this kind; empty for all.</summary>
    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    /// <summary>What the person is in the mood for on this visit.</summary>
    [SupplyParameterFromQuery]
    public string? Mood { get; set; }

    /// <summary>Key of an experiment of which staff want to see a variant.</summary>
    [SupplyParameterFromQuery]
    public string? Experiment { get; set; }

    /// <summary>Index of that variant, from 0.</summary>
    [SupplyParameterFromQuery]
    public string? Variant { get; set; }

    [Inject]
    public required FeedSession Session { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required IFirstVisit FirstVisit { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<FeedText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> People { get; init; }

    [Inject]
    public required ILogger<FeedPage> Log { get; init; }

    // An address can be written by hand.
    private string? OfKind => string.IsNullOrWhiteSpace(Kind) ? null : Kind;

    private string? InMood => string.IsNullOrWhiteSpace(Mood) ? null : Mood.Trim() is { Length: > FeedService.LongestMood } mood ? mood[..FeedService.LongestMood] : Mood.Trim();

    private ForcedVariant? Asked => !string.IsNullOrEmpty(Experiment) && int.TryParse(Variant, NumberStyles.None, CultureInfo.InvariantCulture, out var variant) ? new ForcedVariant(Experiment, variant) : null;

    // The same list without the variant that was asked for.
    private string WithoutAsked => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["experiment"] = null, ["variant"] = null });

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await _reranks.DisposeAsync();
    }

    protected override async Task OnInitializedAsync() => _user = await User.FindAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _key != (OfKind, InMood, Asked))
        {
            _key = (OfKind, InMood, Asked);
            await LoadAsync(fresh: false);
        }
    }

    private async Task LoadAsync(bool fresh)
    {
        (_busy, _failed, _moreFailed) = (true, false, false);
        var token = _current = await _loads.StartAsync();
        try
        {
            var user = await User.GetAsync();
            if (!await FirstVisit.IsDoneAsync(user.Id, token))
            {
                Navigation.NavigateTo("/welcome", replace: true);
                return;
            }

            var list = await Session.OpenAsync(user.Id, OfKind, InMood, Asked, fresh, token);
            if (!token.IsCancellationRequested)
            {
                (_list, _busy, _loadingMore) = (list, false, false);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load took its place.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            if (!token.IsCancellationRequested)
            {
                (_list, _failed, _busy) = (null, true, false);
            }
        }
    }

    private Task RefreshAsync() => LoadAsync(fresh: true);

    private async Task MoreAsync()
    {
        if (_list is not { More: true } list || _loadingMore || _busy)
        {
            return;
        }

        var token = _current;
        (_loadingMore, _moreFailed) = (true, false);
        StateHasChanged();
        try
        {
            var user = await User.GetAsync();
            await Session.ExtendAsync(user.Id, list, token);
            _announcement = Text["MoreLoaded", list.Visible.Count()];
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Another list took this one's place.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            _moreFailed = !token.IsCancellationRequested;
        }

        if (!token.IsCancellationRequested)
        {
            _loadingMore = false;
        }
    }

    private async Task RerankAsync(int kept)
    {
        if (_list is not { } list)
        {
            return;
        }

        var token = await _reranks.StartAsync();
        try
        {
            var user = await User.GetAsync();
            var moved = await Session.RerankAsync(user.Id, list, kept, token);
            _announcement = moved switch { 0 => Text["RerankedNone"], 1 => Text["RerankedOne"], _ => Text["Reranked", moved] };
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Something later was said, or the page is gone.
        }
        catch (Exception e)
        {
            // What was said is kept; the list follows it when it is next loaded.
            LogFailed(Log, e);
            _announcement = Text["RerankFailed"];
        }

        StateHasChanged();
    }

    private void SetKind(string? kind) => Go(kind, InMood);

    private void SetMood(string? mood) => Go(OfKind, mood);

    private void Go(string? kind, string? mood) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["kind"] = kind, ["mood"] = mood }));

    [LoggerMessage(Level = LogLevel.Error, Message = "The feed could not be loaded")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
