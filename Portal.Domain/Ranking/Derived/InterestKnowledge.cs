using System.Collections.Concurrent;
using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Ranking.Derived;

/// <summary>The interests of the people who came lately: telling them apart takes the square of a person's likes, and they come back with the same.</summary>
internal sealed class InterestKnowledge
{
    private const int MostPeople = 2048;

    private readonly CatalogueIndex _catalogue;
    private readonly IVectorIndex? _vectors;
    private readonly ItemNeighbours _neighbours;
    private readonly ConcurrentDictionary<InterestOptions, InterestProfiler> _profilers = new();
    private readonly BoundedCache<PersonInterests> _people = new(MostPeople);

    private InterestKnowledge(EngineSnapshot snapshot) => (_catalogue, _vectors, _neighbours) = (snapshot.Catalogue, snapshot.Vectors, snapshot.Neighbours);

    public static InterestKnowledge Of(EngineSnapshot snapshot) => snapshot.Derived<InterestKnowledge>(_ => new InterestKnowledge(snapshot));

    /// <summary>The interests in what a person likes.</summary>
    /// <param name="liked">What they like and how much it counts beside the rest.</param>
    /// <param name="weights">The weights in force.</param>
    public PersonInterests Of(ItemWeight[] liked, RankingWeights weights) => _people.Get(liked, [weights.InterestCutOff, weights.MostInterests], () =>
    {
        // The weights have faded with age already.
        InterestOptions options = new() { CutOff = weights.InterestCutOff, MostInterests = weights.MostInterests };
        var profiler = _profilers.GetOrAdd(options, chosen => new InterestProfiler(_catalogue, _vectors, words: null, chosen));
        return new PersonInterests(profiler.Profile([.. liked.Select(like => new Opinion(like.Item, like.Weight, default))], default), _vectors, _neighbours);
    });
}

/// <summary>A person's interests and the items near the most important of them.</summary>
internal sealed class PersonInterests(InterestProfile profile, IVectorIndex? vectors, ItemNeighbours neighbours)
{
    // Each is a scan of all vectors.
    private const int InterestsAsked = 5, NearEach = 200;

    private readonly Lazy<ItemIndex[]> _near = new(() =>
    [
        .. profile.Interests.Take(InterestsAsked).SelectMany(interest => interest.Centroid is { } centroid && vectors is not null
            ? vectors.Search(centroid, NearEach).Select(hit => hit.Item)
            : neighbours.Of(interest.Medoid).Prepend(interest.Medoid)).Distinct(),
    ]);

    /// <summary>The interests.</summary>
    public InterestProfile Profile => profile;

    /// <summary>The items near the most important of them, each once; searched when first asked for.</summary>
    public IReadOnlyList<ItemIndex> Near => _near.Value;
}
