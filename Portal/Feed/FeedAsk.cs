using Portal.Domain.Catalogue;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.Engine.Experiments;

namespace Portal.Feed;

/// <summary>What a part of a feed is ranked by.</summary>
/// <param name="Treatment">How the person is served.</param>
/// <param name="Query">What the engine is asked.</param>
/// <param name="Second">The same for the ranking that takes turns with it; null where none does.</param>
public sealed record FeedAsk(Treatment Treatment, FeedQuery Query, FeedQuery? Second)
{
    /// <summary>What ranks by the first or the second ranking.</summary>
    public (EngineState State, FeedQuery Query) By(int ranking) => ranking == 0 ? (Treatment.State, Query) : (Treatment.Interleaved!.State, Second!);

    /// <summary>How often the person was shown items lately; null for lists that are not made for a person.</summary>
    public IReadOnlyDictionary<ItemIndex, int>? Shown => Query.Person.Settings.Unpersonalised ? null : Query.Person.Shown;
}
