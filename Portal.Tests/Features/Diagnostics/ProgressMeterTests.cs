using Portal.Diagnostics;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Diagnostics;

public sealed class ProgressMeterTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Rate_BeforeAnythingHappened_IsUnknown()
    {
        ProgressMeter meter = new(_clock);
        Assert.Null(meter.Rate);

        meter.Report(new WorkProgress(5, 10));
        Assert.Null(meter.Rate);
        Assert.Null(meter.Remaining);
    }

    [Fact]
    public void Rate_OfAResumedRun_CountsOnlyWhatThisRunDid()
    {
        ProgressMeter meter = new(_clock);
        meter.Report(new WorkProgress(900, 1000));
        _clock.Advance(TimeSpan.FromSeconds(4));
        meter.Report(new WorkProgress(920, 1000));

        Assert.Equal(5, meter.Rate);
        Assert.Equal(TimeSpan.FromSeconds(16), meter.Remaining);
    }

    [Fact]
    public void Rate_AfterItSlowedDown_ForgetsTheFastStart()
    {
        ProgressMeter meter = new(_clock);
        meter.Report(new WorkProgress(0, 100_000));
        for (var done = 1000; done < 1040; done++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            meter.Report(new WorkProgress(done, 100_000));
        }

        Assert.Equal(1, meter.Rate);
    }

    [Fact]
    public void Rate_OfAnotherPhase_StartsAnew()
    {
        ProgressMeter meter = new(_clock);
        meter.Report(new WorkProgress(0, 10));
        _clock.Advance(TimeSpan.FromSeconds(2));
        meter.Report(new WorkProgress(10, 10));
        meter.Report(new WorkProgress(0, 70));

        Assert.Null(meter.Rate);
    }
}
