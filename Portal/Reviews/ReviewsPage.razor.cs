using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.People;
using Portal.Shared;

namespace Portal.Reviews;

/// <summary>What a person wrote about items, and how it counts. Nothing is loaded before the circuit stands.</summary>
public sealed partial class ReviewsPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private List<ReviewView>? _reviews;
    private Exception? _error;
    private bool _asked;

    [Inject]
    public required ReviewService Reviews { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required IStringLocalizer<ReviewsText> Text { get; init; }

    [Inject]
    public required ILogger<ReviewsPage> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !_asked)
        {
            _asked = true;
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        var token = await _loads.StartAsync();
        try
        {
            var user = await User.GetAsync();
            var reviews = await Reviews.ListAsync(user.Id, token);
            if (!token.IsCancellationRequested)
            {
                (_reviews, _error) = ([.. reviews], null);
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

    // In its place, so that nothing jumps under the hand; one that comes back is the last that was changed.
    private void Put(Guid id, ReviewView? now)
    {
        var place = _reviews!.FindIndex(review => review.Id == id);
        if (place >= 0)
        {
            _reviews.RemoveAt(place);
        }

        if (now is not null)
        {
            _reviews.Insert(Math.Max(0, place), now);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The reviews could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
