using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Context;
using Portal.Domain.Language;
using Portal.Domain.Ranking;
using Portal.Domain.Recommendation;
using Portal.Domain.ShortTerm;
using Portal.Engine;

namespace Portal.People;

/// <summary>Asks for a list on behalf of a person: the one place where what is known of them and what they have set become a query.</summary>
public static class PersonQuery
{
    /// <summary>The query of a list without a mood or a filter.</summary>
    public static FeedQuery Of(string userId, LoadedPerson person, EngineState state, DateTimeOffset now, Surroundings surroundings, int count)
    {
        var (profile, session) = person;
        var personal = !profile.Settings.Unpersonalised;
        return new FeedQuery
        {
            Person = personal ? profile : profile.WithoutTaste(),
            Session = personal ? session : Session.None,
            Moment = personal ? MomentOf(now, surroundings) : Moment.Unknown,
            Models = personal ? state.Models : LearnedModels.None,
            Weights = personal ? state.Weights.Towards(profile.Settings.Adventure) : state.Weights,
            Now = now,
            Count = count,
            Seed = SeedOf(userId, now),
        };
    }

    /// <summary>The circumstances by which clauses count or not.</summary>
    public static ClauseMoment ClauseMomentOf(DateTimeOffset now, Surroundings surroundings, string? mood = null) =>
        new(now, surroundings.Zone is { } zone ? TimeZoneInfo.ConvertTime(now, zone).DateTime : null, mood);

    // Without the person's clock, the hour and perhaps the day are unknown; the part of the year is not.
    private static Moment MomentOf(DateTimeOffset now, Surroundings surroundings) => surroundings.Zone is { } zone
        ? Moment.Of(TimeZoneInfo.ConvertTime(now, zone), surroundings.Device)
        : Moment.Of(now, surroundings.Device) with { DayPart = null, DayKind = null };

    // What is drawn by chance stays for a day, so that the parts of a list belong together and a reload shows the same.
    private static ulong SeedOf(string userId, DateTimeOffset now) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{userId}/{now.UtcDateTime:yyyy-MM-dd}"))));
}
