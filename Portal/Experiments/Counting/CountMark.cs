using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Portal.Experiments.Counting;

/// <summary>How far everything is counted. Stored with the units that it speaks of, in one transaction.</summary>
/// <remarks>
/// Lists are found by their times, which the program gives them as it stores them; acts by their ids, since an imported one has the time of another system.
/// Neither comes in order: a list's clock may be another machine's, and SQL Server gives out an id before the row that has it can be seen. So both are looked
/// for again from <see cref="Overlap"/> before the last count on. What is found twice is counted to the same. Whatever is later still, and what is taken back
/// and given again long afterwards, is found when all units are counted again, once a day.
/// </remarks>
public sealed record CountMark
{
    /// <summary>Longest time between the moment a row says, or got its id, and the moment it can be read.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <summary>Lists before this are counted; null before the first count.</summary>
    public DateTime? ListsUtc { get; init; }

    /// <summary>The newest act at some moments, oldest first: the first is old enough to begin at.</summary>
    public ImmutableArray<ActsSeen> Acts { get; init; } = [];

    /// <summary>The experiments, by their ids; each is stored by itself.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<int, ExperimentMark> Experiments { get; init; } = ImmutableSortedDictionary<int, ExperimentMark>.Empty;

    /// <summary>With other words for an experiment.</summary>
    public CountMark With(int experiment, ExperimentMark mark) => this with { Experiments = Experiments.SetItem(experiment, mark) };

    /// <summary>After everything until now was counted.</summary>
    /// <param name="now">When the reading began.</param>
    /// <param name="newestAct">The newest act at that moment.</param>
    public CountMark After(DateTime now, long newestAct)
    {
        var seen = Acts.IsEmpty || now - Acts[^1].AtUtc >= Apart ? Acts.Add(new ActsSeen(now, newestAct)) : Acts;

        // Of those that are old enough, the newest.
        var old = seen.Count(moment => moment.AtUtc <= now - Overlap);
        return this with { ListsUtc = now, Acts = old > 1 ? seen.RemoveRange(0, old - 1) : seen };
    }
}

/// <summary>The newest act at a moment.</summary>
public sealed record ActsSeen(DateTime AtUtc, long Id);

/// <summary>How far an experiment is counted.</summary>
/// <param name="Fingerprint">By what; see <see cref="CountedExperiment.Fingerprint"/>.</param>
public sealed record ExperimentMark(string Fingerprint)
{
    /// <summary>When a count of all its units began last.</summary>
    public DateTime WholeUtc { get; init; }

    /// <summary>Where the count of all its units is; empty when it begins, null when there is none to do.</summary>
    public string? Walked { get; init; }

    /// <summary>When any of its units changed last; null before there were any.</summary>
    public DateTime? ChangedUtc { get; init; }

    /// <summary>Whether it is over and counted for good.</summary>
    public bool Final { get; init; }
}
