using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;

namespace Portal.Weights;

/// <summary>The versions of the weights: list, draft, save, rename, delete. What goes live is the business of <see cref="WeightReleases"/>.</summary>
public sealed class WeightProfiles(IDbContextFactory<PortalDbContext> contexts, IEnumerable<IWeightUse> uses, TimeProvider time)
{
    public const int LongestName = 100, LongestNote = 1000;

    /// <summary>Begins the keys under which changes to weights stand in the audit log.</summary>
    public const string AuditPrefix = "weights.";

    private const int LongestDetails = 4000;

    /// <summary>The newest versions and the live one.</summary>
    public async Task<WeightList> ListAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.WeightProfiles.AsNoTracking().OrderByDescending(row => row.Version).Take(count).ToListAsync(cancellationToken);
        var live = rows.Find(row => row.State == WeightProfileState.Live)
            ?? await db.WeightProfiles.AsNoTracking().Where(row => row.State == WeightProfileState.Live).OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancellationToken);
        var total = await db.WeightProfiles.CountAsync(cancellationToken);
        return new WeightList([.. rows.Select(WeightVersion.Of)], live is null ? null : WeightVersion.Of(live), total);
    }

    /// <summary>One version; null when there is none.</summary>
    public async Task<WeightVersion?> FindAsync(int version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.WeightProfiles.AsNoTracking().FirstOrDefaultAsync(row => row.Version == version, cancellationToken) is { } row ? WeightVersion.Of(row) : null;
    }

    /// <summary>What was done to weights, newest first.</summary>
    public async Task<IReadOnlyList<WeightEvent>> HistoryAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.AsNoTracking().Where(entry => entry.Action.StartsWith(AuditPrefix))
            .OrderByDescending(entry => entry.AtUtc).ThenByDescending(entry => entry.Id).Take(count)
            .Select(entry => new WeightEvent(entry.AtUtc, entry.Actor, entry.Action, entry.Subject, entry.Details)).ToListAsync(cancellationToken);
    }

    /// <summary>Stores a new draft.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="weights">Its values.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="note">What it is for.</param>
    /// <param name="baseVersion">What it was drafted from; null for what came from a file.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or the name or the note has not the length allowed.</exception>
    public async Task<WeightVersion> DraftAsync(Actor actor, RankingWeights weights, string name, string note, int? baseVersion, CancellationToken cancellationToken)
    {
        (name, note) = Checked(name, note);
        Check(weights);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            WeightProfileEntity row = new()
            {
                Name = name,
                Version = await WeightStore.NextVersionAsync(db, cancellationToken),
                State = WeightProfileState.Draft,
                Weights = WeightStore.Write(weights),
                Fingerprint = weights.Fingerprint,
                BaseVersion = baseVersion,
                Author = actor.Name,
                AuthorId = actor.Id,
                Note = note,
                CreatedUtc = time.GetUtcNow().UtcDateTime,
            };
            db.WeightProfiles.Add(row);
            var from = baseVersion is { } number ? string.Create(CultureInfo.InvariantCulture, $"from v{number}") : "from a file";
            db.Audit(actor, baseVersion is null ? "weights.imported" : "weights.drafted", WeightVersion.SubjectOf(name, row.Version), row.CreatedUtc, from);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return WeightVersion.Of(row);
            }
            catch (DbUpdateException e) when (attempt < 3 && DbErrors.IsUniqueViolation(e))
            {
                // Somebody took the number meanwhile.
            }
        }
    }

    /// <summary>Saves the values of a draft, unless somebody else saved it since it was read.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public Task<WeightResult> SaveAsync(Actor actor, int version, RankingWeights weights, int revision, CancellationToken cancellationToken)
    {
        Check(weights);
        return ChangeAsync(version, revision, (db, row) =>
        {
            var details = Describe(WeightDifference.Between(WeightStore.Read(row.Weights), weights));
            (row.Weights, row.Fingerprint) = (WeightStore.Write(weights), weights.Fingerprint);
            db.Audit(actor, "weights.saved", WeightVersion.SubjectOf(row.Name, version), time.GetUtcNow().UtcDateTime, details);
        }, draftsOnly: true, cancellationToken);
    }

    /// <summary>Gives a version another name and note, whatever its state: they rank nothing.</summary>
    /// <exception cref="ArgumentException">The name or the note has not the length allowed.</exception>
    public Task<WeightResult> RenameAsync(Actor actor, int version, string name, string note, int revision, CancellationToken cancellationToken)
    {
        (name, note) = Checked(name, note);
        return ChangeAsync(version, revision, (db, row) =>
        {
            var details = row.Name == name ? "note" : $"was {row.Name}";
            (row.Name, row.Note) = (name, note);
            db.Audit(actor, "weights.renamed", WeightVersion.SubjectOf(name, version), time.GetUtcNow().UtcDateTime, details);
        }, draftsOnly: false, cancellationToken);
    }

    /// <summary>Deletes a draft. Its number is never given again.</summary>
    public Task<WeightResult> DeleteAsync(Actor actor, int version, int revision, CancellationToken cancellationToken) => ChangeAsync(version, revision, async (db, row) =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var remembered = await db.Settings.FirstOrDefaultAsync(setting => setting.Key == WeightStore.DeletedKey, cancellationToken);
        if (remembered is null)
        {
            db.Settings.Add(remembered = new SettingEntity { Key = WeightStore.DeletedKey, Value = "0" });
        }

        remembered.Value = Math.Max(version, int.Parse(remembered.Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
        remembered.UpdatedUtc = now;
        db.WeightProfiles.Remove(row);
        db.Audit(actor, "weights.deleted", WeightVersion.SubjectOf(row.Name, version), now, $"fingerprint {row.Fingerprint}");
    }, draftsOnly: true, cancellationToken);

    /// <summary>Differences in words for the audit log, cut to what fits there.</summary>
    internal static string Describe(IEnumerable<WeightDifference> differences)
    {
        var words = string.Join("; ", differences.Select(difference => string.Create(CultureInfo.InvariantCulture, $"{difference.Weight.Path} {difference.Before:0.####} → {difference.After:0.####}")));
        return words.Length <= LongestDetails ? words : words[..(LongestDetails - 1)] + "…";
    }

    private Task<WeightResult> ChangeAsync(int version, int revision, Action<PortalDbContext, WeightProfileEntity> change, bool draftsOnly, CancellationToken cancellationToken) =>
        ChangeAsync(version, revision, (db, row) =>
        {
            change(db, row);
            return Task.CompletedTask;
        }, draftsOnly, cancellationToken);

    private async Task<WeightResult> ChangeAsync(int version, int revision, Func<PortalDbContext, WeightProfileEntity, Task> change, bool draftsOnly, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.WeightProfiles.FirstOrDefaultAsync(row => row.Version == version, cancellationToken);
        if (row is null)
        {
            return new WeightResult(WeightOutcome.NotFound);
        }

        if (draftsOnly && row.State != WeightProfileState.Draft)
        {
            return new WeightResult(WeightOutcome.NotDraft, WeightVersion.Of(row));
        }

        if (row.Revision != revision)
        {
            return new WeightResult(WeightOutcome.Changed, WeightVersion.Of(row));
        }

        if (draftsOnly && await IsUsedAsync(version, cancellationToken))
        {
            return new WeightResult(WeightOutcome.InUse, WeightVersion.Of(row));
        }

        await change(db, row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new WeightResult(WeightOutcome.Done, WeightVersion.Of(row));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody saved between the reading and the writing.
            return await FindAsync(version, cancellationToken) is { } stored ? new WeightResult(WeightOutcome.Changed, stored) : new WeightResult(WeightOutcome.NotFound);
        }
    }

    /// <summary>Names of what compares with whatever is live.</summary>
    public async Task<IReadOnlyList<string>> FollowersAsync(CancellationToken cancellationToken)
    {
        List<string> names = [];
        foreach (var use in uses)
        {
            names.AddRange(await use.FollowersAsync(cancellationToken));
        }

        return names;
    }

    private async Task<bool> IsUsedAsync(int version, CancellationToken cancellationToken)
    {
        foreach (var use in uses)
        {
            if (await use.RanksByAsync(version, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static void Check(RankingWeights weights)
    {
        if (weights.Problems().ToList() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(weights));
        }
    }

    private static (string Name, string Note) Checked(string name, string note)
    {
        (name, note) = (name.Trim(), note.Trim());
        return name.Length is >= 1 and <= LongestName && note.Length <= LongestNote
            ? (name, note)
            : throw new ArgumentException($"The name has {name.Length} characters, allowed are 1 to {LongestName}; the note has {note.Length}, allowed are up to {LongestNote}.", nameof(name));
    }
}
