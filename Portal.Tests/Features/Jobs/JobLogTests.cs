using Microsoft.Extensions.Logging;
using Portal.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Jobs;

public sealed class JobLogTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void The_newest_lines_are_kept_each_with_its_time()
    {
        JobLog log = new(_clock);
        for (var i = 0; i < 260; i++)
        {
            log.Add($"line {i}\n");
        }

        var lines = log.ToString().Split('\n');
        Assert.Equal((JobLog.MostLines, "09:30:00Z line 60", "09:30:00Z line 259"), (lines.Length, lines[0], lines[^1]));
        Assert.Same(log.ToString(), log.ToString());
    }

    [Fact]
    public void Long_lines_are_cut_and_the_whole_stays_bounded()
    {
        JobLog log = new(_clock);
        for (var i = 0; i < 50; i++)
        {
            log.Add($"{i} {new string('x', 5000)}");
        }

        Assert.InRange(log.ToString().Length, JobLog.MostCharacters - 1100, JobLog.MostCharacters);
        Assert.Contains("Z 49 x", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_logged_during_a_run_belongs_to_it_and_to_no_other()
    {
        using JobLogProvider provider = new();
        var logger = provider.CreateLogger("Portal.Engine.CatalogueEmbedder");
        JobLog first = new(_clock), second = new(_clock);

        await Task.WhenAll(RunAsync(first, "one"), RunAsync(second, "two"));
        Say(LogLevel.Information, "outside");

        Assert.Equal("09:30:00Z CatalogueEmbedder: one", first.ToString().Split('\n')[0]);
        Assert.Contains("Warning: CatalogueEmbedder: two is late", second.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("two", first.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("outside", first.ToString() + second, StringComparison.Ordinal);
        Assert.False(logger.IsEnabled(LogLevel.Critical));

        void Say(LogLevel level, string words) => logger.Log(level, 0, words, null, (text, _) => text);

        async Task RunAsync(JobLog log, string name)
        {
            JobLogProvider.BeginRun(log);
            await Task.Yield();
            Say(LogLevel.Information, name);
            Say(LogLevel.Debug, "not kept");
            await Task.Run(() => Say(LogLevel.Warning, $"{name} is late"));
        }
    }
}
