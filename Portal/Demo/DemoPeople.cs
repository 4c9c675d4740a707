using System.Text.Json;
using Portal.Data.Entities;
using Portal.Demo.Simulation;
using Portal.Domain.Language;
using Portal.Domain.Profiles;

namespace Portal.Demo;

/// <summary>Turns personas and simulated readers into rows. Nobody of them has a password or an address that exists.</summary>
internal static class DemoPeople
{
    /// <summary>What <see cref="InteractionEntity.Context"/> says of everything made up.</summary>
    public const string Context = "simulation";

    // A persona's opinions lie this far apart, the newest this long ago.
    private static readonly TimeSpan OpinionStep = TimeSpan.FromHours(191);
    private static readonly TimeSpan NewestOpinion = TimeSpan.FromDays(3);

    public static PortalUser ToUser(Persona persona, DateTime now)
    {
        var oldest = persona.Statements.Select(statement => statement.DaysAgo).Append(180).Max();
        var user = CreateUser(persona.User, persona.Name, now.AddDays(-oldest - 1));
        user.Persona = true;
        user.About = persona.About;
        return user;
    }

    public static PortalUser ToUser(SimulatedReader reader, DateTime now) =>
        CreateUser(
            ReaderSimulator.UserName(reader.Number),
            $"Simulated reader {reader.Number:000}",
            now - reader.Interactions.Select(done => done.Ago).DefaultIfEmpty().Max() - TimeSpan.FromMinutes(5));

    public static IEnumerable<(StatementEntity Statement, StatementChangeEntity Change)> Statements(Persona persona, string userId, StatementParser parser, DateTime now)
    {
        foreach (var statement in persona.Statements)
        {
            var at = now.AddDays(-statement.DaysAgo);
            var id = Guid.CreateVersion7(at);
            yield return (
                new StatementEntity
                {
                    Id = id,
                    UserId = userId,
                    Text = statement.Text,
                    CreatedUtc = at,
                    UpdatedUtc = at,
                    Parsed = JsonSerializer.Serialize(parser.Parse(statement.Text), JsonSerializerOptions.Web),
                },
                new StatementChangeEntity { StatementId = id, UserId = userId, AtUtc = at, Action = StatementAction.Added, TextAfter = statement.Text });
        }
    }

    public static IEnumerable<InteractionEntity> Opinions(Persona persona, string userId, IReadOnlyDictionary<string, int> items, DateTime now) =>
        persona.Likes.Select(id => (Id: id, Kind: InteractionKind.Like))
            .Concat(persona.Dislikes.Select(id => (Id: id, Kind: InteractionKind.Dislike)))
            .Select((opinion, i) => new InteractionEntity
            {
                UserId = userId,
                ItemId = items[opinion.Id],
                Kind = opinion.Kind,
                AtUtc = now - NewestOpinion - (i * OpinionStep),
                Context = Context,
            });

    public static IEnumerable<InteractionEntity> Interactions(SimulatedReader reader, string userId, IReadOnlyDictionary<string, int> items, DateTime now) =>
        reader.Interactions.Select(done => new InteractionEntity
        {
            UserId = userId,
            ItemId = items[done.ItemId],
            Kind = done.Kind,
            Value = done.Value,
            AtUtc = now - done.Ago,
            Context = Context,
        });

    private static PortalUser CreateUser(string name, string displayName, DateTime created)
    {
        var email = $"{name}@demo.invalid";
        return new PortalUser
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            DisplayName = displayName,
            CreatedUtc = created,
            OnboardedUtc = created,
            Simulated = true,
        };
    }
}
