using Portal.Domain.Catalogue;
using Portal.Domain.OffPolicy;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Weights;

/// <summary>Ranks the same people's lists with the live weights and with a draft, to tell how much of the draft's lists the log can know.</summary>
public sealed class DraftListTrial(EngineService engine, ProfileLoader profiles, TimeProvider time)
{
    /// <summary>How many people are tried.</summary>
    public const int MostPeople = 40;

    /// <summary>As much of a list as a feed shows at once.</summary>
    public const int Places = 24;

    /// <summary>Share of the draft's places whose items stand on the live list too, 0..1; 1 where nobody has a list.</summary>
    /// <param name="people">Ids of the people.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="progress">Receives the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Stops between two people.</param>
    public async Task<double> OverlapAsync(IReadOnlyList<string> people, RankingWeights draft, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var live = await engine.GetAsync(cancellationToken);
        var tried = live.Under(draft, "draft");
        ListCover cover = new();
        for (var i = 0; i < people.Count; i++)
        {
            var now = time.GetUtcNow();
            var present = await QueryAsync(people[i], live, now, cancellationToken);
            var next = await QueryAsync(people[i], tried, now, cancellationToken);
            await Task.Run(() => Compare(live, present, tried, next, cover), cancellationToken);
            progress?.Report((i + 1.0) / people.Count);
        }

        return cover.Share;
    }

    // What an action counts decides about a person's own history: under other weights they are another person.
    private async Task<FeedQuery> QueryAsync(string userId, EngineState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = await profiles.LoadWithSessionAsync(userId, state, PersonQuery.ClauseMomentOf(now, Surroundings.Unknown), cancellationToken);
        return PersonQuery.Of(userId, person, state, now, Surroundings.Unknown, Places);
    }

    private static void Compare(EngineState live, FeedQuery present, EngineState tried, FeedQuery next, ListCover cover)
    {
        HashSet<ItemIndex> shown = [.. Recommender.Recommend(live.Snapshot, present).Select(item => item.Item)];
        cover.Add(Recommender.Recommend(tried.Snapshot, next).Select(item => item.Item), shown.Contains);
    }
}
