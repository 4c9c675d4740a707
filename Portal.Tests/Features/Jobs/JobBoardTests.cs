using Microsoft.Extensions.Logging.Abstractions;
using Portal.Diagnostics;
using Portal.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Jobs;

public sealed class JobBoardTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly JobBoard _board;

    public JobBoardTests() => _board = new JobBoard(_clock, NullLogger<JobBoard>.Instance);

    public void Dispose() => _board.Dispose();

    [Fact]
    public void Current_WhileAJobRuns_ShowsItsProgressRateAndTimeLeft()
    {
        using var run = _board.Start(Guid.NewGuid(), "embed", "ann");
        run.Report(new WorkProgress(10, 50, "films"));
        _clock.Advance(TimeSpan.FromSeconds(4));
        run.Report(new WorkProgress(18, 50, "books"));

        var live = Assert.Single(_board.Current);
        Assert.Equal(("embed", "ann", 18, 50, "books"), (live.Job, live.TriggeredBy, live.Done, live.Total, live.Message));
        Assert.Equal((2, TimeSpan.FromSeconds(16)), (live.Rate, live.Remaining));
        Assert.Equal(live, _board.Find("embed"));
        Assert.Null(_board.Find("clean-up"));
    }

    [Fact]
    public void Current_AfterTheRun_IsEmpty()
    {
        _board.Start(Guid.NewGuid(), "embed", "ann").Dispose();

        Assert.Empty(_board.Current);
    }

    [Fact]
    public void A_run_that_came_and_went_between_two_looks_is_counted()
    {
        var run = _board.Start(Guid.NewGuid(), "refresh", "ann");
        run.Dispose();
        run.Dispose();

        Assert.Equal(1, _board.Ended);
    }

    [Fact]
    public void Subscribers_hear_of_many_reports_four_times_a_second()
    {
        var heard = 0;
        using var subscription = _board.Subscribe(() => heard++);
        using var run = _board.Start(Guid.NewGuid(), "embed", "ann");
        for (var i = 1; i <= 1000; i++)
        {
            run.Report(new WorkProgress(i, 1000));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(heard, 4, 5);
    }

    [Fact]
    public void Last_report_is_never_lost()
    {
        List<int> seen = [];
        using var run = _board.Start(Guid.NewGuid(), "embed", "ann");
        using var subscription = _board.Subscribe(() =>
        {
            seen.Add(_board.Current[0].Done);
            if (seen.Count == 1)
            {
                // While the first news is being told.
                run.Report(new WorkProgress(7, 7));
            }
        });

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([0, 7], seen);
    }

    [Fact]
    public void Subscriber_that_fails_or_left_does_not_disturb_the_others()
    {
        var heard = 0;
        using var failing = _board.Subscribe(() => throw new InvalidOperationException("page is gone"));
        var left = _board.Subscribe(() => heard += 100);
        using var last = _board.Subscribe(() => heard++);
        left.Dispose();

        _board.Start(Guid.NewGuid(), "embed", "ann");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, heard);
    }
}
