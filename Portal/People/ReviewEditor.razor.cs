using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Sentiment;
using Portal.Shared;

namespace Portal.People;

/// <summary>Writes a review, or changes one, and reads it as it is typed: waits for a pause, and gives up what newer words replace.</summary>
public sealed partial class ReviewEditor : IAsyncDisposable
{
    /// <summary>How long nothing must be typed before the words are read.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);

    private const int CounterBelow = 200;

    private static int _count;

    private readonly string _boxId = $"review-box-{Interlocked.Increment(ref _count)}";
    private readonly string _hintId = $"review-hint-{_count}";
    private readonly CancellationSeries _reads = new();

    private ElementReference _box;
    private string _text = "";
    private double? _own;
    private ReviewReading? _reading;
    private string? _message;
    private bool _saving, _isSaved;

    /// <summary>The item's id.</summary>
    [Parameter, EditorRequired]
    public string ItemId { get; set; } = "";

    /// <summary>The item's title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The review to change; null for a new one. Read once.</summary>
    [Parameter]
    public ReviewView? Review { get; set; }

    /// <summary>It is saved.</summary>
    [Parameter]
    public EventCallback<ReviewView> OnSaved { get; set; }

    /// <summary>The writer gave it up.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    public required ReviewService Reviews { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Text { get; init; }

    [Inject]
    public required ILogger<ReviewEditor> Log { get; init; }

    private int Left => ReviewService.LongestText - _text.Length;

    private bool Dirty => !_isSaved && _text.Trim() != (Review?.Text ?? "");

    private bool CanSave => !_saving && !string.IsNullOrWhiteSpace(_text) && Left >= 0;

    private ReviewDraft Draft => new(_text, _own, _reading?.Aspects ?? Review?.Reading.Aspects ?? []);

    public ValueTask DisposeAsync() => _reads.DisposeAsync();

    protected override void OnInitialized()
    {
        if (Review is { } review)
        {
            (_text, _own, _reading) = (review.Text, review.OwnSentiment, review.Reading);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Review is not null)
        {
            await _box.FocusIfThereAsync();
        }
    }

    private async Task OnTypedAsync()
    {
        _message = null;
        var token = await _reads.StartAsync();
        try
        {
            await Task.Delay(Debounce, Time, token);
            var reading = await Reviews.ReadAsync(Draft, token);
            if (!token.IsCancellationRequested)
            {
                _reading = reading;
            }
        }
        catch (Exception e)
        {
            // Saving reads it again; nothing is lost.
            if (!token.IsCancellationRequested)
            {
                LogFailed(Log, e);
            }
        }
    }

    private void Edit(Aspect edited) =>
        _reading = _reading! with { Aspects = [.. _reading.Aspects.Select(aspect => aspect.Key == edited.Key ? edited : aspect)] };

    private async Task CancelAsync()
    {
        await _reads.StartAsync();
        if (Review is null)
        {
            (_text, _own, _reading, _message) = ("", null, null, null);
        }

        await OnCancel.InvokeAsync();
    }

    private async Task SaveAsync()
    {
        if (!CanSave)
        {
            return;
        }

        (_saving, _message) = (true, null);
        try
        {
            var user = await User.GetAsync();
            var result = await Reviews.SaveAsync(user.Id, ItemId, Draft, Review?.Revision, CancellationToken.None);
            if (result is { Ok: true, Review: { } saved })
            {
                _isSaved = true;
                await OnSaved.InvokeAsync(saved);
            }
            else
            {
                _message = Text["ReviewProblem" + result.Problem, ReviewService.LongestText];
            }
        }
        catch (Exception e)
        {
            _message = Text["ReviewFailed"];
            LogFailed(Log, e);
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task ConfirmLeaveAsync(LocationChangingContext context)
    {
        if (Dirty && !await Confirm.AskAsync(new ConfirmQuestion(Text["ReviewLeaveTitle"], Text["ReviewLeaveText"], Text["ReviewLeaveAgree"])))
        {
            context.PreventNavigation();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A review could not be read or saved")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
