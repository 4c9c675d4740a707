using Portal.Shared;

namespace Portal.Tests.Features.Shared;

public sealed class CancellationSeriesTests
{
    [Fact]
    public async Task StartAsync_Second_CancelsTheFirstOnly()
    {
        await using var loads = new CancellationSeries();

        var first = await loads.StartAsync();
        Assert.False(first.IsCancellationRequested);
        var second = await loads.StartAsync();

        Assert.True(first.IsCancellationRequested);
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public async Task StartAsync_Second_WaitsForWhatHangsOnTheFirst()
    {
        await using var loads = new CancellationSeries();
        var told = false;
        var first = await loads.StartAsync();
        await using var registration = first.Register(() =>
        {
            Thread.Sleep(50);
            told = true;
        });

        await loads.StartAsync();

        Assert.True(told);
    }

    [Fact]
    public async Task StopAsync_Running_CancelsItAndTheNextStartIsFresh()
    {
        await using var loads = new CancellationSeries();
        var first = await loads.StartAsync();

        await loads.StopAsync();
        var second = await loads.StartAsync();

        Assert.True(first.IsCancellationRequested);
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public async Task DisposeAsync_Running_CancelsItAndWhatIsStartedLater()
    {
        var loads = new CancellationSeries();
        var running = await loads.StartAsync();

        await loads.DisposeAsync();
        var late = await loads.StartAsync();

        Assert.True(running.IsCancellationRequested);
        Assert.True(late.IsCancellationRequested);
    }

    [Fact]
    public async Task StartAsync_ManyAtOnce_LeavesExactlyOneAlive()
    {
        await using var loads = new CancellationSeries();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(loads.StartAsync)));

        Assert.Single(tokens, token => !token.IsCancellationRequested);
    }
}
