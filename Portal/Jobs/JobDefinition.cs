using Quartz;

namespace Portal.Jobs;

/// <summary>What is fixed about a job.</summary>
/// <param name="Key">Stable and unique, e.g. <c>clean-up</c>; it stands in the database.</param>
/// <param name="TextKey">Its texts in JobText.resx: <c>{TextKey}Name</c> and <c>{TextKey}Description</c>.</param>
/// <param name="Cron">Quartz cron expression in the server's time zone, seconds first; null for a job that only runs when asked.</param>
/// <param name="AtStart">Also runs whenever the program starts: for work that finds out by itself whether there is anything to do.</param>
/// <param name="InMemory">What it does counts in the memory or the folder of the process that does it: where several share a database, each does the same after one of them.</param>
/// <param name="Quiet">It looks so often that of the runs that found nothing to do only the last stays in the record.</param>
public sealed record JobDefinition(string Key, string TextKey, string? Cron = null, bool AtStart = false, bool InMemory = false, bool Quiet = false)
{
    internal const string Group = "portal";

    public string NameKey => TextKey + "Name";

    public string DescriptionKey => TextKey + "Description";

    internal JobKey QuartzKey => new(Key, Group);

    internal TriggerKey ScheduleTrigger => new(Key, "schedule");

    internal TriggerKey RunNowTrigger => new(Key, "now");
}
