using System.Security.Claims;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Accounts;

/// <summary>Who changes something.</summary>
/// <param name="Id">Of the person; null for the program itself.</param>
/// <param name="Name">As the audit log tells it.</param>
public sealed record Actor(string? Id, string Name)
{
    /// <summary>The program itself: a schedule, a start-up.</summary>
    public static readonly Actor Program = new(null, "Portal");

    /// <summary>Whoever has the machine.</summary>
    public static readonly Actor CommandLine = new(null, "Command line");

    /// <summary>The person who is signed in.</summary>
    public static Actor Of(ClaimsPrincipal user) => new(user.FindFirstValue(ClaimTypes.NameIdentifier), user.Identity?.Name ?? "?");

    /// <summary>The same, of an administrator.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is none.</exception>
    public static Actor Admin(ClaimsPrincipal user) => user.IsInRole(Roles.Admin) ? Of(user) : throw new UnauthorizedAccessException("Only an administrator may do this.");
}

/// <summary>The audit log: written with the change that it tells, so that there is never one without the other.</summary>
public static class AuditLog
{
    /// <summary>What is written when other weights go live, and when former ones do again.</summary>
    public const string WeightsPublished = "weights.published", WeightsRolledBack = "weights.rolledback";

    /// <summary>Adds an entry, to be saved with the change.</summary>
    /// <param name="db">The context that saves the change.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action">What: a stable key, e.g. <c>weights.published</c>.</param>
    /// <param name="subject">On what.</param>
    /// <param name="atUtc">When.</param>
    /// <param name="details">More, e.g. what it was before.</param>
    public static void Audit(this PortalDbContext db, Actor actor, string action, string subject, DateTime atUtc, string details = "") => db.AuditEntries.Add(new AuditEntryEntity
    {
        AtUtc = atUtc,
        ActorId = actor.Id,
        Actor = actor.Name,
        Action = action,
        Subject = subject,
        Details = details,
    });
}
