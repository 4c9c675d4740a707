using System.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Users;

/// <summary>What became of a change of an account.</summary>
public enum AccessChange
{
    Done,

    /// <summary>There is no such account (any more).</summary>
    Gone,

    /// <summary>Nobody could administer the portal afterwards.</summary>
    LastAdministrator,

    /// <summary>One does not lock or delete the account one works with.</summary>
    Self,
}

/// <summary>Gives and takes roles, locks and unlocks. Whoever is signed in with the account has to sign in again: at the latest when the stamp is checked next.</summary>
public sealed class UserAccess(IDbContextFactory<PortalDbContext> contexts, IOptions<PortalOptions> portal, TimeProvider time)
{
    /// <summary>Gives a role, or takes it. A role that the person has, or lacks, already is no matter.</summary>
    public Task<AccessChange> SetRoleAsync(Actor actor, string id, string role, bool on, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, on ? "user.role-given" : "user.role-taken", role, async db =>
        {
            if (!on && role == Roles.Admin && await IsLastAsync(db, id, cancellationToken))
            {
                return AccessChange.LastAdministrator;
            }

            var roleId = await db.Roles.Where(row => row.Name == role).Select(row => row.Id).SingleAsync(cancellationToken);
            var link = await db.UserRoles.SingleOrDefaultAsync(row => row.UserId == id && row.RoleId == roleId, cancellationToken);
            if (on && link is null)
            {
                db.UserRoles.Add(new IdentityUserRole<string> { UserId = id, RoleId = roleId });
            }
            else if (!on && link is not null)
            {
                db.UserRoles.Remove(link);
            }

            return AccessChange.Done;
        }, cancellationToken);

    /// <summary>Locks an account for good, or unlocks it.</summary>
    public Task<AccessChange> SetLockedAsync(Actor actor, string id, bool locked, CancellationToken cancellationToken) =>
        actor.Id == id ? Task.FromResult(AccessChange.Self)
        : ChangeAsync(actor, id, locked ? "user.locked" : "user.unlocked", "", async db =>
        {
            if (locked && await IsLastAsync(db, id, cancellationToken))
            {
                return AccessChange.LastAdministrator;
            }

            var user = await db.Users.SingleAsync(row => row.Id == id, cancellationToken);
            (user.LockoutEnabled, user.LockoutEnd, user.AccessFailedCount) = (true, locked ? DateTimeOffset.MaxValue : null, 0);
            return AccessChange.Done;
        }, cancellationToken);

    /// <summary>Whether nobody else could administer the portal. The demo's own administrator counts as long as the demo is shown: else nobody can sign in as it.</summary>
    internal async Task<bool> IsLastAsync(PortalDbContext db, string id, CancellationToken cancellationToken)
    {
        var demo = portal.Value.Demo;
        var administrators = await db.UserRoles.Where(link => db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Admin))
            .Join(db.Users, link => link.UserId, user => user.Id, (link, user) => new { user.Id, user.Simulated, user.LockoutEnd }).ToListAsync(cancellationToken);
        return administrators.Exists(user => user.Id == id)
            && !administrators.Exists(user => user.Id != id && (demo || !user.Simulated) && user.LockoutEnd != DateTimeOffset.MaxValue);
    }

    // Serialisable: of two administrators who take each other's role, one stays.
    private async Task<AccessChange> ChangeAsync(Actor actor, string id, string action, string details, Func<PortalDbContext, Task<AccessChange>> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            if (await db.Users.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } user)
            {
                return AccessChange.Gone;
            }

            var result = await change(db);
            if (result == AccessChange.Done)
            {
                (user.SecurityStamp, user.ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
                db.Audit(actor, action, user.UserName ?? id, time.GetUtcNow().UtcDateTime, details);
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return result;
        });
    }
}
