using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Context;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Retrieval;
using Portal.Domain.ShortTerm;

namespace Portal.Tests.Support;

/// <summary>Models learned from a few invented people.</summary>
internal static class ModelFixtures
{
    /// <summary>Learns from people who took to some items in some order, each fully.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="people">Positions of each person's items, oldest first.</param>
    /// <param name="moments">Items that were taken to at a known moment.</param>
    public static LearnedModels Learn(EngineSnapshot snapshot, IReadOnlyList<int[]> people, params ContextEvent[] moments)
    {
        var count = snapshot.Catalogue.Count;
        InteractionMatrix matrix = new(people.Count, count, people.SelectMany((items, user) => items.Distinct().Select(item => (new UserIndex(user), new ItemIndex(item), 1f))));
        return new LearnedModels
        {
            Version = "test",
            Collaborative = new EaseTrainer { Lambda = 3 }.Train(matrix, null, default),
            Popular = new PopularityTrainer().Train(matrix, null, default),
            Transitions = new TransitionTrainer().Train(new EventSequences { ItemCount = count, Items = people }, null, default),
            Context = ContextLift.Learn(snapshot.Catalogue, moments, pseudoCount: 5),
        };
    }

    /// <summary>A session in which items were opened one after another, the newest first, a minute apart, the last one a minute ago.</summary>
    public static Session Session(params ItemIndex[] newestFirst) => Portal.Domain.ShortTerm.Session.Of(
        newestFirst.Select((item, i) => new SessionEvent(item, InteractionKind.Click, null, EngineFixtures.Now.AddMinutes(-1 - i))), Portal.Domain.ShortTerm.Session.DefaultGap);
}
