using Portal.Engine.Experiments;
using Portal.People;

namespace Portal.Feed;

/// <summary>
/// The feed of one circuit. Somebody who opens an item and comes back, or drops a mood or a filter again, finds the list as
/// they left it; a new sentence, new weights or half an hour make a new one.
/// </summary>
public sealed class FeedSession(FeedService feed, FeedbackService feedback, BrowserTime browser, TimeProvider time)
{
    private const int MostLists = 4;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    // Each for another filter or mood; the oldest first.
    private readonly List<(FeedList List, DateTimeOffset LoadedAt)> _lists = [];
    private (string UserId, string Stamp) _of;
    private FeedList? _shown;

    /// <summary>The card that was opened last on the list that is shown: the one to go back to.</summary>
    public string? Opened { get; set; }

    /// <summary>The list for a filter and mood, the one at hand if it still holds.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="kind">Only this kind; null for all.</param>
    /// <param name="mood">What they are in the mood for; null for nothing.</param>
    /// <param name="forced">The variant that is asked for; null for none.</param>
    /// <param name="fresh">A new list in any case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FeedList> OpenAsync(string userId, string? kind, string? mood, ForcedVariant? forced, bool fresh, CancellationToken cancellationToken)
    {
        FeedList list = new(kind, mood, forced);
        var of = (userId, await StampAsync(userId, list, cancellationToken));
        if (_of != of)
        {
            _lists.Clear();
            _of = of;
        }

        _lists.RemoveAll(kept => time.GetUtcNow() - kept.LoadedAt >= Lifetime);
        if (!fresh && _lists.Find(kept => Fits(kept.List, list)).List is { } known)
        {
            known.Reconcile(await feedback.OpinionsAsync(userId, known.ItemIds, cancellationToken));
            return Show(known);
        }

        list.Append(await NextAsync(userId, list.Next, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        Keep(list);
        return Show(list);
    }

    /// <summary>Loads the next part of a list.</summary>
    public async Task ExtendAsync(string userId, FeedList list, CancellationToken cancellationToken)
    {
        var edition = list.Edition;
        var batch = await NextAsync(userId, list.Next, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (list.Edition == edition)
        {
            list.Append(batch);
        }
    }

    /// <summary>Ranks anew what stands below the first cards of a list, after something that the person said in place. Other lists are dropped.</summary>
    /// <returns>How many cards are new or stand elsewhere now.</returns>
    public async Task<int> RerankAsync(string userId, FeedList list, int kept, CancellationToken cancellationToken)
    {
        var of = (userId, await StampAsync(userId, list, cancellationToken));
        var batch = await NextAsync(userId, list.Below(kept), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var moved = list.ReplaceBelow(kept, batch);
        _lists.RemoveAll(other => !ReferenceEquals(other.List, list));
        _of = of;
        return moved;
    }

    private async Task<FeedBatch> NextAsync(string userId, FeedRequest request, CancellationToken cancellationToken) =>
        await feed.GetPageAsync(userId, await HereAsync(request, cancellationToken), cancellationToken);

    private async Task<string> StampAsync(string userId, FeedList list, CancellationToken cancellationToken) =>
        await feed.StampAsync(userId, await HereAsync(list.Next, cancellationToken), cancellationToken);

    private async Task<FeedRequest> HereAsync(FeedRequest request, CancellationToken cancellationToken) => request with { Surroundings = await browser.SurroundingsAsync(cancellationToken) };

    private static bool Fits(FeedList one, FeedList other) => one.Kind == other.Kind && one.Mood == other.Mood && one.Forced == other.Forced;

    private void Keep(FeedList list)
    {
        _lists.RemoveAll(kept => Fits(kept.List, list));
        _lists.Add((list, time.GetUtcNow()));
        if (_lists.Count > MostLists)
        {
            _lists.RemoveAt(0);
        }
    }

    private FeedList Show(FeedList list)
    {
        if (!ReferenceEquals(_shown, list))
        {
            (_shown, Opened) = (list, null);
        }

        return list;
    }
}
