using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Shared;

namespace Portal.Library;

/// <summary>What a person put aside. Nothing is loaded before the circuit stands.</summary>
public sealed partial class SavedPage : IAsyncDisposable
{
    // No hiding here: who saved a thing wants to see it.
    private static readonly IReadOnlyList<InteractionKind> Kinds = [InteractionKind.Save, InteractionKind.Like, InteractionKind.Dislike];

    private readonly CancellationSeries _loads = new();
    private readonly FeedbackOrigin _origin = new("saved");
    private IReadOnlyList<SavedEntry>? _entries;
    private IReadOnlyDictionary<string, ItemOpinion> _opinions = new Dictionary<string, ItemOpinion>();
    private TimeZoneInfo? _zone;
    private Exception? _error;
    private bool _asked;

    [Inject]
    public required LibraryService Library { get; init; }

    [Inject]
    public required FeedbackService Feedback { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required BrowserTime Clock { get; init; }

    [Inject]
    public required IStringLocalizer<LibraryText> Text { get; init; }

    [Inject]
    public required ILogger<SavedPage> Log { get; init; }

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
            var zone = await Clock.ZoneAsync(token);
            var user = await User.GetAsync();
            var entries = await Library.SavedAsync(user.Id, token);
            var opinions = await Feedback.OpinionsAsync(user.Id, [.. entries.Select(entry => entry.Item.Id)], token);
            if (!token.IsCancellationRequested)
            {
                (_zone, _entries, _opinions, _error) = (zone, entries, opinions, null);
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

    // An undo brings it back to its old place, which only the database knows.
    private async Task OnChangedAsync(FeedbackChange change)
    {
        if (change is { Kind: InteractionKind.Save, Added: false })
        {
            _entries = [.. (_entries ?? []).Where(entry => entry.Item.Id != change.ItemId)];
        }
        else if (change.Kind == InteractionKind.Save)
        {
            await ReloadAsync();
        }
    }

    private async Task OnOpenAsync(string itemId)
    {
        var user = await User.GetAsync();
        await Feedback.RecordAsync(user.Id, itemId, InteractionKind.Click, _origin, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The saved list could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
