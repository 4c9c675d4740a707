namespace Portal.Domain.ShortTerm;

/// <summary>
/// How much the interest of the moment counts beside the long-term taste. Each side's evidence saturates, e = n / (n + half): the
/// session's by its length, halved with every <see cref="HalfLife"/> since the last act; the taste's by the number of opinions. The share is
/// the short side's of both, the short side taken <see cref="MostShare"/> / (1 − MostShare) times: 0 without a session, 1 without a taste, and
/// MostShare when both are plentiful and the session goes on.
/// </summary>
/// <remarks>
/// Rises with the session's length; falls with the time since the last act and with the size of the taste. The default of .7 is what was
/// best for the next item on MovieLens-1M and on a small MovieLens (transitions .7, EASE .3). The idea of a learned gate between both: SLi-Rec
/// (Yu et al. 2019); this one is a formula, so that a page can say it.
/// </remarks>
public sealed record InterestGate
{
    /// <summary>The share of a long, going-on session beside a well-known taste, between 0 and 1, both exclusive.</summary>
    public double MostShare { get; init; } = 0.7;

    /// <summary>After how many items a session speaks with half its voice, above 0.</summary>
    public double HalfEvents { get; init; } = 1;

    /// <summary>The time since the last act after which a session speaks with half its voice, above 0.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>With how many opinions the taste speaks with half its voice, above 0.</summary>
    public double HalfHistory { get; init; } = 10;

    /// <summary>The share of short-term interest, 0..1; the long-term taste has the rest.</summary>
    /// <param name="sessionEvents">Items taken to in the session, at least 0.</param>
    /// <param name="sinceLast">Time since the last act, at least 0.</param>
    /// <param name="historySize">Opinions that make up the long-term taste, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument or a parameter is out of its range.</exception>
    public double ShortTermShare(int sessionEvents, TimeSpan sinceLast, int historySize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sessionEvents);
        ArgumentOutOfRangeException.ThrowIfLessThan(sinceLast, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(historySize);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MostShare, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(MostShare, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HalfEvents, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HalfLife, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(HalfHistory, 0);

        var present = MostShare / (1 - MostShare) * (sessionEvents / (sessionEvents + HalfEvents)) * Math.Pow(2, -(sinceLast / HalfLife));
        var lasting = historySize / (historySize + HalfHistory);
        return present > 0 ? present / (present + lasting) : 0;
    }

    /// <summary>The share for a session as it stands at an instant.</summary>
    public double ShortTermShare(Session session, DateTimeOffset now, int historySize) =>
        session.Length == 0 ? 0 : ShortTermShare(session.Length, session.SinceLast(now), historySize);
}
