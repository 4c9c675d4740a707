using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Feed;

/// <summary>The cards of a feed: what is pressed on them, seen of them and opened, by mouse, finger or key.</summary>
public sealed partial class FeedGrid : IAsyncDisposable
{
    /// <summary>How long a card takes to fade; FeedCard.razor.css draws it.</summary>
    public static readonly TimeSpan Fade = TimeSpan.FromMilliseconds(180);

    private readonly Dictionary<string, FeedCard?> _cards = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leaving = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<Shortcut> _shortcuts = [];
    private ElementReference _grid;
    private ElementReference _end;
    private FeedEntry? _why, _reactTo;
    private DotNetObjectReference<FeedGrid>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _watch;

    [Parameter, EditorRequired]
    public FeedList List { get; set; } = default!;

    [Parameter]
    public bool LoadingMore { get; set; }

    [Parameter]
    public bool MoreFailed { get; set; }

    /// <summary>The reader nears the end, or asks for more.</summary>
    [Parameter]
    public EventCallback OnMore { get; set; }

    /// <summary>An item's page is about to open.</summary>
    [Parameter]
    public EventCallback<string> OnOpened { get; set; }

    /// <summary>Something was said in place: what stands below so many cards, which the reader has looked at, is to be ranked anew.</summary>
    [Parameter]
    public EventCallback<int> OnRerank { get; set; }

    /// <summary>The item whose card to show first: the one somebody comes back from.</summary>
    [Parameter]
    public string? ReturnTo { get; set; }

    [Inject]
    public required FeedbackService Feedback { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required IStringLocalizer<FeedText> Text { get; init; }

    [Inject]
    public required ILogger<FeedGrid> Log { get; init; }

    /// <summary>A card that was half on the screen for a second.</summary>
    public readonly record struct SeenPlace(Guid RequestId, int Position);

    /// <summary>Called by the script with the cards that were seen.</summary>
    [JSInvokable]
    public async Task OnSeenAsync(SeenPlace[] places)
    {
        try
        {
            var user = await User.GetAsync();
            foreach (var list in places.GroupBy(place => place.RequestId))
            {
                await Feedback.RecordImpressionsAsync(user.Id, list.Key, [.. list.Select(place => place.Position)], CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            LogNotRecorded(Log, e);
        }
    }

    /// <summary>Called by the script when the end of the list comes near.</summary>
    [JSInvokable]
    public Task OnNearEndAsync() => InvokeAsync(() => List.More && !LoadingMore && !MoreFailed ? OnMore.InvokeAsync() : Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("stop");
                await _watch.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and what watched it.
        }

        _self?.Dispose();
    }

    protected override void OnInitialized() => _shortcuts =
    [
        new Shortcut("j", Text["ShortcutNext"], () => MoveAsync(1)),
        new Shortcut("k", Text["ShortcutPrevious"], () => MoveAsync(-1)),
        new Shortcut("ArrowRight", Text["ShortcutNext"], () => MoveAsync(1)),
        new Shortcut("ArrowLeft", Text["ShortcutPrevious"], () => MoveAsync(-1)),
        new Shortcut("l", Text["ShortcutLike"], () => PressAsync(InteractionKind.Like)),
        new Shortcut("d", Text["ShortcutDislike"], () => PressAsync(InteractionKind.Dislike)),
        new Shortcut("s", Text["ShortcutSave"], () => PressAsync(InteractionKind.Save)),
        new Shortcut("h", Text["ShortcutHide"], () => PressAsync(InteractionKind.Hide)),
        new Shortcut("w", Text["ShortcutWhy"], () => WithFocusedAsync(entry => _why = entry)),
        new Shortcut("r", Text["ShortcutReact"], () => WithFocusedAsync(entry => _reactTo = entry)),
    ];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/feed.js");
            _watch = await _module.InvokeAsync<IJSObjectReference>("watch", _gone.Token, _grid, _end, _self);
            if (ReturnTo is { } item && _watch is not null)
            {
                await _watch.InvokeVoidAsync("show", item);
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // Left before it was there.
        }
    }

    private async Task OnChangedAsync(FeedbackChange change)
    {
        List.SetOpinion(change.ItemId, change.Opinion);
        if (!FeedList.Dismisses(change))
        {
            _leaving.Remove(change.ItemId);
            return;
        }

        _leaving.Add(change.ItemId);
        StateHasChanged();
        try
        {
            await Task.Delay(Fade, Time, _gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The page is gone; the list remembers all the same.
        }

        _leaving.Remove(change.ItemId);
        List.PutAway(change.ItemId);
        StateHasChanged();
    }

    private async Task OnOpenAsync(FeedEntry entry)
    {
        await OnOpened.InvokeAsync(entry.Item.Id);
        try
        {
            // The browser follows the link meanwhile: nobody waits for this.
            var user = await User.GetAsync();
            await Feedback.RecordAsync(user.Id, entry.Item.Id, InteractionKind.Click, entry.Origin, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotRecorded(Log, e);
        }
    }

    private async Task MoveAsync(int step)
    {
        if (_watch is not null)
        {
            await _watch.InvokeVoidAsync("move", step);
        }
    }

    private async Task<string?> FocusedAsync() => _watch is null ? null : await _watch.InvokeAsync<string?>("current");

    private async Task PressAsync(InteractionKind kind)
    {
        if (await FocusedAsync() is { } item && _cards.GetValueOrDefault(item) is { } card && !_leaving.Contains(item))
        {
            await card.PressAsync(kind);
        }
    }

    private async Task WithFocusedAsync(Action<FeedEntry> open)
    {
        if (await FocusedAsync() is { } item && List.Visible.FirstOrDefault(entry => entry.Item.Id == item) is { } entry)
        {
            open(entry);
            StateHasChanged();
        }
    }

    // The effect is to be seen, not hidden behind the panel that caused it.
    private async Task OnReactedAsync(ReactionChange change)
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        (_why, _reactTo) = (null, null);
        StateHasChanged();
        if (change.PutsAway)
        {
            await OnChangedAsync(new FeedbackChange(change.ItemId, List.OpinionOf(change.ItemId) with { Dismissed = change.Added }, InteractionKind.Dismiss, change.Added));
            StateHasChanged();
            return;
        }

        // What the reader has looked at stays, and so does the card of which they spoke.
        var passed = await PassedAsync();
        var spoken = List.Visible.TakeWhile(entry => entry.Item.Id != change.ItemId).Count() + 1;
        await OnRerank.InvokeAsync(Math.Min(Math.Max(passed, spoken), List.Visible.Count()));
    }

    private async Task<int> PassedAsync()
    {
        try
        {
            return _watch is null ? 0 : await _watch.InvokeAsync<int>("passed");
        }
        catch (JSDisconnectedException)
        {
            // Nobody is looking any more.
            return 0;
        }
    }

    private async Task HideAsync(FeedEntry entry)
    {
        (_why, _reactTo) = (null, null);
        if (_cards.GetValueOrDefault(entry.Item.Id) is { } card)
        {
            await card.PressAsync(InteractionKind.Hide);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was seen or opened on the feed could not be recorded")]
    private static partial void LogNotRecorded(ILogger logger, Exception error);
}
