namespace Portal.Data.Entities;

public enum ExperimentState
{
    /// <summary>It is being planned; nobody is assigned.</summary>
    Draft,
    Running,

    /// <summary>Nobody is treated at present; whoever was assigned keeps their variant for when it goes on.</summary>
    Paused,

    /// <summary>It is over; what it found stays.</summary>
    Stopped,
}

/// <summary>How variants are compared.</summary>
public enum ExperimentMode
{
    /// <summary>Each unit gets one variant (A/B).</summary>
    Test,

    /// <summary>Each unit gets lists that two variants take turns to fill.</summary>
    Interleaving,

    /// <summary>As a test, but the variants' shares follow what was found so far.</summary>
    Bandit,
}

/// <summary>What is assigned to a variant as a whole.</summary>
public enum ExperimentUnitKind
{
    Person,

    /// <summary>A browser, whoever signs in with it.</summary>
    Visitor,

    /// <summary>A browser's window, until it is closed.</summary>
    Session,
}

/// <summary>What was made of an experiment.</summary>
public enum ExperimentDecision
{
    None,
    Shipped,
    RolledBack,

    /// <summary>It was closed without a winner.</summary>
    Inconclusive,
}

/// <summary>Why a unit that was exposed does not count.</summary>
public enum UnitExclusion
{
    None,
    Staff,
    Bot,

    /// <summary>It was shown more than one variant.</summary>
    SeveralVariants,
}

/// <summary>An experiment: what is compared, on whom, by which plan, and what came of it.</summary>
public sealed class ExperimentEntity : IRevised
{
    public int Id { get; set; }

    /// <summary>Names it in addresses and in the hash; never changed. Lower-case letters, digits and hyphens.</summary>
    public required string Key { get; set; }

    public required string Name { get; set; }

    public string Hypothesis { get; set; } = "";

    public ExperimentMode Mode { get; set; }

    public ExperimentUnitKind Unit { get; set; }

    public ExperimentState State { get; set; }

    /// <summary>Portal.Engine.Experiments.ExperimentPlan as JSON.</summary>
    public required string Plan { get; set; }

    public required string Author { get; set; }

    /// <summary>Id of the author; null for the program itself.</summary>
    public string? AuthorId { get; set; }

    public DateTime CreatedUtc { get; set; }

    /// <summary>When it first ran; null for a draft.</summary>
    public DateTime? StartedUtc { get; set; }

    public DateTime? EndedUtc { get; set; }

    public ExperimentDecision Decision { get; set; }

    /// <summary>The variant that was shipped or rolled back, from 0; null before a decision, and for one without a winner.</summary>
    public int? DecisionVariant { get; set; }

    public string DecisionNote { get; set; } = "";

    public string? DecidedBy { get; set; }

    public DateTime? DecidedUtc { get; set; }

    /// <summary>Whether its units were drawn, not observed.</summary>
    public bool Simulated { get; set; }

    public int Revision { get; set; }
}

/// <summary>A time during which an experiment assigned by the same shares: what the counts of its variants are held against.</summary>
public sealed class ExperimentPeriodEntity
{
    public long Id { get; set; }

    public int ExperimentId { get; set; }

    public DateTime FromUtc { get; set; }

    /// <summary>Null for the one that lasts.</summary>
    public DateTime? ToUtc { get; set; }

    /// <summary>The variants' shares as a JSON list; they add up to 1.</summary>
    public required string Weights { get; set; }

    /// <summary>Share of the targeted units that take part, 0..1.</summary>
    public double Coverage { get; set; }

    /// <summary>Why it began: started, resumed, extended, reweighted.</summary>
    public required string Reason { get; set; }
}

/// <summary>A unit that was exposed to an experiment, once however often: its variant, and what it did since.</summary>
public sealed class ExperimentUnitEntity
{
    public int ExperimentId { get; set; }

    /// <summary>Id of the person, or of the browser or its window.</summary>
    public required string Unit { get; set; }

    /// <summary>Index of the variant, from 0.</summary>
    public int Variant { get; set; }

    public DateTime ExposedUtc { get; set; }

    /// <summary>The list by which it was first exposed; null for simulated units.</summary>
    public Guid? RequestId { get; set; }

    public UnitExclusion Exclusion { get; set; }

    /// <summary>What it was at its exposure, by which results are taken apart, e.g. <c>device=phone;activity=heavy</c>.</summary>
    public string Segments { get; set; } = "";

    /// <summary>What it did, metric by metric, as Portal.Experiments.Counting.Outcomes packs it; null before it was first counted.</summary>
    public byte[]? Values { get; set; }

    public DateTime UpdatedUtc { get; set; }
}

/// <summary>What an experiment's units say at one moment.</summary>
public sealed class ExperimentResultEntity
{
    public long Id { get; set; }

    public int ExperimentId { get; set; }

    public DateTime AtUtc { get; set; }

    /// <summary>Units that were read for it, those that do not count among them.</summary>
    public long Units { get; set; }

    /// <summary>Portal.Experiments.ExperimentReading as JSON.</summary>
    public required string Report { get; set; }
}
