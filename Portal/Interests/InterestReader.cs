using System.Globalization;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Derived;
using Portal.Domain.ShortTerm;
using Portal.Engine;
using Portal.People;

namespace Portal.Interests;

/// <summary>A person's interests with what they were read from.</summary>
/// <param name="State">The catalogue and the weights in force.</param>
/// <param name="Person">The person.</param>
/// <param name="Session">What they took to lately.</param>
/// <param name="Now">The instant.</param>
/// <param name="Reading">The interests; null where nothing was liked yet.</param>
internal sealed record ReadInterests(EngineState State, PersonProfile Person, Session Session, DateTimeOffset Now, InterestReading? Reading)
{
    /// <summary>The person's weights: the familiar or the adventurous.</summary>
    public RankingWeights Weights => State.Weights.Towards(Person.Settings.Adventure);

    /// <summary>An interest's own name or the learned one; of one that nothing sets apart its middle item's title.</summary>
    public string NameOf(Domain.Content.Interest interest) => interest.GivenName ?? LearnedNameOf(interest);

    /// <summary>The learned name, which the catalogue writes small, with a capital.</summary>
    public string LearnedNameOf(Domain.Content.Interest interest) =>
        interest.LearnedName is { Length: > 0 } name ? char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..] : State.Snapshot.Catalogue[interest.Medoid].Title;

    /// <summary>The shares of the taste as it counts, in the order of the reading.</summary>
    public IReadOnlyList<double> Shares()
    {
        double[] counted = [.. (Reading?.Profile.Interests ?? []).Select(interest => interest.Importance * interest.CountedWeight)];
        var total = counted.Sum();
        return total > 0 ? Array.ConvertAll(counted, one => one / total) : counted;
    }

    /// <summary>An interest's liked items, what counts most first: that one stays among the likes that are looked at the longest.</summary>
    public IReadOnlyList<ItemIndex> Members(Domain.Content.Interest interest)
    {
        var opinions = Person.Liked.ToDictionary(opinion => opinion.Item);
        return [.. interest.Members.OrderByDescending(member => Weigh(opinions[member])).ThenBy(member => member.Value)];

        double Weigh(Opinion opinion) => opinion.Strength * Math.Pow(2, (opinion.At - Now) / TimeSpan.FromDays(Weights.LikeHalfLifeDays));
    }
}

/// <summary>Reads a person's interests the way the ranking does.</summary>
public sealed class InterestReader(EngineService engine, ProfileLoader profiles, TimeProvider time)
{
    internal async Task<ReadInterests> ReadAsync(string userId, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var state = await engine.GetAsync(cancellationToken);
        var now = time.GetUtcNow();
        var (person, session) = await profiles.LoadWithSessionAsync(userId, state, new ClauseMoment(now, TimeZoneInfo.ConvertTime(now, zone).DateTime), cancellationToken);

        // Off the circuit: telling interests apart takes the square of the likes.
        return await Task.Run(() => Read(state, person, session, now), cancellationToken);
    }

    private static ReadInterests Read(EngineState state, PersonProfile person, Session session, DateTimeOffset now)
    {
        ReadInterests read = new(state, person, session, now, Reading: null);
        using RankingContext context = new(state.Snapshot, person, mood: null, read.Weights, now) { Models = state.Models, Session = session };
        return read with { Reading = InterestReading.Of(context) };
    }
}
