using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Statistics;

namespace Portal.Tests.Domain.Experiments.Analysis;

/// <summary>Units of an experiment as tests write them down.</summary>
internal sealed record TestUnit(int Arm, double Day, params UnitValues[] Values)
{
    public string?[] Segments { get; init; } = [];

    public DayValue[] Days { get; init; } = [];

    public bool Several { get; init; }

    public UnitObservation Observe() => new()
    {
        Arm = Arm,
        ExposedAt = ExperimentScene.Start.AddDays(Day),
        SeenInSeveralArms = Several,
        Values = Values,
        Segments = Segments,
        Days = Days,
    };
}

internal static class ExperimentScene
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    public static AnalysisPlan Plan(params MetricDefinition[] metrics) => new()
    {
        Arms = [new("control", 0.5), new("new", 0.5)],
        Metrics = metrics,
        PlannedUnits = 2000,
    };

    public static ExperimentReport Report(AnalysisPlan plan, double days, IEnumerable<TestUnit> units)
    {
        IReadOnlyList<TestUnit> all = [.. units];
        IReadOnlyList<double>? limits = null;
        if (WinsorisingPass.IsNeeded(plan))
        {
            WinsorisingPass pass = new(plan);
            foreach (var unit in all)
            {
                pass.Add(unit.Observe());
            }

            limits = pass.Limits();
        }

        ExperimentAnalyzer analyzer = new(plan, Start.AddDays(days), limits);
        foreach (var unit in all)
        {
            analyzer.Add(unit.Observe());
        }

        return analyzer.Report();
    }

    /// <summary>As many units of an arm, every so many of which have 1, the others 0; a unit arrives each hundredth of a day.</summary>
    public static IEnumerable<TestUnit> Share(int arm, int units, double share) =>
        Enumerable.Range(0, units).Select(i => new TestUnit(arm, i / 100.0, new UnitValues(Math.Floor((i + 1) * share) - Math.Floor(i * share))));
}
