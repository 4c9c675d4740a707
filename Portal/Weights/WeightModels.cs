using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;

namespace Portal.Weights;

/// <summary>A version of the weights as pages show it.</summary>
public sealed record WeightVersion(int Version, string Name, WeightProfileState State, string Author, string Note, DateTime CreatedUtc, string Fingerprint, RankingWeights Weights)
{
    /// <summary>What it was drafted from; null for the first, and for what came from a file.</summary>
    public int? BaseVersion { get; init; }

    /// <summary>When a draft goes live by itself; null for never.</summary>
    public DateTime? ScheduledUtc { get; init; }

    /// <summary>When it last went live; null for what never did.</summary>
    public DateTime? LiveSinceUtc { get; init; }

    /// <summary>Counted up by every change: whoever saves over a version that they have not seen is told.</summary>
    public int Revision { get; init; }

    /// <summary>As the audit log calls it.</summary>
    public string Subject => SubjectOf(Name, Version);

    internal static string SubjectOf(string name, int version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} v{version}");

    internal static WeightVersion Of(WeightProfileEntity row) =>
        new(row.Version, row.Name, row.State, row.Author, row.Note, row.CreatedUtc, row.Fingerprint, WeightStore.Read(row.Weights))
        {
            BaseVersion = row.BaseVersion,
            ScheduledUtc = row.ScheduledUtc,
            LiveSinceUtc = row.LiveSinceUtc,
            Revision = row.Revision,
        };
}

/// <summary>One page of the versions, newest first.</summary>
/// <param name="Versions">The versions.</param>
/// <param name="Live">The live one, wherever it stands; null before any is stored.</param>
/// <param name="Total">How many there are.</param>
public sealed record WeightList(IReadOnlyList<WeightVersion> Versions, WeightVersion? Live, int Total);

/// <summary>An entry of the audit log about weights.</summary>
public sealed record WeightEvent(DateTime AtUtc, string Actor, string Action, string Subject, string Details);

/// <summary>What became of a change.</summary>
public enum WeightOutcome
{
    Done,

    /// <summary>The version is gone.</summary>
    NotFound,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,

    /// <summary>It is live or archived, and what once ranked is not changed afterwards.</summary>
    NotDraft,

    /// <summary>Something ranks by it, such as an experiment, and is measured by what it is.</summary>
    InUse,

    /// <summary>Another version has gone live meanwhile.</summary>
    LiveChanged,

    /// <summary>It is live already.</summary>
    IsLive,

    /// <summary>The moment has passed already.</summary>
    TooEarly,
}

/// <summary>What became of a change, and the version as it is stored now.</summary>
public sealed record WeightResult(WeightOutcome Outcome, WeightVersion? Stored = null)
{
    public bool Ok => Outcome == WeightOutcome.Done;
}
