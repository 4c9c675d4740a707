using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.People;

/// <summary>A review as it stands. It does what its buttons say, and tells whoever shows it what has become of it.</summary>
public sealed partial class ReviewCard
{
    private TimeZoneInfo? _zone;
    private bool _editing;

    [Parameter, EditorRequired]
    public ReviewView Review { get; set; } = default!;

    /// <summary>The review as it is now; null when it is deleted. Also called after an undo.</summary>
    [Parameter]
    public EventCallback<ReviewView?> OnChanged { get; set; }

    [Inject]
    public required ReviewService Reviews { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required BrowserTime Clock { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Text { get; init; }

    [Inject]
    public required ILogger<ReviewCard> Log { get; init; }

    protected override async Task OnInitializedAsync() => _zone = (await Clock.SurroundingsAsync(CancellationToken.None)).Zone ?? Time.LocalTimeZone;

    private async Task OnSavedAsync(ReviewView saved)
    {
        _editing = false;
        Toasts.Show(Text["ReviewDone", saved.Item.Title]);
        await OnChanged.InvokeAsync(saved);
    }

    private Task DeleteAsync()
    {
        var (id, title) = (Review.Id, Review.Item.Title);
        return DoAsync(userId => Reviews.DeleteAsync(userId, id, CancellationToken.None), isDeleted: true, () =>
            Toasts.Show(Text["ReviewDeleted", title], Text["Undo"], () => DoAsync(userId => Reviews.RestoreAsync(userId, id, CancellationToken.None), isDeleted: false, () => Toasts.Show(Text["ReviewRestored", title]))));
    }

    private Task DoAsync(Func<string, Task<ReviewResult>> change) => DoAsync(change, isDeleted: false, tell: null);

    private async Task DoAsync(Func<string, Task<ReviewResult>> change, bool isDeleted, Action? tell)
    {
        try
        {
            var user = await User.GetAsync();
            var result = await change(user.Id);
            if (result.Ok)
            {
                tell?.Invoke();
                await OnChanged.InvokeAsync(isDeleted ? null : result.Review);
            }
            else
            {
                Toasts.Show(Text["ReviewProblem" + result.Problem, ReviewService.LongestText]);
            }
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["ReviewFailed"]);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A review could not be changed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
