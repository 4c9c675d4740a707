namespace Portal.Data.Entities;

public enum WeightProfileState
{
    Draft,
    Live,
    Archived,
}

/// <summary>One version of the ranking weights. Exactly one is live.</summary>
public sealed class WeightProfileEntity : IRevised
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>Counted up over all profiles: what "version 12" means.</summary>
    public int Version { get; set; }

    public WeightProfileState State { get; set; }

    /// <summary>Portal.Domain.Ranking.RankingWeights as JSON.</summary>
    public required string Weights { get; set; }

    public required string Fingerprint { get; set; }

    /// <summary>Version it was drafted from; null for the first, and for what was brought in from a file.</summary>
    public int? BaseVersion { get; set; }

    public required string Author { get; set; }

    /// <summary>Id of the author; null for the program itself.</summary>
    public string? AuthorId { get; set; }

    public string Note { get; set; } = "";

    public DateTime CreatedUtc { get; set; }

    /// <summary>When a draft is to go live by itself; null for never.</summary>
    public DateTime? ScheduledUtc { get; set; }

    /// <summary>When it last went live; null for what never did.</summary>
    public DateTime? LiveSinceUtc { get; set; }

    public int Revision { get; set; }
}

/// <summary>A value that the portal itself remembers.</summary>
public sealed class SettingEntity : IRevised
{
    public required string Key { get; set; }

    public required string Value { get; set; }

    public DateTime UpdatedUtc { get; set; }

    public int Revision { get; set; }
}

/// <summary>Who changed what, when. Never changed afterwards.</summary>
public sealed class AuditEntryEntity
{
    public long Id { get; set; }

    public DateTime AtUtc { get; set; }

    /// <summary>Id of the person; null for the program itself.</summary>
    public string? ActorId { get; set; }

    public required string Actor { get; set; }

    /// <summary>A stable key, e.g. <c>weights.published</c>.</summary>
    public required string Action { get; set; }

    public required string Subject { get; set; }

    public string Details { get; set; } = "";
}

/// <summary>What happened in one hour, rolled up from rows that a dashboard could not count each time.</summary>
public sealed class MetricRollupEntity
{
    /// <summary>The full hour in which it began.</summary>
    public DateTime HourUtc { get; set; }

    /// <summary>What was counted, e.g. <c>feed.requests</c>.</summary>
    public required string Metric { get; set; }

    public long Count { get; set; }

    /// <summary>Sum of the values; 0 for what only counts.</summary>
    public double Sum { get; set; }

    /// <summary>How the values are distributed, for percentiles over several hours; null for what only counts.</summary>
    public byte[]? Histogram { get; set; }
}

/// <summary>What an evaluation found. Never changed afterwards.</summary>
public sealed class EvaluationReportEntity
{
    public long Id { get; set; }

    /// <summary>What was evaluated, e.g. <c>control</c>.</summary>
    public required string Kind { get; set; }

    public DateTime AtUtc { get; set; }

    /// <summary>The report as JSON.</summary>
    public required string Report { get; set; }
}

public enum JobRunState
{
    Running,

    /// <summary>It runs and was asked to stop, perhaps by another process than its own.</summary>
    Cancelling,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>The program ended while the job ran; the next run goes on where it stopped.</summary>
    Interrupted,
}

/// <summary>One run of a background job.</summary>
public sealed class JobRunEntity
{
    public Guid Id { get; set; }

    public required string Job { get; set; }

    public JobRunState State { get; set; }

    public DateTime StartedUtc { get; set; }

    public DateTime? EndedUtc { get; set; }

    public int Done { get; set; }

    public int Total { get; set; }

    /// <summary>What it does now, or what came of it.</summary>
    public string Message { get; set; } = "";

    public string? Error { get; set; }

    /// <summary>What it was doing when it failed; null for runs that did not.</summary>
    public string? Step { get; set; }

    /// <summary>Its last log lines, one below the other.</summary>
    public string Log { get; set; } = "";

    /// <summary>The same for all runs that followed from one cause, such as an import; null for a run by itself.</summary>
    public Guid? Chain { get; set; }

    /// <summary>The process that ran it: machine and process id.</summary>
    public string Node { get; set; } = "";

    /// <summary>Schedule, start-up, or the name of the person who pressed "run now".</summary>
    public required string TriggeredBy { get; set; }
}
