using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Diagnostics;
using Portal.Domain.Evaluation;
using Portal.Experiments;
using Portal.Experiments.Counting;

namespace Portal.Cli;

/// <summary>A large experiment, counted and analysed from nothing by the services that do it every minute, and read as its page reads it.</summary>
/// <param name="portal">Builds the portal.</param>
/// <param name="output">Told.</param>
internal sealed class BenchCounting(PortalFactory portal, TextWriter output)
{
    private const double MostSeconds = 20, MostMegabytes = 600, MostReading = 1;
    private const int Further = 10_000;

    /// <summary>Measures.</summary>
    /// <exception cref="VerbException">A bound is missed.</exception>
    public async Task RunAsync(int exposures, int outcomes, int seed, bool verbose, CancellationToken token)
    {
        await using var invented = await InventedPortal.CreateAsync(portal, null, verbose, output, token);
        var (services, now) = (invented.Services, invented.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        LargeExperiment large = new(exposures, outcomes, seed, now);
        await ConsoleProgress.RunAsync(output, "Inventing", progress => large.FillAsync(contexts, progress, token), services.GetRequiredService<TimeProvider>());
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{exposures:N0} exposures, {outcomes:N0} outcomes, seed {seed}"));

        List<string> missed = [];
        var counting = services.GetRequiredService<ExperimentCounting>();
        using (MemoryWatch peak = new())
        {
            var (seconds, analysed, result) = await CountAsync(counting, token);
            await TellAsync("counted", analysed, null);
            await TellAsync("analysed", seconds - analysed, null);
            await TellAsync("together", seconds, MostSeconds);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{result.Message}; peak working set {peak.PeakMb:F0} MB, at most {MostMegabytes:F0}"));
            if (peak.PeakMb > MostMegabytes)
            {
                missed.Add(string.Create(CultureInfo.InvariantCulture, $"peak working set {peak.PeakMb:F0} MB"));
            }
        }

        var started = Stopwatch.GetTimestamp();
        var stored = await services.GetRequiredService<IExperimentResults>().NewestAsync(LargeExperiment.Id, token);
        await TellAsync(string.Create(CultureInfo.InvariantCulture, $"newest result of {stored!.Units:N0} units read"), Stopwatch.GetElapsedTime(started).TotalSeconds, MostReading);
        await large.ActAsync(contexts, Further, token);
        var again = await CountAsync(counting, token);
        await TellAsync(string.Create(CultureInfo.InvariantCulture, $"{Further:N0} further outcomes counted ({again.Result.Units:N0} units)"), again.Analysed, null);
        if (missed.Count > 0)
        {
            throw new VerbException($"Missed: {string.Join("; ", missed)}.");
        }

        async Task TellAsync(string what, double seconds, double? most)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {seconds:F2} s{(most is null ? "" : string.Create(CultureInfo.InvariantCulture, $", at most {most:F0}"))}"));
            if (seconds > most)
            {
                missed.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {seconds:F2} s"));
            }
        }
    }

    private static async Task<(double Seconds, double Analysed, CountingResult Result)> CountAsync(ExperimentCounting counting, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        AnalysisBegins begins = new();
        var result = await counting.RunAsync(begins, token);
        var end = Stopwatch.GetTimestamp();
        return (Stopwatch.GetElapsedTime(started, end).TotalSeconds, Stopwatch.GetElapsedTime(started, begins.At ?? end).TotalSeconds, result);
    }

    /// <summary>Notes when the analysis begins.</summary>
    private sealed class AnalysisBegins : IProgress<WorkProgress>
    {
        public long? At { get; private set; }

        public void Report(WorkProgress value) => At ??= value.Message.StartsWith("analysing", StringComparison.Ordinal) ? Stopwatch.GetTimestamp() : null;
    }
}
