namespace Portal.Tests.Support;

/// <summary>Pauses between attempts end at once and are noted; time-outs never come, unless asked for.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(30);

    public List<TimeSpan> Pauses { get; } = [];

    public bool TimersFireAtOnce { get; init; }

    public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == TimeOut && !TimersFireAtOnce)
        {
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }

        Pauses.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
