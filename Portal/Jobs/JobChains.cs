using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>The chains: their plans stand among the settings, their runs in the record, so that both outlive the program.</summary>
internal sealed class JobChains(
    IDbContextFactory<PortalDbContext> contexts, JobStarter starter, JobBoard board, JobRunReader reader, IStringLocalizer<JobText> texts, TimeProvider time) : IJobChains
{
    /// <summary>Where plans stand among the settings.</summary>
    public const string SettingPrefix = "job.chain.";

    public async Task StartAsync(Guid chain, IReadOnlyList<string> jobs, string triggeredBy, CancellationToken ct)
    {
        if (jobs.Count == 0)
        {
            throw new ArgumentException("A chain without a job does nothing; name one.", nameof(jobs));
        }

        // All of them, before any begins.
        foreach (var job in jobs)
        {
            starter.Find(job);
        }

        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var key = Key(chain);
            if (!await db.Settings.AnyAsync(setting => setting.Key == key, ct))
            {
                db.Settings.Add(new SettingEntity { Key = key, Value = JsonSerializer.Serialize(new Plan(triggeredBy, jobs)), UpdatedUtc = time.GetUtcNow().UtcDateTime });
                await db.SaveChangesAsync(ct);
            }
        }

        await ContinueAsync(chain, ct);
    }

    public async Task<ChainProgress?> FindAsync(Guid chain, CancellationToken ct)
    {
        var runs = await reader.OfChainAsync(chain, ct);
        var jobs = (await PlanAsync(chain, ct))?.Jobs ?? [.. runs.Select(run => run.Job).Distinct()];
        return jobs.Count == 0 ? null : new ChainProgress([.. jobs.Select(job => Step(job, runs.LastOrDefault(run => run.Job == job)))]);
    }

    public IDisposable Subscribe(Action changed) => board.Subscribe(changed);

    /// <summary>Starts the next step, if it is its turn.</summary>
    public async Task ContinueAsync(Guid chain, CancellationToken ct)
    {
        if (await PlanAsync(chain, ct) is not { } plan)
        {
            return;
        }

        var runs = await reader.OfChainAsync(chain, ct);
        var next = plan.Jobs.FirstOrDefault(job => !runs.Any(run => run.Job == job && run.State == JobRunState.Succeeded));

        // A step that has begun and not succeeded runs, starts again by itself, or waits for a person.
        if (next is not null && !runs.Any(run => run.Job == next))
        {
            await starter.StartAsync(next, new JobCause(plan.By, chain), ct);
        }
    }

    /// <summary>At the program's start: chains whose program ended between two steps.</summary>
    public async Task ContinueAllAsync(CancellationToken ct)
    {
        List<string> keys;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            keys = await db.Settings.Where(setting => setting.Key.StartsWith(SettingPrefix)).Select(setting => setting.Key).ToListAsync(ct);
        }

        foreach (var key in keys)
        {
            await ContinueAsync(Guid.Parse(key[SettingPrefix.Length..]), ct);
        }
    }

    private static string Key(Guid chain) => SettingPrefix + chain.ToString("N", CultureInfo.InvariantCulture);

    private ChainStep Step(string job, JobRunView? run)
    {
        var name = starter.Definitions.FirstOrDefault(known => known.Key == job) is { } definition ? texts[definition.NameKey].Value : job;
        if (run is null)
        {
            return new ChainStep(job, name, null, null, new WorkProgress(0, 0), null, null);
        }

        // Fresher than the record, which is written once a second.
        var live = run.EndedUtc is null && board.Find(job) is { } found && found.Id == run.Id ? found : null;
        return new ChainStep(
            job, name, run.State, run.Id, live is null ? new WorkProgress(run.Done, run.Total, run.Message) : new WorkProgress(live.Done, live.Total, live.Message), live?.Remaining, run.Error);
    }

    private async Task<Plan?> PlanAsync(Guid chain, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var key = Key(chain);
        return await db.Settings.Where(setting => setting.Key == key).Select(setting => setting.Value).FirstOrDefaultAsync(ct) is { } json
            ? JsonSerializer.Deserialize<Plan>(json)
            : null;
    }

    private sealed record Plan(string By, IReadOnlyList<string> Jobs);
}
