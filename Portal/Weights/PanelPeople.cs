using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Engine;

namespace Portal.Weights;

/// <summary>Why somebody is on the panel.</summary>
public enum PanelReason
{
    /// <summary>They have done the least: little is known of them.</summary>
    Cold,

    /// <summary>They have done the most.</summary>
    Heavy,

    /// <summary>What they like, few others like.</summary>
    Niche,

    /// <summary>Of those who have rules, they have the most.</summary>
    Rules,

    /// <summary>The administrator wants to see them.</summary>
    Chosen,
}

/// <summary>Somebody on whose list changes are tried out.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Reason">Why they are on the panel.</param>
/// <param name="Count">Actions of the cold and the heavy, people who like what the niche likes (mean), rules of those with rules.</param>
public sealed record PanelMember(string UserId, string Name, PanelReason Reason, double Count)
{
    /// <summary>Whether they are invented.</summary>
    public bool Simulated { get; init; }
}

/// <summary>Somebody whose name was looked for.</summary>
public sealed record FoundPerson(string UserId, string Name, string UserName);

/// <summary>Chooses the people on whom changes of the weights are tried out, by a handful of queries however many there are.</summary>
public sealed class PanelPeople(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>Fewer likes do not tell a taste.</summary>
    public const int LeastLikes = 3;

    // One may be the heaviest and have the most rules: then the next one has the place.
    private const int Runners = 5;

    private const int MostStatements = 200, MostFound = 8, LongestName = 100;

    /// <summary>A cold person, a heavy one, one of a rare taste and one with rules, as far as there are such, and whoever was chosen. Each once.</summary>
    /// <param name="chosen">Id of the person the administrator wants to see; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<PanelMember>> ChooseAsync(string? chosen, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        List<(PanelReason Reason, List<(string UserId, double Count)> Runners)> kinds =
        [
            (PanelReason.Cold, await ColdAsync(db, cancellationToken)),
            (PanelReason.Heavy, await HeavyAsync(db, cancellationToken)),
            (PanelReason.Niche, await NicheAsync(db, cancellationToken)),
            (PanelReason.Rules, await WithRulesAsync(db, cancellationToken)),
        ];
        List<(string UserId, PanelReason Reason, double Count)> panel = chosen is null ? [] : [(chosen, PanelReason.Chosen, 0)];
        foreach (var (reason, runners) in kinds)
        {
            var taken = panel.Select(member => member.UserId).ToHashSet(StringComparer.Ordinal);
            if (runners.Where(runner => !taken.Contains(runner.UserId)).Take(1).ToList() is [var next])
            {
                panel.Add((next.UserId, reason, next.Count));
            }
        }

        var ids = panel.Select(member => member.UserId).ToList();
        var names = await db.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).Select(user => new { user.Id, user.DisplayName, user.UserName, user.Simulated }).ToDictionaryAsync(user => user.Id, cancellationToken);
        return
        [
            .. panel.Where(member => names.ContainsKey(member.UserId)).OrderBy(member => member.Reason)
                .Select(member => new PanelMember(member.UserId, names[member.UserId] is var user && user.DisplayName.Length > 0 ? user.DisplayName : user.UserName ?? member.UserId, member.Reason, member.Count) { Simulated = names[member.UserId].Simulated }),
        ];
    }

    /// <summary>The people whose names hold some words.</summary>
    public async Task<IReadOnlyList<FoundPerson>> FindAsync(string words, CancellationToken cancellationToken)
    {
        words = words.Trim();
        if (words.Length is 0 or > LongestName)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pattern = $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)}%";
        return await db.Users.AsNoTracking()
            .Where(user => EF.Functions.Like(user.DisplayName, pattern, "\\") || EF.Functions.Like(user.UserName!, pattern, "\\"))
            .OrderBy(user => user.DisplayName).ThenBy(user => user.Id).Take(MostFound)
            .Select(user => new FoundPerson(user.Id, user.DisplayName, user.UserName ?? ""))
            .ToListAsync(cancellationToken);
    }

    // Whoever never did anything comes first, those who work here aside.
    private static async Task<List<(string, double)>> ColdAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var never = await db.Users.AsNoTracking()
            .Where(user => !db.Interactions.Any(row => row.UserId == user.Id && row.RetractedUtc == null && row.Kind != InteractionKind.Impression))
            .Where(user => !db.UserRoles.Any(given => given.UserId == user.Id && db.Roles.Any(role => role.Id == given.RoleId && role.Name != Roles.User)))
            .OrderByDescending(user => user.CreatedUtc).ThenBy(user => user.Id).Take(Runners)
            .Select(user => user.Id).ToListAsync(cancellationToken);
        if (never.Count > 0)
        {
            return [.. never.Select(id => (id, 0.0))];
        }

        var least = await Acts(db).OrderBy(row => row.Count).ThenBy(row => row.UserId).Take(Runners).ToListAsync(cancellationToken);
        return [.. least.Select(row => (row.UserId, (double)row.Count))];
    }

    private static async Task<List<(string, double)>> HeavyAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var most = await Acts(db).OrderByDescending(row => row.Count).ThenBy(row => row.UserId).Take(Runners).ToListAsync(cancellationToken);
        return [.. most.Select(row => (row.UserId, (double)row.Count))];
    }

    private static IQueryable<ActCount> Acts(PortalDbContext db) => db.Interactions.AsNoTracking()
        .Where(row => row.RetractedUtc == null && row.Kind != InteractionKind.Impression)
        .GroupBy(row => row.UserId)
        .Select(group => new ActCount { UserId = group.Key, Count = group.Count() });

    private static async Task<List<(string, double)>> NicheAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var likes = db.Interactions.AsNoTracking().Where(row => row.RetractedUtc == null && row.Kind == InteractionKind.Like);
        var known = likes.GroupBy(row => row.ItemId).Select(group => new { ItemId = group.Key, People = group.Count() });
        var rare = await likes.Join(known, like => like.ItemId, item => item.ItemId, (like, item) => new { like.UserId, item.People })
            .GroupBy(row => row.UserId)
            .Where(group => group.Count() >= LeastLikes)
            .Select(group => new { UserId = group.Key, Mean = group.Average(row => (double)row.People) })
            .OrderBy(row => row.Mean).ThenBy(row => row.UserId).Take(Runners).ToListAsync(cancellationToken);
        return [.. rare.Select(row => (row.UserId, row.Mean))];
    }

    private async Task<List<(string, double)>> WithRulesAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var newest = await db.Statements.AsNoTracking()
            .Where(row => row.State == StatementState.Active && (row.ExpiresUtc == null || row.ExpiresUtc > now))
            .OrderByDescending(row => row.UpdatedUtc).ThenBy(row => row.Id).Take(MostStatements)
            .Select(row => new { row.UserId, row.Parsed }).ToListAsync(cancellationToken);
        return
        [
            .. newest.GroupBy(row => row.UserId)
                .Select(group => (UserId: group.Key, Rules: (double)group.Sum(row => StatementReader.Read(row.Parsed)?.Clauses.Count(clause => clause.IsRule) ?? 0)))
                .Where(person => person.Rules > 0)
                .OrderByDescending(person => person.Rules).ThenBy(person => person.UserId, StringComparer.Ordinal).Take(Runners),
        ];
    }

    private sealed class ActCount
    {
        public required string UserId { get; init; }

        public int Count { get; init; }
    }
}
