using Portal.People;

namespace Portal.Feed;

/// <summary>
/// The feed of one circuit. Somebody who opens an item and comes back finds the list as they left it; a new sentence, new
/// weights, another filter or half an hour make a new one.
/// </summary>
public sealed class FeedSession(FeedService feed, FeedbackService feedback, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private FeedList? _list;
    private string? _userId;
    private string? _stamp;
    private DateTimeOffset _loadedAt;

    /// <summary>The card that was opened last: the one to go back to.</summary>
    public string? Opened { get; set; }

    /// <summary>The list for a filter and mood, the one at hand if it still holds.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="kind">Only this kind; null for all.</param>
    /// <param name="mood">What they are in the mood for; null for nothing.</param>
    /// <param name="fresh">A new list in any case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FeedList> OpenAsync(string userId, string? kind, string? mood, bool fresh, CancellationToken cancellationToken)
    {
        var stamp = await feed.StampAsync(userId, cancellationToken);
        if (!fresh && _list is { } known && known.Kind == kind && known.Mood == mood && (_userId, _stamp) == (userId, stamp) && time.GetUtcNow() - _loadedAt < Lifetime)
        {
            known.Reconcile(await feedback.OpinionsAsync(userId, known.ItemIds, cancellationToken));
            return known;
        }

        FeedList list = new(kind, mood);
        list.Append(await feed.GetPageAsync(userId, list.Next, cancellationToken));
        (_list, _userId, _stamp, _loadedAt, Opened) = (list, userId, stamp, time.GetUtcNow(), null);
        return list;
    }

    /// <summary>Loads the next part of a list.</summary>
    public async Task ExtendAsync(string userId, FeedList list, CancellationToken cancellationToken)
    {
        var batch = await feed.GetPageAsync(userId, list.Next, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        list.Append(batch);
    }
}
