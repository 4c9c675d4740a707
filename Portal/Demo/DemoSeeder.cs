using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Demo.Simulation;

namespace Portal.Demo;

/// <summary>
/// Puts the demo catalogue, its personas and the simulated readers into the database. Each of the three is one
/// transaction and adds only what is missing, so an interrupted start is made good by the next, and nothing that
/// somebody edited is touched.
/// </summary>
internal sealed partial class DemoSeeder(
    IDbContextFactory<PortalDbContext> databases,
    IOptions<PortalOptions> options,
    TimeProvider clock,
    ILogger<DemoSeeder> logger) : ISeeder
{
    private const string PersonaRole = "User";

    public int Order => 100;

    public string Name => "Demo catalogue and people";

    public async Task SeedAsync(CancellationToken ct)
    {
        if (!options.Value.Demo)
        {
            return;
        }

        var started = Stopwatch.GetTimestamp();
        var now = clock.GetUtcNow().UtcDateTime;
        var catalogue = DemoCatalogue.Load();
        var personas = PersonaFile.Load(catalogue);
        var items = await InTransactionAsync(db => SeedItemsAsync(db, catalogue, now, ct), ct);
        var people = await InTransactionAsync(db => SeedPersonasAsync(db, catalogue, personas, now, ct), ct);
        var readers = await InTransactionAsync(db => SeedReadersAsync(db, catalogue, personas, now, ct), ct);
        LogSeeded(items, people, readers, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task<int> SeedItemsAsync(PortalDbContext db, DemoCatalogue catalogue, DateTime now, CancellationToken ct)
    {
        var known = await db.Items.Select(item => item.ExternalId).ToHashSetAsync(StringComparer.Ordinal, ct);
        var missing = catalogue.Rows.Where(row => !known.Contains(row.Id)).Select(row => DemoCatalogue.ToEntity(row, now)).ToList();
        await db.InsertAsync(missing, ct);
        return missing.Count;
    }

    private static async Task<int> SeedPersonasAsync(
        PortalDbContext db, DemoCatalogue catalogue, IReadOnlyList<Persona> personas, DateTime now, CancellationToken ct)
    {
        var missing = await MissingAsync(db, personas, persona => persona.User, ct);
        if (missing.Count == 0)
        {
            return 0;
        }

        var normalized = PersonaRole.ToUpperInvariant();
        var role = await db.Roles.Where(role => role.NormalizedName == normalized).Select(role => role.Id).SingleOrDefaultAsync(ct)
            ?? throw new InvalidOperationException($"The role '{PersonaRole}' does not exist; seed the roles before the demo's people.");
        var items = await ItemIdsAsync(db, ct);
        var parser = catalogue.CreateParser();
        var users = missing.Select(persona => (Persona: persona, User: DemoPeople.ToUser(persona, now))).ToList();
        var statements = users.SelectMany(one => DemoPeople.Statements(one.Persona, one.User.Id, parser, now)).ToList();
        await db.InsertAsync(users.Select(one => one.User), ct);
        await db.InsertAsync(users.Select(one => new IdentityUserRole<string> { UserId = one.User.Id, RoleId = role }), ct);
        await db.InsertAsync(statements.Select(pair => pair.Statement), ct);
        await db.InsertAsync(statements.Select(pair => pair.Change), ct);
        await db.InsertAsync(users.SelectMany(one => DemoPeople.Opinions(one.Persona, one.User.Id, items, now)), ct);
        return missing.Count;
    }

    private static async Task<int> SeedReadersAsync(
        PortalDbContext db, DemoCatalogue catalogue, IReadOnlyList<Persona> personas, DateTime now, CancellationToken ct)
    {
        SimulationOptions simulation = new();
        var missing = await MissingAsync(db, [.. Enumerable.Range(1, simulation.Readers)], ReaderSimulator.UserName, ct);
        if (missing.Count == 0)
        {
            return 0;
        }

        var items = await ItemIdsAsync(db, ct);
        var wanted = missing.ToHashSet();
        List<PortalUser> users = [];
        List<InteractionEntity> interactions = [];
        foreach (var reader in new ReaderSimulator(catalogue, personas, simulation).Draw().Where(reader => wanted.Contains(reader.Number)))
        {
            var user = DemoPeople.ToUser(reader, now);
            users.Add(user);
            interactions.AddRange(DemoPeople.Interactions(reader, user.Id, items, now));
        }

        await db.InsertAsync(users, ct);
        await db.InsertAsync(interactions, ct);
        return missing.Count;
    }

    // A real person may have taken the name of a demo person: it stays theirs.
    private static async Task<List<T>> MissingAsync<T>(PortalDbContext db, IReadOnlyList<T> people, Func<T, string> name, CancellationToken ct)
    {
        var names = people.Select(person => name(person).ToUpperInvariant()).ToList();
        var taken = await db.Users.Where(user => names.Contains(user.NormalizedUserName!)).Select(user => user.NormalizedUserName!).ToHashSetAsync(StringComparer.Ordinal, ct);
        return [.. people.Where(person => !taken.Contains(name(person).ToUpperInvariant()))];
    }

    private static Task<Dictionary<string, int>> ItemIdsAsync(PortalDbContext db, CancellationToken ct) =>
        db.Items.Select(item => new { item.ExternalId, item.Id }).ToDictionaryAsync(item => item.ExternalId, item => item.Id, StringComparer.Ordinal, ct);

    // A retrying connection wants to repeat the whole transaction.
    private async Task<int> InTransactionAsync(Func<PortalDbContext, Task<int>> seed, CancellationToken ct)
    {
        await using var outer = await databases.CreateDbContextAsync(ct);
        return await outer.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var db = await databases.CreateDbContextAsync(token);
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var count = await seed(db);
                await transaction.CommitAsync(token);
                return count;
            },
            ct);
    }

    [LoggerMessage(LogLevel.Information, "Demo: {Items} items, {Personas} personas and {Readers} simulated readers added in {Milliseconds:0} ms")]
    private partial void LogSeeded(int items, int personas, int readers, double milliseconds);
}
