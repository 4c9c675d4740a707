using Portal.Engine.Experiments;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Engine.Experiments;

public sealed class RecentValuesTests
{
    private readonly TestClock _clock = new();
    private int _read;

    [Fact]
    public async Task A_value_is_read_again_when_its_time_is_over()
    {
        RecentValues<string, int> values = new(most: 9, TimeSpan.FromMinutes(5), _clock);

        Assert.Equal((1, 1), (await GetAsync(values, "a"), await GetAsync(values, "a")));
        _clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(2, await GetAsync(values, "a"));
    }

    [Fact]
    public async Task It_holds_no_more_than_it_may()
    {
        RecentValues<string, int> values = new(most: 2, TimeSpan.FromMinutes(5), _clock);
        await GetAsync(values, "a");
        await GetAsync(values, "b");

        Assert.Equal(3, await GetAsync(values, "c"));
        Assert.Equal(3, await GetAsync(values, "c"));
        Assert.Equal(4, await GetAsync(values, "a"));
    }

    private async Task<int> GetAsync(RecentValues<string, int> values, string key) => await values.GetAsync(key, (_, _) => Task.FromResult(++_read), CancellationToken.None);
}
