using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;

namespace Portal.Engine.Experiments;

/// <summary>What conditions may ask of an account.</summary>
/// <param name="UserName">Its name.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Simulated">Whether it was made up for the demo.</param>
/// <param name="CreatedUtc">When the person signed up.</param>
public sealed record ExperimentPerson(string UserName, IReadOnlyList<string> Roles, bool Simulated, DateTime CreatedUtc)
{
    /// <summary>Whether they may ask for variants.</summary>
    public bool IsStaff => Roles.Contains(Accounts.Roles.Analyst) || Roles.Contains(Accounts.Roles.Admin);
}

/// <summary>Reads accounts for conditions, and remembers them for some minutes: roles seldom change, and lists are asked for often.</summary>
public sealed class ExperimentPeople(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private const int Most = 20_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly RecentValues<string, ExperimentPerson?> _known = new(Most, Lifetime, time);

    /// <summary>An account; null where there is none.</summary>
    public ValueTask<ExperimentPerson?> FindAsync(string userId, CancellationToken cancellationToken) => _known.GetAsync(userId, ReadAsync, cancellationToken);

    private async Task<ExperimentPerson?> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Users.Where(user => user.Id == userId).Select(user => new { user.UserName, user.Simulated, user.CreatedUtc }).SingleOrDefaultAsync(cancellationToken) is not { } user)
        {
            return null;
        }

        var roles = await db.UserRoles.Where(link => link.UserId == userId).Join(db.Roles, link => link.RoleId, role => role.Id, (link, role) => role.Name!).ToListAsync(cancellationToken);
        return new ExperimentPerson(user.UserName ?? "", roles, user.Simulated, user.CreatedUtc);
    }
}
