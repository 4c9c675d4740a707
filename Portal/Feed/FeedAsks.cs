using System.Globalization;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.Engine.Experiments;

namespace Portal.Feed;

/// <summary>Finds out what to ask the engine for a person's list, under the experiments they take part in.</summary>
public sealed class FeedAsks(Treatments treatments, FeedQueries queries)
{
    /// <summary>How many items a part of a feed has, where no variant says otherwise.</summary>
    public const int UsualCards = 24;

    /// <summary>How a person is served.</summary>
    public ValueTask<Treatment> TreatmentAsync(string userId, FeedRequest request, EngineState live, CancellationToken cancellationToken) => treatments.OfAsync(
        userId,
        new ExperimentVisit
        {
            Visitor = request.Surroundings.Visitor,
            Session = request.Surroundings.Session,
            Device = request.Surroundings.Device,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Forced = request.Forced,
        },
        live,
        cancellationToken);

    /// <summary>What to ask the engine for a part of a person's feed.</summary>
    /// <exception cref="ArgumentException">The count or the mood is out of bounds.</exception>
    public async Task<FeedAsk> OfAsync(string userId, FeedRequest request, EngineState live, CancellationToken cancellationToken)
    {
        var treatment = await TreatmentAsync(userId, request, live, cancellationToken);
        var query = await queries.OfAsync(userId, request, treatment.State, treatment.Cards ?? UsualCards, cancellationToken);
        if (treatment.Variants.Count == 0)
        {
            return new FeedAsk(treatment, query, Second: null);
        }

        // Whoever asked for no list of their own is not looked at: neither served what is tried, nor counted.
        if (query.Person.Settings.Unpersonalised)
        {
            return new FeedAsk(Treatment.Live(live), await queries.OfAsync(userId, request, live, UsualCards, cancellationToken), Second: null);
        }

        return new FeedAsk(treatment, query, treatment.Interleaved is { } second ? await SecondAsync(userId, request, query, treatment.State, second.State, cancellationToken) : null);
    }

    // The same person, unless the weights of actions differ, which decide about their history.
    private async Task<FeedQuery> SecondAsync(string userId, FeedRequest request, FeedQuery query, EngineState first, EngineState second, CancellationToken cancellationToken) =>
        first.Weights.Interactions == second.Weights.Interactions
            ? query with { Weights = second.Weights.Towards(query.Person.Settings.Adventure) }
            : await queries.OfAsync(userId, request, second, query.Count, cancellationToken);
}
