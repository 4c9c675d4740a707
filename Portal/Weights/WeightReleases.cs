using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;

namespace Portal.Weights;

/// <summary>What ranks: makes versions live, at once or at a time, and puts them in force. Exactly one is live at any moment.</summary>
public sealed class WeightReleases(IDbContextFactory<PortalDbContext> contexts, EngineService engine, TimeProvider time)
{
    /// <summary>Makes a draft live, or an archived version live again; the former one is archived.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="version">Which.</param>
    /// <param name="revision">As it was looked at.</param>
    /// <param name="former">The live version with which it was compared.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<WeightResult> PublishAsync(Actor actor, int version, int revision, int? former, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.WeightProfiles.FirstOrDefaultAsync(row => row.Version == version, cancellationToken);
        if (row is null)
        {
            return new WeightResult(WeightOutcome.NotFound);
        }

        if (row.State == WeightProfileState.Live || row.Revision != revision)
        {
            return new WeightResult(row.State == WeightProfileState.Live ? WeightOutcome.IsLive : WeightOutcome.Changed, WeightVersion.Of(row));
        }

        var live = await db.WeightProfiles.Where(other => other.State == WeightProfileState.Live).OrderByDescending(other => other.Version).ToListAsync(cancellationToken);
        if (live.FirstOrDefault()?.Version != former)
        {
            return new WeightResult(WeightOutcome.LiveChanged, WeightVersion.Of(row));
        }

        Release(db, actor, row, live);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // This version or the live one was changed between the reading and the writing; nothing was stored.
            return new WeightResult(WeightOutcome.LiveChanged);
        }

        // It is live from here on: who asked may be gone, feeds follow all the same.
        await engine.ReplaceWeightsAsync(CancellationToken.None);
        return new WeightResult(WeightOutcome.Done, WeightVersion.Of(row));
    }

    /// <summary>Lets a draft go live by itself.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="version">Which.</param>
    /// <param name="revision">As it was looked at.</param>
    /// <param name="atUtc">When; null for no longer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<WeightResult> ScheduleAsync(Actor actor, int version, int revision, DateTime? atUtc, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var row = await db.WeightProfiles.FirstOrDefaultAsync(row => row.Version == version, cancellationToken);
        if (row is null || row.State != WeightProfileState.Draft || row.Revision != revision || atUtc <= now)
        {
            var outcome = row is null ? WeightOutcome.NotFound : row.State != WeightProfileState.Draft ? WeightOutcome.NotDraft : row.Revision != revision ? WeightOutcome.Changed : WeightOutcome.TooEarly;
            return new WeightResult(outcome, row is null ? null : WeightVersion.Of(row));
        }

        var former = row.ScheduledUtc;
        row.ScheduledUtc = atUtc;
        db.Audit(
            actor, atUtc is null ? "weights.unscheduled" : "weights.scheduled", WeightVersion.SubjectOf(row.Name, version), now,
            string.Create(CultureInfo.InvariantCulture, $"{(atUtc ?? former):yyyy-MM-dd HH:mm} UTC"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new WeightResult(WeightOutcome.Done, WeightVersion.Of(row));
        }
        catch (DbUpdateConcurrencyException)
        {
            return new WeightResult(WeightOutcome.Changed);
        }
    }

    /// <summary>Makes the drafts live whose time has come, in the order of their times: also those that were missed while the program did not run.</summary>
    /// <returns>What went live.</returns>
    public async Task<IReadOnlyList<WeightVersion>> PublishDueAsync(CancellationToken cancellationToken)
    {
        List<WeightVersion> done = [];
        while (await NextDueAsync(cancellationToken) is { } due)
        {
            var former = due.Live;
            var result = await PublishAsync(Actor.Program, due.Version, due.Revision, former, cancellationToken);
            if (!result.Ok)
            {
                // Somebody is at it; the next minute sees what they made of it.
                break;
            }

            done.Add(result.Stored!);
        }

        return done;
    }

    private async Task<(int Version, int Revision, int? Live)?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var due = await db.WeightProfiles.AsNoTracking()
            .Where(row => row.State == WeightProfileState.Draft && row.ScheduledUtc <= now)
            .OrderBy(row => row.ScheduledUtc).ThenBy(row => row.Version)
            .Select(row => new { row.Version, row.Revision })
            .FirstOrDefaultAsync(cancellationToken);
        return due is null
            ? null
            : (due.Version, due.Revision, await db.WeightProfiles.Where(row => row.State == WeightProfileState.Live).MaxAsync(row => (int?)row.Version, cancellationToken));
    }

    private void Release(PortalDbContext db, Actor actor, WeightProfileEntity row, List<WeightProfileEntity> live)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var before = live.FirstOrDefault();
        var details = before is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"in place of v{before.Version}: {WeightProfiles.Describe(WeightDifference.Between(WeightStore.Read(before.Weights), WeightStore.Read(row.Weights)))}");
        db.Audit(
            actor, row.State == WeightProfileState.Archived ? AuditLog.WeightsRolledBack : AuditLog.WeightsPublished, WeightVersion.SubjectOf(row.Name, row.Version), now,
            details.Length <= 4000 ? details : details[..3999] + "…");
        live.ForEach(other => other.State = WeightProfileState.Archived);
        (row.State, row.LiveSinceUtc, row.ScheduledUtc) = (WeightProfileState.Live, now, null);
    }
}
