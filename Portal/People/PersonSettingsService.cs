using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.People;

/// <summary>What people have set about their lists beside what they wrote.</summary>
public sealed class PersonSettingsService(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    /// <summary>What the person has set.</summary>
    public async Task<PersonSettings> GetAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ProfileLoader.SettingsAsync(db, userId, cancellationToken);
    }

    /// <summary>Sets it; the last word counts where two say something at once.</summary>
    /// <returns>What was set before, by which it can be taken back.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The adventure is not between −1 and 1.</exception>
    public async Task<PersonSettings> SetAsync(string userId, PersonSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Adventure is not (>= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.Adventure, "The adventure goes from -1 to 1.");
        }

        for (var again = true; ; again = false)
        {
            try
            {
                return await WriteAsync(userId, settings, cancellationToken);
            }
            catch (DbUpdateException e) when (again && (e is DbUpdateConcurrencyException || DbErrors.IsUniqueViolation(e)))
            {
                // Somebody else wrote the row between reading and writing it; now there is one to change.
            }
        }
    }

    private async Task<PersonSettings> WriteAsync(string userId, PersonSettings settings, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.PersonSettings.FirstOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        var before = row is null ? PersonSettings.Default : new PersonSettings(row.Adventure, row.Unpersonalised);
        if (row is null)
        {
            row = new PersonSettingsEntity { UserId = userId };
            db.PersonSettings.Add(row);
        }

        (row.Adventure, row.Unpersonalised, row.UpdatedUtc) = (settings.Adventure, settings.Unpersonalised, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return before;
    }
}
