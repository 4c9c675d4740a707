using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Recommendation;
using Portal.Shared;

namespace Portal.Feed;

/// <summary>Asks while its panel is open, shows each answer as it comes, and remembers those of every card it was asked about.</summary>
public sealed partial class WhatWouldChange : IAsyncDisposable
{
    private const int MostTitles = 6;

    private static int _count;

    private readonly string _heading = $"change-{Interlocked.Increment(ref _count)}";
    private readonly CancellationSeries _loads = new();
    private readonly Dictionary<FeedEntry, IReadOnlyList<WhatIf>> _known = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyList<WhatIf> _answers = [];
    private FeedEntry? _asked;
    private bool _busy, _failed;

    /// <summary>The card; null while nobody looks.</summary>
    [Parameter, EditorRequired]
    public FeedEntry? Entry { get; set; }

    [Inject]
    public required IWhatIf Answers { get; init; }

    [Inject]
    public required IStringLocalizer<FeedText> Text { get; init; }

    [Inject]
    public required ILogger<WhatWouldChange> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(Entry, _asked))
        {
            return;
        }

        _asked = Entry;
        await AgainAsync();
    }

    // What was found of a card stays true: it tells of the list on which the card was served.
    private async Task AgainAsync()
    {
        var token = await _loads.StartAsync();
        if (_asked is not { } entry)
        {
            _busy = false;
            return;
        }

        (_answers, _failed, _busy) = (_known.GetValueOrDefault(entry, []), false, !_known.ContainsKey(entry));
        if (!_busy)
        {
            return;
        }

        try
        {
            await foreach (var answer in Answers.AskAsync(entry, token))
            {
                token.ThrowIfCancellationRequested();
                _answers = [.. _answers, answer];
                StateHasChanged();
            }

            _known[entry] = _answers;
            _busy = false;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Closed, or another card's panel by now.
        }
        catch (Exception e)
        {
            LogFailed(Log, entry.Item.Id, e);
            if (!token.IsCancellationRequested)
            {
                (_failed, _busy) = (true, false);
            }
        }
    }

    private string Would(WhatIf answer) => answer.Place switch
    {
        null => Text["WouldGo", Without(answer), Recommender.Depth],
        { } place when place == answer.Now => Text["WouldStay", Without(answer), place],
        { } place => Text["WouldBe", Without(answer), place],
    };

    private string Without(WhatIf answer) => answer.Kind switch
    {
        WithoutKind.Words => Text["WithoutWords", ReasonWriter.Cut(answer.Name)],
        WithoutKind.Mood => Text["WithoutMood", ReasonWriter.Cut(answer.Name)],
        WithoutKind.Inspiration => Text["WithoutItem", ReasonWriter.Cut(answer.Name)],
        _ => Text["WithoutPart", Text.Signal(answer.Name)],
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "What would change the place of item {ItemId} could not be found")]
    private static partial void LogFailed(ILogger logger, string itemId, Exception error);
}
