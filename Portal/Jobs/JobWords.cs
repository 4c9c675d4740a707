using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Shared;

namespace Portal.Jobs;

/// <summary>How jobs and runs are told to a reader.</summary>
internal sealed class JobWords(IStringLocalizer<JobText> texts, JobStarter starter, TimeProvider time)
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static BadgeKind KindOf(JobRunState? state) => state switch
    {
        null => BadgeKind.Neutral,
        JobRunState.Running or JobRunState.Cancelling => BadgeKind.Info,
        JobRunState.Succeeded => BadgeKind.Success,
        JobRunState.Failed => BadgeKind.Danger,
        _ => BadgeKind.Warning,
    };

    public static string Duration(TimeSpan time) => time.TotalSeconds < 60
        ? time.TotalSeconds.ToString("0.0 s", CultureInfo.CurrentCulture)
        : time.ToString(time.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>A job's name; of one that no longer exists, its key.</summary>
    public string Name(string job) => starter.Definitions.FirstOrDefault(definition => definition.Key == job) is { } known ? texts[known.NameKey] : job;

    public string State(JobRunState? state) => texts[$"State{state?.ToString() ?? "Waiting"}"];

    /// <summary>The zone stands beside the time: the server's clock need not be the reader's.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        return local.ToString("g", CultureInfo.CurrentCulture) + (local.Offset == TimeSpan.Zero ? " UTC" : local.ToString(" 'UTC'zzz", CultureInfo.InvariantCulture));
    }

    public string Moment(DateTime utc) => Moment(new DateTimeOffset(utc));

    public string Took(JobRunView run) => Duration((run.EndedUtc ?? time.GetUtcNow().UtcDateTime) - run.StartedUtc);

    public string Trigger(string by) => by switch
    {
        JobTriggers.StartUp => texts["TriggerStartUp"],
        JobTriggers.Schedule => texts["TriggerSchedule"],
        _ => by,
    };

    public string Progress(LiveRun live)
    {
        List<string> parts = [];
        if (live.Cancelling)
        {
            parts.Add(texts["StateCancelling"]);
        }

        if (live.Total > 0)
        {
            parts.Add(texts["DoneOf", live.Done, live.Total]);
        }

        if (live.Message.Length > 0)
        {
            parts.Add(live.Message);
        }

        if (live.Rate is { } rate)
        {
            parts.Add(texts["PerSecond", rate]);
        }

        if (live.Remaining is { } left)
        {
            parts.Add(texts["Left", left.ToString(left.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture)]);
        }

        if (live.Elsewhere is { } node)
        {
            parts.Add(texts["Elsewhere", node]);
        }

        return parts.Count > 0 ? string.Join(" · ", parts) : texts["StateRunning"];
    }

    /// <summary>A job's schedule in words; an expression of a kind that no job has yet is told as it is written.</summary>
    public string Schedule(JobDefinition job)
    {
        if (job.Cron is not { } cron)
        {
            return texts[job.AtStart ? "AtStart" : "WhenAsked"];
        }

        var words = cron.Split(' ') switch
        {
            ["0", ['0', '/', .. var minutes], "*", "*", "*", "?"] => texts["EveryMinutes", minutes],
            ["0", var minute, "*", "*", "*", "?"] when int.TryParse(minute, out var number) => texts["Hourly", number],
            ["0", var minute, var hour, "*", "*", "?"] when Clock(hour, minute) is { } clock => texts["Daily", clock],
            ["0", var minute, var hour, "?", "*", var day] when Clock(hour, minute) is { } clock && Array.IndexOf(Days, day) is >= 0 and var index =>
                texts["Weekly", CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)index), clock],
            _ => texts["ByCron", cron],
        };
        return job.AtStart ? $"{words.Value} {texts["AndAtStart"].Value}" : words;
    }

    private static string? Clock(string hour, string minute) =>
        TimeOnly.TryParseExact($"{hour.PadLeft(2, '0')}:{minute.PadLeft(2, '0')}", "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock.ToString("t", CultureInfo.CurrentCulture) : null;
}
