using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;
using Portal.Domain.Numerics;

namespace Portal.Cli;

/// <summary>How fast the units of an experiment are read, and what is kept of them.</summary>
internal static class BenchAnalysis
{
    private const int Metrics = 12, Patterns = 4096, Days = 28;

    private static readonly MetricKind[] Kinds = [MetricKind.Proportion, MetricKind.Mean, MetricKind.Ratio, MetricKind.Mean];
    private static readonly string?[] Devices = ["phone", "desk", "tablet"];

    public static void Measure(BenchBounds bounds, int units, ulong seed, CancellationToken token)
    {
        var start = DateTimeOffset.UnixEpoch.AddYears(56);
        AnalysisPlan plan = new()
        {
            Arms = [new PlannedArm("control", 0.5), new PlannedArm("new", 0.5)],
            Metrics = [.. Enumerable.Range(0, Metrics).Select(m => new MetricDefinition($"m{m}", m == Metrics - 1 ? MetricKind.Quantile : Kinds[m % Kinds.Length]))],
            PlannedUnits = units,
            Dimensions = ["device"],
        };
        var values = Draw(seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        ExperimentAnalyzer analyzer = new(plan, start.AddDays(Days));
        var started = Stopwatch.GetTimestamp();
        for (var unit = 0; unit < units; unit++)
        {
            token.ThrowIfCancellationRequested();
            SplitMix64 random = new(seed, unit);
            analyzer.Add(new UnitObservation
            {
                Arm = (int)(random.Next() >> 63),
                ExposedAt = start.AddDays((double)unit * Days / units),
                Values = values[random.NextBelow(Patterns)],
                Segments = Devices.AsSpan(random.NextBelow(Devices.Length), 1),
            });
        }

        var read = Stopwatch.GetElapsedTime(started);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        started = Stopwatch.GetTimestamp();
        var report = analyzer.Report();
        var told = Stopwatch.GetElapsedTime(started);
        bounds.Shown(string.Create(CultureInfo.InvariantCulture, $"{report.Units:N0} units of {Metrics} metrics read and told"), "", string.Create(CultureInfo.InvariantCulture, $"{read.TotalSeconds:F1} s + {told.TotalSeconds:F2} s"));
        bounds.Shown("kept of them", "", $"{BenchFormat.Mebibytes(kept)} MiB");
    }

    private static UnitValues[][] Draw(ulong seed)
    {
        var values = new UnitValues[Patterns][];
        for (var i = 0; i < Patterns; i++)
        {
            SplitMix64 random = new(seed, -1 - i);
            values[i] = new UnitValues[Metrics];
            for (var m = 0; m < Metrics; m++)
            {
                var past = random.NextNormal();
                values[i][m] = m == Metrics - 1 ? new UnitValues(100 * Math.Exp(past)) : Kinds[m % Kinds.Length] switch
                {
                    MetricKind.Proportion => new UnitValues(past + random.NextNormal() > 0 ? 1 : 0, Pre: past > 0 ? 1 : 0),
                    MetricKind.Ratio => new UnitValues(random.NextBelow(5), 4 + random.NextBelow(5), random.NextBelow(5), 6),
                    _ => new UnitValues(3 + past + random.NextNormal(), Pre: past),
                };
            }
        }

        return values;
    }
}
