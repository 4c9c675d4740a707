using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.Users;

/// <summary>Which accounts are meant.</summary>
/// <param name="Text">Words that all stand in name, e-mail or an id; empty for no matter.</param>
/// <param name="Role">A role they have; null for no matter, as with all that follow.</param>
/// <param name="Locked">Whether they are locked.</param>
/// <param name="Simulated">Whether they are made-up people of the demo.</param>
public sealed record UserFilter(string Text = "", string? Role = null, bool? Locked = null, bool? Simulated = null)
{
    public bool IsEmpty => this == new UserFilter();
}

/// <summary>An account in the list.</summary>
/// <param name="LastUtc">When they last did something; null for never.</param>
public sealed record UserEntry(string Id, string UserName, string DisplayName, bool Simulated, bool Locked, DateTime CreatedUtc, DateTime? LastUtc, IReadOnlyList<string> Roles);

/// <summary>One page of accounts.</summary>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">From 1; the last one where a later was asked for.</param>
public sealed record UserPageOfEntries(IReadOnlyList<UserEntry> Entries, int Total, int Page)
{
    public int Pages => Math.Max(1, (Total + UserDirectory.PageSize - 1) / UserDirectory.PageSize);
}

/// <summary>How much the portal holds about a person.</summary>
public sealed record UserHoldings(int Statements, int Changes, int Actions, int Requests, int Places, int Reviews, int Others)
{
    public int Total => Statements + Changes + Actions + Requests + Places + Reviews + Others;
}

/// <summary>Reads accounts page by page.</summary>
public sealed class UserDirectory(IDbContextFactory<PortalDbContext> contexts)
{
    public const int PageSize = 50;

    private const int MostWords = 8;
    private const string Escape = "\\";

    // All but impressions, of which there are many times more. Named one by one: so the database reads them past the impressions.
    private static readonly InteractionKind[] Acts = [.. Enum.GetValues<InteractionKind>().Where(kind => kind != InteractionKind.Impression)];

    /// <summary>One page, by name.</summary>
    public async Task<UserPageOfEntries> ReadAsync(UserFilter filter, int page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = Matching(db, filter);
        var total = await matching.CountAsync(cancellationToken);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var users = await matching.OrderBy(user => user.DisplayName).ThenBy(user => user.Id).Skip((at - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        return new UserPageOfEntries(await EntriesAsync(db, users, cancellationToken), total, at);
    }

    /// <summary>One account; null where there is none.</summary>
    public async Task<UserEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().Where(user => user.Id == id).ToListAsync(cancellationToken);
        return (await EntriesAsync(db, users, cancellationToken)).SingleOrDefault();
    }

    /// <summary>How much there is about a person.</summary>
    public async Task<UserHoldings> HoldingsAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new UserHoldings(
            await db.Statements.CountAsync(row => row.UserId == id, cancellationToken),
            await db.StatementChanges.CountAsync(row => row.UserId == id, cancellationToken),
            await db.Interactions.CountAsync(row => row.UserId == id, cancellationToken),
            await db.FeedRequests.CountAsync(row => row.UserId == id, cancellationToken),
            await db.ServedPositions.CountAsync(row => row.UserId == id, cancellationToken),
            await db.Reviews.CountAsync(row => row.UserId == id, cancellationToken),
            await db.PersonSettings.CountAsync(row => row.UserId == id, cancellationToken)
                + await db.RuleExemptions.CountAsync(row => row.UserId == id, cancellationToken)
                + await db.InterestEdits.CountAsync(row => row.UserId == id, cancellationToken)
                + await db.ExperimentUnits.CountAsync(row => row.Unit == id, cancellationToken));
    }

    private static IQueryable<PortalUser> Matching(PortalDbContext db, UserFilter filter)
    {
        IQueryable<PortalUser> users = db.Users.AsNoTracking();
        foreach (var word in filter.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var pattern = $"%{word.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal).Replace("_", Escape + "_", StringComparison.Ordinal).Replace("[", Escape + "[", StringComparison.Ordinal)}%";
            users = users.Where(user => EF.Functions.Like(user.DisplayName, pattern, Escape) || EF.Functions.Like(user.UserName!, pattern, Escape)
                || EF.Functions.Like(user.Id, pattern, Escape) || EF.Functions.Like(user.ExternalId!, pattern, Escape));
        }

        if (filter.Role is { } role)
        {
            users = users.Where(user => db.UserRoles.Any(link => link.UserId == user.Id && db.Roles.Any(row => row.Id == link.RoleId && row.Name == role)));
        }

        if (filter.Simulated is { } simulated)
        {
            users = users.Where(user => user.Simulated == simulated);
        }

        // Identity locks for minutes after wrong passwords; what is meant here is for good.
        return filter.Locked switch
        {
            true => users.Where(user => user.LockoutEnd == DateTimeOffset.MaxValue),
            false => users.Where(user => user.LockoutEnd == null || user.LockoutEnd != DateTimeOffset.MaxValue),
            null => users,
        };
    }

    private static async Task<List<UserEntry>> EntriesAsync(PortalDbContext db, List<PortalUser> users, CancellationToken cancellationToken)
    {
        string[] ids = [.. users.Select(user => user.Id)];
        var links = await db.UserRoles.Where(link => ids.Contains(link.UserId)).Join(db.Roles, link => link.RoleId, role => role.Id, (link, role) => new { link.UserId, role.Name }).ToListAsync(cancellationToken);
        var roles = links.ToLookup(link => link.UserId, link => link.Name ?? "", StringComparer.Ordinal);
        var last = await db.Interactions.Where(row => ids.Contains(row.UserId) && Acts.Contains(row.Kind)).GroupBy(row => row.UserId)
            .Select(group => new { group.Key, AtUtc = group.Max(row => row.AtUtc) }).ToDictionaryAsync(row => row.Key, row => row.AtUtc, cancellationToken);
        return [.. users.Select(user => new UserEntry(
            user.Id, user.UserName ?? "", user.DisplayName, user.Simulated, user.LockoutEnd == DateTimeOffset.MaxValue, user.CreatedUtc,
            last.TryGetValue(user.Id, out var at) ? at : null, [.. Accounts.Roles.All.Where(role => roles[user.Id].Contains(role))]))];
    }
}
