using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;

namespace Portal.Importing.Writing;

/// <summary>
/// Adds people of other systems. They have no password, so nobody can sign in as them until an administrator gives them one; their
/// user name and e-mail are placeholders that no other account can have.
/// </summary>
internal sealed class PeopleWriter(DateTime nowUtc)
{
    private const int Portion = 500;

    private static readonly string[] Stored =
    [
        nameof(PortalUser.Id), nameof(PortalUser.ExternalId), nameof(PortalUser.UserName), nameof(PortalUser.NormalizedUserName), nameof(PortalUser.Email), nameof(PortalUser.NormalizedEmail),
        nameof(PortalUser.EmailConfirmed), nameof(PortalUser.SecurityStamp), nameof(PortalUser.ConcurrencyStamp), nameof(PortalUser.PhoneNumberConfirmed), nameof(PortalUser.TwoFactorEnabled),
        nameof(PortalUser.LockoutEnabled), nameof(PortalUser.AccessFailedCount), nameof(PortalUser.DisplayName), nameof(PortalUser.CreatedUtc), nameof(PortalUser.Simulated), nameof(PortalUser.Persona),
        nameof(PortalUser.About),
    ];

    private static readonly string[] Granted = [nameof(IdentityUserRole<string>.UserId), nameof(IdentityUserRole<string>.RoleId)];

    private readonly KnownIds<string> _known = new((db, ids) =>
        db.Users.Where(user => ids.Contains(user.ExternalId!)).Select(user => new KnownId<string>(user.ExternalId!, user.Id)));

    // Who registered here goes by the portal's own id in exports.
    private readonly KnownIds<string> _own = new((db, ids) =>
        db.Users.Where(user => user.ExternalId == null && ids.Contains(user.Id)).Select(user => new KnownId<string>(user.Id, user.Id)));

    private string? _role;

    /// <summary>Writes rows with different ids; in a trial only says what it would do.</summary>
    public async Task<ImportTally> WriteAsync(PortalDbContext db, IReadOnlyList<PersonRow> rows, bool trial, CancellationToken ct)
    {
        var there = await FindAsync(db, [.. rows.Select(row => row.Id)], ct);
        var added = rows.Where(row => !there.ContainsKey(row.Id)).ToList();
        var changed = await ChangeAsync(db, [.. rows.Where(row => there.ContainsKey(row.Id))], there, trial, ct);
        if (!trial)
        {
            await AddAsync(db, added, ct);
        }

        return new ImportTally(added.Count, changed, rows.Count - added.Count - changed, 0);
    }

    /// <summary>The portal's ids of people by their external ids; those that are not there are added, in a trial left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EnsureAsync(PortalDbContext db, IReadOnlyCollection<string> ids, bool trial, CancellationToken ct)
    {
        var there = await FindAsync(db, ids, ct);
        if (!trial)
        {
            await AddAsync(db, [.. ids.Where(id => !there.ContainsKey(id)).Select(id => new PersonRow(id, null, null))], ct);
        }

        return there;
    }

    /// <summary>Forgets whom it added: the transaction failed.</summary>
    public void Forget()
    {
        _known.Clear();
        _own.Clear();
    }

    private async Task<IReadOnlyDictionary<string, string>> FindAsync(PortalDbContext db, IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var known = await _known.FindAsync(db, ids, ct);
        foreach (var (id, own) in await _own.FindAsync(db, [.. ids.Where(id => !known.ContainsKey(id) && id.Length <= PortalUser.IdLength)], ct))
        {
            if (!known.ContainsKey(id))
            {
                _known.Add(id, own);
            }
        }

        return known;
    }

    private static async Task<long> ChangeAsync(PortalDbContext db, IReadOnlyList<PersonRow> rows, IReadOnlyDictionary<string, string> ids, bool trial, CancellationToken ct)
    {
        long changed = 0;
        foreach (var portion in rows.Where(row => row.Name is not null || row.CreatedUtc is not null).Chunk(Portion))
        {
            string[] own = [.. portion.Select(row => ids[row.Id])];
            var users = await db.Users.Where(user => own.Contains(user.Id)).ToDictionaryAsync(user => user.Id, ct);
            foreach (var row in portion)
            {
                var user = users[ids[row.Id]];
                var (name, created) = (row.Name ?? user.DisplayName, row.CreatedUtc ?? user.CreatedUtc);
                changed += name != user.DisplayName || created != user.CreatedUtc ? 1 : 0;
                (user.DisplayName, user.CreatedUtc) = (name, created);
            }
        }

        if (!trial)
        {
            await db.SaveChangesAsync(ct);
        }

        return changed;
    }

    private async Task AddAsync(PortalDbContext db, List<PersonRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var normalised = Roles.User.ToUpperInvariant();
        _role ??= await db.Roles.Where(role => role.NormalizedName == normalised).Select(role => role.Id).SingleOrDefaultAsync(ct)
            ?? throw new ImportException($"The role {Roles.User} is missing; start the portal once.");
        var users = rows.ConvertAll(NewUser);
        await db.InsertPreparedAsync(users, Stored, ct);
        await db.InsertPreparedAsync(users.ConvertAll(user => new IdentityUserRole<string> { UserId = user.Id, RoleId = _role }), Granted, ct);
        users.ForEach(user => _known.Add(user.ExternalId!, user.Id));
    }

    private PortalUser NewUser(PersonRow row)
    {
        // In the order of time, so that the index grows at its end.
        var id = Guid.CreateVersion7(nowUtc);
        var name = $"{id:N}@import.invalid";
        return new PortalUser
        {
            Id = id.ToString(),
            ExternalId = row.Id,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            Email = name,
            NormalizedEmail = name.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            DisplayName = row.Name ?? (row.Id.Length <= 100 ? row.Id : row.Id[..100]),
            CreatedUtc = row.CreatedUtc ?? nowUtc,
        };
    }
}
