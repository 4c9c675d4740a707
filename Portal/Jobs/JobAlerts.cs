using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Diagnostics;

namespace Portal.Jobs;

/// <summary>What is wrong with jobs: failed, given up, paused for long, or due and not started.</summary>
internal sealed class JobAlerts(JobService jobs, IStringLocalizer<JobText> texts, TimeProvider time) : IAlertRule
{
    /// <summary>A schedule paused for longer may have been forgotten.</summary>
    public static readonly TimeSpan LongPause = TimeSpan.FromDays(1);

    /// <summary>A job due for longer is not held up by others: the scheduler does not work.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    private const string Page = "/admin/jobs";

    public async Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct)
    {
        List<Alert> alerts = [];
        foreach (var job in await jobs.ListAsync(JobStarter.MaxDeaths, ct))
        {
            Check(job, alerts);
        }

        return alerts;
    }

    private void Check(JobView job, List<Alert> alerts)
    {
        var (name, now) = (texts[job.Definition.NameKey].Value, time.GetUtcNow());
        if (JobStarter.IsGivenUp(job.Runs))
        {
            alerts.Add(new Alert(AlertLevel.Danger, texts["AlertGivenUp", name], texts["AlertGivenUpText", JobStarter.MaxDeaths], $"{Page}/{job.Runs[0].Id}"));
        }
        else if (job is { Live: null, Last: { State: JobRunState.Failed } failed })
        {
            alerts.Add(new Alert(
                AlertLevel.Danger, texts["AlertFailed", name], failed.Step is null ? failed.Error ?? "" : texts["AlertFailedText", failed.Step, failed.Error ?? ""], $"{Page}/{failed.Id}"));
        }

        if (job.Pause is { } pause && !(now - pause.SinceUtc < LongPause))
        {
            alerts.Add(new Alert(
                AlertLevel.Warning, texts["AlertPaused", name], pause.SinceUtc is { } since ? texts["AlertPausedText", (int)(now - since).TotalDays, pause.By ?? ""] : texts["AlertPausedUnknown"], Page));
        }

        if (job is { Live: null, NextUtc: { } due } && now - due > Late)
        {
            alerts.Add(new Alert(AlertLevel.Warning, texts["AlertLate", name], texts["AlertLateText", (int)(now - due).TotalMinutes], Page));
        }
    }
}
