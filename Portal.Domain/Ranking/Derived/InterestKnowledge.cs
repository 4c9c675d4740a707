using System.Collections.Concurrent;
using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Language;
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
    /// <param name="edits">What they changed about their interests, the oldest change first.</param>
    /// <param name="said">What they said against labels (<see cref="InterestRulings"/>).</param>
    public PersonInterests Of(ItemWeight[] liked, RankingWeights weights, IReadOnlyList<InterestEdit> edits, IReadOnlyList<Clause> said) =>
        _people.Get(liked, [weights.InterestCutOff, weights.MostInterests], () => Make(liked, weights, edits, said), Words(edits, said));

    private PersonInterests Make(ItemWeight[] liked, RankingWeights weights, IReadOnlyList<InterestEdit> edits, IReadOnlyList<Clause> said)
    {
        // The weights have faded with age already.
        InterestOptions options = new() { CutOff = weights.InterestCutOff, MostInterests = weights.MostInterests };
        var profiler = _profilers.GetOrAdd(options, chosen => new InterestProfiler(_catalogue, _vectors, words: null, chosen));
        var profile = profiler.Profile([.. liked.Select(like => new Opinion(like.Item, like.Weight, default))], default, edits);
        return new PersonInterests(profile.Overrule(interest => InterestRulings.Against(_catalogue, interest, said) is not null), _vectors, _neighbours);
    }

    // Lengths, so that a name cannot pass for a change.
    private static string Words(IReadOnlyList<InterestEdit> edits, IReadOnlyList<Clause> said) => string.Concat(
    [
        .. edits.Select(edit => string.Create(CultureInfo.InvariantCulture, $"{edit.Anchor.Value}/{edit.MergedWith?.Value}/{edit.Weight:R}/{edit.Name?.Length}/{edit.Name}\n")),
        .. said.Select(clause => $"{clause.Key.Length}/{clause.Key}\n"),
    ]);
}

/// <summary>A person's interests and the items near the most important of them.</summary>
internal sealed class PersonInterests(InterestProfile profile, IVectorIndex? vectors, ItemNeighbours neighbours)
{
    // Each is a scan of all vectors.
    private const int InterestsAsked = 5, NearEach = 200;

    private readonly Lazy<ItemIndex[]> _near = new(() =>
    [
        .. Counted(profile).Take(InterestsAsked).SelectMany(interest => interest.Centroid is { } centroid && vectors is not null
            ? vectors.Search(centroid, NearEach).Select(hit => hit.Item)
            : neighbours.Of(interest.Medoid).Prepend(interest.Medoid)).Distinct(),
    ]);

    /// <summary>The interests.</summary>
    public InterestProfile Profile => profile;

    /// <summary>The items near the most important of them, each once; searched when first asked for.</summary>
    public IReadOnlyList<ItemIndex> Near => _near.Value;

    private static IEnumerable<Interest> Counted(InterestProfile profile) =>
        profile.Interests.Index().Where(entry => profile.StandingOf(entry.Index) > 0).OrderByDescending(entry => profile.StandingOf(entry.Index)).Select(entry => entry.Item);
}
