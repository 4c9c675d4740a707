using System.Collections.Concurrent;
using System.Globalization;
using Portal.Diagnostics;

namespace Portal.Experiments.Counting;

/// <summary>What came of a count.</summary>
/// <param name="Experiments">Experiments that were looked at.</param>
/// <param name="Units">Units that changed.</param>
/// <param name="Results">Experiments that were analysed.</param>
public sealed record CountingResult(int Experiments, int Units, int Results)
{
    /// <summary>As one sentence.</summary>
    public string Message => string.Create(CultureInfo.InvariantCulture, $"{Experiments} experiments looked at, {Units} units counted, {Results} analysed");
}

/// <summary>Counts experiments, analyses those of which something changed, gives bandits their shares, and tells the pages.</summary>
public sealed partial class ExperimentCounting(ExperimentCounter counter, ExperimentAnalysis analysis, BanditShares shares, ExperimentResults results, TimeProvider time, ILogger<ExperimentCounting> logger)
{
    /// <summary>A large experiment is not analysed for the greater part of the time: it rests so many times as long as it took.</summary>
    private const int Rest = 20;

    /// <summary>Days pass, also without units.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(12);

    // When the analysis of an experiment may be repeated.
    private readonly ConcurrentDictionary<int, DateTimeOffset> _resting = new();

    /// <summary>Brings all experiments up to date.</summary>
    public async Task<CountingResult> RunAsync(IProgress<WorkProgress>? progress, CancellationToken ct)
    {
        IReadOnlyList<CountedUnits> counted;
        try
        {
            counted = await counter.RunAsync(progress, ct);
        }
        catch (CountedElsewhereException e)
        {
            LogElsewhere(logger, e);
            return new CountingResult(0, 0, 0);
        }

        var analysed = 0;
        foreach (var (of, index) in counted.Select((of, index) => (of, index)))
        {
            if (await IsDueAsync(of, ct))
            {
                progress?.Report(new WorkProgress(index, counted.Count, string.Create(CultureInfo.InvariantCulture, $"analysing experiment {of.Experiment.Id}")));
                analysed += await AnalyseAsync(of.Experiment, ct) ? 1 : 0;
            }
        }

        return new CountingResult(counted.Count, counted.Sum(of => of.Changed), analysed);
    }

    private async Task<bool> IsDueAsync(CountedUnits of, CancellationToken ct)
    {
        if (of.ChangedUtc is not { } changed || (_resting.TryGetValue(of.Experiment.Id, out var until) && time.GetUtcNow() < until))
        {
            return false;
        }

        var last = await analysis.LastAsync(of.Experiment.Id, ct);
        return last is null || last < changed || (of.Experiment.EndedUtc is null && time.GetUtcNow().UtcDateTime - last >= Stale);
    }

    // One that cannot be analysed does not keep the others from it; an alert tells of it.
    private async Task<bool> AnalyseAsync(CountedExperiment experiment, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        try
        {
            var reading = await analysis.RunAsync(experiment, ct);
            await shares.FollowAsync(experiment, reading, ct);
            results.Announce(experiment.Id);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or System.Text.Json.JsonException)
        {
            LogBroken(logger, e, experiment.Id);
            return false;
        }
        finally
        {
            _resting[experiment.Id] = time.GetUtcNow() + (time.GetElapsedTime(started) * Rest);
        }
    }

    [LoggerMessage(LogLevel.Information, "The experiments are counted by another process")]
    private static partial void LogElsewhere(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "Experiment {Experiment} cannot be analysed by its plan")]
    private static partial void LogBroken(ILogger logger, Exception error, int experiment);
}
