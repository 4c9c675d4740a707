using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.Shared;

namespace Portal.People;

/// <summary>
/// What a person says about an item with one press. A second press takes it back, and so does the toast's undo, even when
/// the bar is gone by then because its list no longer shows the item.
/// </summary>
public sealed partial class FeedbackBar
{
    /// <summary>Everything that can be said.</summary>
    public static readonly IReadOnlyList<InteractionKind> All = [InteractionKind.Like, InteractionKind.Dislike, InteractionKind.Save, InteractionKind.Hide];

    private ItemOpinion _opinion;
    private (string ItemId, ItemOpinion Opinion)? _given;
    private bool _busy;

    [Parameter, EditorRequired]
    public string ItemId { get; set; } = "";

    /// <summary>The item's title, for labels and toasts.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What the person thought of it when the list was loaded; the bar keeps count from there.</summary>
    [Parameter]
    public ItemOpinion Opinion { get; set; }

    /// <summary>Where the item is shown.</summary>
    [Parameter, EditorRequired]
    public FeedbackOrigin Origin { get; set; } = default!;

    /// <summary>The buttons to offer, in their order.</summary>
    [Parameter]
    public IReadOnlyList<InteractionKind> Kinds { get; set; } = All;

    /// <summary>No toast after a success: for places where many presses follow each other and the button itself takes them back.</summary>
    [Parameter]
    public bool Quiet { get; set; }

    /// <summary>Called after every change, also after an undo.</summary>
    [Parameter]
    public EventCallback<FeedbackChange> OnChanged { get; set; }

    [Inject]
    public required FeedbackService Feedback { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Text { get; init; }

    [Inject]
    public required ILogger<FeedbackBar> Log { get; init; }

    /// <summary>Does what a press on the kind's button does: for keyboard shortcuts.</summary>
    public async Task PressAsync(InteractionKind kind)
    {
        if (_busy)
        {
            return;
        }

        // Shown at once; put right again if it could not be kept.
        var (before, added) = (_opinion, !Holds(kind));
        (_busy, _opinion) = (true, After(_opinion, kind, added));
        StateHasChanged();
        try
        {
            var user = await User.GetAsync();
            if (await ChangeAsync(user.Id, kind, added, before) is { } undo)
            {
                if (!Quiet)
                {
                    Toasts.Show(Text[kind + (added ? "Done" : "Back"), Title], Text["Undo"], () => UndoAsync(undo, kind, added, before));
                }

                await TellAsync(kind, added, _opinion);
            }
            else
            {
                _opinion = before;
                Toasts.Show(Text["Gone", Title]);
            }
        }
        catch (Exception e)
        {
            _opinion = before;
            LogFailed(Log, kind, ItemId, e);
            Toasts.Show(Text["FeedbackFailed"]);
        }
        finally
        {
            _busy = false;
            StateHasChanged();
        }
    }

    protected override void OnParametersSet()
    {
        // Only a new opinion from outside may overwrite what was pressed meanwhile.
        if (_given != (ItemId, Opinion))
        {
            (_given, _opinion) = ((ItemId, Opinion), Opinion);
        }
    }

    private bool Holds(InteractionKind kind) => kind switch
    {
        InteractionKind.Like => _opinion.Liked,
        InteractionKind.Dislike => _opinion.Disliked,
        InteractionKind.Save => _opinion.Saved,
        _ => _opinion.Hidden,
    };

    private string IconOf(InteractionKind kind) => kind switch
    {
        InteractionKind.Like => _opinion.Liked ? "thumb-up-filled" : "thumb-up",
        InteractionKind.Dislike => _opinion.Disliked ? "thumb-down-filled" : "thumb-down",
        InteractionKind.Save => _opinion.Saved ? "bookmark-filled" : "bookmark",
        _ => "eye-off",
    };

    // A like and a dislike of the same thing exclude each other.
    private static ItemOpinion After(ItemOpinion opinion, InteractionKind kind, bool added) => kind switch
    {
        InteractionKind.Like => opinion with { Liked = added, Disliked = !added && opinion.Disliked },
        InteractionKind.Dislike => opinion with { Disliked = added, Liked = !added && opinion.Liked },
        InteractionKind.Save => opinion with { Saved = added },
        _ => opinion with { Hidden = added },
    };

    // Only what the change touched: something else may have been pressed since.
    private static ItemOpinion Back(ItemOpinion now, InteractionKind kind, ItemOpinion before) => kind switch
    {
        InteractionKind.Like or InteractionKind.Dislike => now with { Liked = before.Liked, Disliked = before.Disliked },
        InteractionKind.Save => now with { Saved = before.Saved },
        _ => now with { Hidden = before.Hidden },
    };

    /// <returns>What takes the change back; null when the item is gone.</returns>
    private async Task<Func<Task>?> ChangeAsync(string userId, InteractionKind kind, bool added, ItemOpinion before)
    {
        if (!added)
        {
            var taken = await Feedback.RetractAllAsync(userId, ItemId, kind, CancellationToken.None);
            return () => Feedback.RestoreAllAsync(userId, taken, CancellationToken.None);
        }

        if (await Feedback.RecordAsync(userId, ItemId, kind, Origin, CancellationToken.None) is not { } id)
        {
            return null;
        }

        // Else the opposite would come back in force when this is taken back.
        var opposite = kind == InteractionKind.Like && before.Disliked ? InteractionKind.Dislike
            : kind == InteractionKind.Dislike && before.Liked ? InteractionKind.Like
            : (InteractionKind?)null;
        var replaced = opposite is { } other ? await Feedback.RetractAllAsync(userId, ItemId, other, CancellationToken.None) : [];
        return async () =>
        {
            await Feedback.RetractAsync(userId, id, CancellationToken.None);
            await Feedback.RestoreAllAsync(userId, replaced, CancellationToken.None);
        };
    }

    private async Task UndoAsync(Func<Task> undo, InteractionKind kind, bool added, ItemOpinion before)
    {
        await undo();
        _opinion = Back(_opinion, kind, before);
        await TellAsync(kind, !added, _opinion);
        StateHasChanged();
    }

    private Task TellAsync(InteractionKind kind, bool added, ItemOpinion opinion) =>
        OnChanged.InvokeAsync(new FeedbackChange(ItemId, opinion, kind, added));

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} of item {ItemId} could not be recorded")]
    private static partial void LogFailed(ILogger logger, InteractionKind kind, string itemId, Exception error);
}
