using System.Collections.Immutable;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Bandits;
using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;
using Portal.Engine.Experiments;
using Portal.Experiments;

namespace Portal.Tests.Features.Experiments.Boards;

/// <summary>Experiments whose units are drawn and read by the analyzer, as the portal's own are.</summary>
internal sealed record DrawnExperiment
{
    public static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Devices = ["phone", "desktop", "tablet"], Activities = ["light", "medium", "heavy"];

    public int Seed { get; init; } = 1;

    public int Units { get; init; } = 3000;

    /// <summary>Whole time that units come in.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How much more each variant but the control is liked: 0.2 is a fifth more.</summary>
    public double[] Lifts { get; init; } = [0.25];

    /// <summary>How much more it is turned down.</summary>
    public double MoreAgainst { get; init; }

    /// <summary>Share of the units of the last variant that get lost.</summary>
    public double Lost { get; init; }

    /// <summary>Share of the units that see several variants.</summary>
    public double Mixed { get; init; }

    public long Planned { get; init; } = 3000;

    public bool Cuped { get; init; } = true;

    public int Arms => Lifts.Length + 1;

    public ImmutableArray<ExperimentVariant> Variants => [.. Enumerable.Range(0, Arms).Select(arm => new ExperimentVariant(arm == 0 ? "Live" : Lifts.Length == 1 ? "Fresher" : $"Fresher {arm}", ImmutableSortedDictionary<string, string>.Empty))];

    public ExperimentPlan Plan => new()
    {
        Variants = Variants,
        Weights = [.. Variants.Select(_ => 1.0 / Arms)],
        PrimaryMetric = "likes-per-unit",
        SecondaryMetrics = ["liked-any", "click-rate"],
        Guardrails = ["against-rate", "latency-p95"],
        PlannedUnits = Planned,
    };

    public AnalysisPlan Reading => new()
    {
        Arms = [.. Variants.Select(variant => new PlannedArm(variant.Name, 1.0 / Arms))],
        PlannedUnits = Planned,
        Dimensions = ["device", "activity"],
        Cuped = Cuped,
        Metrics =
        [
            new MetricDefinition("likes-per-unit", MetricKind.Mean) { WinsoriseAt = 0.995, MinimumEffect = 0.05 },
            new MetricDefinition("liked-any", MetricKind.Proportion) { Role = MetricRole.Secondary },
            new MetricDefinition("click-rate", MetricKind.Ratio) { Role = MetricRole.Secondary },
            new MetricDefinition("against-rate", MetricKind.Ratio) { Role = MetricRole.Guardrail, Goal = MetricGoal.Decrease },
            new MetricDefinition("latency-p95", MetricKind.Quantile) { Role = MetricRole.Guardrail, Goal = MetricGoal.Decrease },
        ],
    };

    public ExperimentReport Report()
    {
        WinsorisingPass pass = new(Reading);
        Draw((in UnitObservation unit) => pass.Add(unit));
        ExperimentAnalyzer analyzer = new(Reading, new DateTimeOffset(Start + Length), pass.Limits());
        Draw((in UnitObservation unit) => analyzer.Add(unit));
        return analyzer.Report();
    }

    /// <summary>Units that prefer a variant, the control, or neither.</summary>
    public static InterleavingResult Preferences(int wins, int losses, int ties)
    {
        InterleavingTally tally = new(2);
        foreach (var (count, credit) in new[] { (wins, new double[] { 0, 2 }), (losses, [1, 0]), (ties, [1, 1]) })
        {
            for (var i = 0; i < count; i++)
            {
                tally.Add(credit);
            }
        }

        return tally.Result();
    }

    /// <summary>Three periods whose shares follow the better variant.</summary>
    public static (BanditReport Report, IReadOnlyList<double[]> Shares) Bandit(bool wrong = false)
    {
        double[][] shares = [[0.5, 0.5], [0.3, 0.7], [0.05, 0.95]];
        var periods = shares.Select((share, i) => new BanditPeriod(new DateTimeOffset(Start.AddDays(i)), share, [Arm((long)(share[0] * 1000), 1 + (0.2 * i)), Arm((long)(share[1] * (wrong ? 1500 : 1000)), 1.3 + (0.2 * i))])).ToList();
        return (new BanditAnalyzer(new BanditPolicy()).Report(new BanditPeriods(periods), 0, new EffectOptions { PlannedUnits = 3000 }), shares);

        static ArmMoments Arm(long n, double mean) => ArmMoments.FromSums(new ArmSums { N = n, Sum = n * mean, SumSquares = n * ((mean * mean) + 1) });
    }

    public static ExperimentEntity Entity(string key, ExperimentPlan plan, ExperimentMode mode = ExperimentMode.Test, ExperimentState state = ExperimentState.Running) => new()
    {
        Key = key, Name = "Fresher feed", Hypothesis = "Fresher items are liked more.", Mode = mode, State = state, Plan = plan.ToJson(), Author = "Ann", StartedUtc = Start,
    };

    private void Draw(Reader read)
    {
        Random random = new(Seed);
        for (var unit = 0; unit < Units; unit++)
        {
            var (arm, at, taste) = (random.Next(Arms), random.NextDouble(), -Math.Log(1 - random.NextDouble()));
            var (phase, lost, mixed) = (random.Next(3), random.NextDouble() < Lost, random.NextDouble() < Mixed);
            var more = 1 + (arm == 0 ? 0 : Lifts[arm - 1]);
            var (looks, before) = (5 + random.Next(30), Poisson(random, 3 * taste));
            var (likes, clicks, against) = (Poisson(random, 3 * taste * more), Binomial(random, looks, 0.1 * more), Binomial(random, looks, 0.05 * (1 + (arm == 0 ? 0 : MoreAgainst))));
            var wait = 20 + (30 * -Math.Log(1 - random.NextDouble()));
            if (lost && arm == Arms - 1)
            {
                continue;
            }

            read(new UnitObservation
            {
                Arm = arm,
                ExposedAt = new DateTimeOffset(Start + (at * 0.95 * Length)),
                SeenInSeveralArms = mixed,
                Values = [new(likes, 0, before), new(likes > 0 ? 1 : 0, 0, before > 0 ? 1 : 0), new(clicks, looks), new(against, looks), new(wait)],
                Segments = [Devices[phase], taste < 0.4 ? Activities[0] : taste < 1.5 ? Activities[1] : Activities[2]],
                Days = [new DayValue(0, 0, likes * 0.6), new DayValue(1, 0, likes * 0.4)],
            });
        }
    }

    private static int Poisson(Random random, double mean)
    {
        var (count, product, limit) = (0, random.NextDouble(), Math.Exp(-mean));
        for (; product > limit; product *= random.NextDouble())
        {
            count++;
        }

        return count;
    }

    private static int Binomial(Random random, int trials, double share) => Enumerable.Range(0, trials).Count(_ => random.NextDouble() < share);

    private delegate void Reader(in UnitObservation unit);
}
