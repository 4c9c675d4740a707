using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.People;
using Portal.Shared;

namespace Portal.Feed;

/// <summary>
/// What a person can say of a card, with the reason: more or less of a trait, which becomes a sentence of theirs; that they know the item, or
/// not now; that something they liked is to inspire their list no longer. Each can be taken back, even when the card is gone by then.
/// </summary>
public sealed partial class ReactionMenu : IAsyncDisposable
{
    private static int _count;

    private readonly string _heading = $"react-{Interlocked.Increment(ref _count)}";
    private readonly CancellationSeries _loads = new();
    private FeedEntry? _asked;
    private ReactionState? _state;
    private bool _busy, _failed;

    /// <summary>The card.</summary>
    [Parameter, EditorRequired]
    public FeedEntry Entry { get; set; } = default!;

    /// <summary>Called after every reaction, also after an undo.</summary>
    [Parameter]
    public EventCallback<ReactionChange> OnReacted { get; set; }

    /// <summary>The card is to be hidden, by its own button.</summary>
    [Parameter]
    public EventCallback OnHide { get; set; }

    [Inject]
    public required ReactionService Reactions { get; init; }

    [Inject]
    public required FeedbackService Feedback { get; init; }

    [Inject]
    public required LeftOutService LeftOuts { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<FeedText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> People { get; init; }

    [Inject]
    public required ILogger<ReactionMenu> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(Entry, _asked))
        {
            _asked = Entry;
            await LoadAsync();
        }
    }

    private bool Says(string text) => _state?.Said.ContainsKey(text) == true;

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        (_state, _failed) = (null, false);
        try
        {
            var user = await User.GetAsync();
            var state = await Reactions.StateAsync(user.Id, Entry, token);
            if (!token.IsCancellationRequested)
            {
                _state = state;
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _failed = true;
                LogFailed(Log, Entry.Item.Id, e);
            }
        }
    }

    private Task SayAsync(Trait trait, string text, string opposite) => ReactAsync(async userId =>
    {
        if (_state!.Said.TryGetValue(text, out var said))
        {
            await Reactions.ForgetAsync(userId, new Reaction(said, null), CancellationToken.None);
            return (Text["SaidBack", text], () => Reactions.SayAsync(userId, text, opposite, CancellationToken.None));
        }

        return await Reactions.SayAsync(userId, text, opposite, CancellationToken.None) is { } reaction
            ? (Text[text == trait.More ? "SaidMore" : "SaidLess", trait.Name], () => Reactions.ForgetAsync(userId, reaction, CancellationToken.None))
            : (Text["SaidTooMany"], null);
    });

    private Task LeaveOutAsync(ItemEvidence item, bool leftOut) => ReactAsync(async userId =>
    {
        var ids = await LeftOuts.SetItemAsync(userId, item.ItemId, leftOut, CancellationToken.None);
        return (Text[leftOut ? "StopUsingDone" : "StopUsingBack", item.Title],
            () => leftOut ? LeftOuts.CountAgainAsync(userId, ids, CancellationToken.None) : LeftOuts.LeaveOutAsync(userId, ids, CancellationToken.None));
    });

    private Task DismissAsync(string reason) => ReactAsync(
        async userId => await Feedback.RecordAsync(userId, Entry.Item.Id, InteractionKind.Dismiss, Entry.Origin, CancellationToken.None, reason: reason) is { } id
            ? (Text[reason == Dismissal.Seen ? "SeenDone" : "NotNowDone", Entry.Item.Title], () => Feedback.RetractAsync(userId, id, CancellationToken.None))
            : (People["Gone", Entry.Item.Title], null),
        putsAway: true);

    // The parameters are another card's by the time somebody takes this back.
    private async Task ReactAsync(Func<string, Task<(LocalizedString Told, Func<Task>? Undo)>> react, bool putsAway = false)
    {
        var (item, reacted) = (Entry.Item.Id, OnReacted);
        _busy = true;
        try
        {
            var user = await User.GetAsync();
            var (told, undo) = await react(user.Id);
            Toasts.Show(told.Value, undo is null ? null : People["Undo"].Value, undo is null ? null : async () =>
            {
                await undo();
                await reacted.InvokeAsync(new ReactionChange(item, putsAway, Added: false));
            });
            if (undo is not null)
            {
                await reacted.InvokeAsync(new ReactionChange(item, putsAway, Added: true));
            }
        }
        catch (Exception e)
        {
            LogFailed(Log, item, e);
            Toasts.Show(People["FeedbackFailed"]);
        }
        finally
        {
            _busy = false;
        }

        await LoadAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A reaction to item {ItemId} could not be read or kept")]
    private static partial void LogFailed(ILogger logger, string itemId, Exception error);
}
