using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Engine;
using Portal.People;

namespace Portal.Feed;

/// <summary>Makes of a person and what they ask for what the engine is asked.</summary>
public sealed class FeedQueries(EncoderHost encoder, StatementReader reader, PhraseVectors phrases, ProfileLoader profiles, TimeProvider time)
{
    /// <summary>The query of a part of a feed.</summary>
    /// <param name="userId">For whom.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="state">What ranks.</param>
    /// <param name="usual">How many items, where the request does not say.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">The count or the mood is out of bounds.</exception>
    public async Task<FeedQuery> OfAsync(string userId, FeedRequest request, EngineState state, int usual, CancellationToken cancellationToken)
    {
        var count = request.Count ?? usual;
        if (count is < 1 or > FeedService.MostCards)
        {
            throw new ArgumentException($"Count is {count}; allowed is 1 to {FeedService.MostCards}.", nameof(request));
        }

        if (request.Mood?.Length > FeedService.LongestMood)
        {
            throw new ArgumentException($"The mood has {request.Mood.Length} characters; allowed are {FeedService.LongestMood}.", nameof(request));
        }

        var now = time.GetUtcNow();
        var person = await profiles.LoadWithSessionAsync(userId, state, PersonQuery.ClauseMomentOf(now, request.Surroundings, request.Mood), cancellationToken);
        var mood = await MoodAsync(request.Mood, state, cancellationToken);
        var query = PersonQuery.Of(userId, person, state, now, request.Surroundings, count);
        return query with
        {
            Person = await WithConceptsOfAsync(mood, query.Person, state, cancellationToken),
            Mood = mood,
            Kind = request.Kind,
            Placed = [.. request.Placed.Select(id => state.Snapshot.Catalogue.TryFind(id, out var item) ? item : (ItemIndex?)null).OfType<ItemIndex>()],
        };
    }

    private async Task<PersonProfile> WithConceptsOfAsync(Mood? mood, PersonProfile person, EngineState state, CancellationToken cancellationToken)
    {
        if (mood is null || await phrases.OfConceptsAsync([mood.Parsed], state, cancellationToken) is not { Count: > 0 } further)
        {
            return person;
        }

        Dictionary<string, float[]> vectors = new(person.ConceptVectors, StringComparer.Ordinal);
        foreach (var (text, vector) in further)
        {
            vectors[text] = vector;
        }

        return person with { ConceptVectors = vectors };
    }

    private async Task<Mood?> MoodAsync(string? text, EngineState state, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var parsed = await reader.ReadAsync(text.Trim(), null, state, cancellationToken);
        var vector = await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken);
        return new Mood(parsed, encoder.EncoderId == state.Snapshot.Vectors?.EncoderId ? vector : null);
    }
}
