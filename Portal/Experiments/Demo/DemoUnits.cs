using System.Globalization;
using Portal.Data.Entities;
using Portal.Domain.Context;
using Portal.Domain.Numerics;
using Portal.Experiments.Counting;
using Portal.Experiments.Metrics;

namespace Portal.Experiments.Demo;

/// <summary>
/// Draws the units of a simulated experiment, always the same. Some people come ten times as often as others and some like ten times as much: both stay as they are before
/// and after the exposure, which is why the past explains a part of the differences.
/// </summary>
internal sealed class DemoUnits(DemoExperiment demo, CountedExperiment experiment)
{
    /// <summary>Units that are exposed.</summary>
    public const int Count = 4000;

    /// <summary>Days it ran.</summary>
    public const int Days = 21;

    private const int CardsPerList = 10;
    private const double VisitsPerDay = 0.35, VisitSpread = 0.7, LikingSpread = 0.6;

    private readonly ExperimentMetric _primary = ExperimentMetrics.Find(experiment.Plan.PrimaryMetric)!;
    private SplitMix64 _random;

    /// <summary>The units that were counted.</summary>
    public IEnumerable<ExperimentUnitEntity> Draw()
    {
        _random = new SplitMix64(demo.Seed, 0);
        for (var number = 1; number <= Count; number++)
        {
            var (variant, device) = (_random.NextShare() < 0.5 ? 0 : 1, Device(_random.NextShare()));
            var row = Draw(number, variant, device);
            if (_random.NextShare() >= (variant == 1 && device == DeviceClass.Phone ? demo.Lost : 0))
            {
                yield return row;
            }
        }
    }

    private static DeviceClass Device(double share) => share < 0.52 ? DeviceClass.Phone : share < 0.62 ? DeviceClass.Tablet : DeviceClass.Desktop;

    private ExperimentUnitEntity Draw(int number, int variant, DeviceClass device)
    {
        var visits = VisitsPerDay * Math.Exp(VisitSpread * _random.NextNormal());
        var liking = Math.Min(0.5, 0.045 * Math.Exp(LikingSpread * _random.NextNormal()));

        // Those who come often come early.
        var day = Math.Min(Days - 0.01, -Math.Log(1 - _random.NextShare()) / visits * 0.7 % Days);
        var exposed = experiment.StartedUtc.AddDays(Math.Floor(day)).AddHours(7 + (16 * _random.NextShare()));
        UnitTally before = new(), since = new();
        for (var d = experiment.Plan.CupedDays; d > 0; d--)
        {
            Live(before, visits, liking, device, first: false);
        }

        var likingSince = variant == 1 ? Math.Min(0.6, liking * demo.Liking) : liking;
        List<DayOutcome> days = [];
        for (var d = 0; d < Days - (int)day; d++)
        {
            UnitTally today = new();
            Live(today, visits, likingSince, device, first: d == 0);
            since.Returned |= d > 0 && today.Lists > 0;
            Add(since, today);
            if (_primary.Of(today, today) is var (value, denominator, _, _) && (value != 0 || denominator != 0))
            {
                days.Add(new DayOutcome(d, value, denominator));
            }
        }

        before.Returned = before.Lists > 1;
        return new ExperimentUnitEntity
        {
            ExperimentId = experiment.Id,
            Unit = string.Create(CultureInfo.InvariantCulture, $"simulated-{number:0000}"),
            Variant = variant,
            ExposedUtc = exposed,
            Segments = UnitSegments.Format(device, visits < 0.25 ? "light" : visits < 0.7 ? "medium" : "heavy"),
            Values = Outcomes.Encode(new UnitOutcomes { Since = since, Before = before, Days = days }),
            UpdatedUtc = exposed,
        };
    }

    // A day of a person; on the first they come for certain.
    private void Live(UnitTally tally, double visits, double liking, DeviceClass device, bool first)
    {
        var lists = (first ? 1 : 0) + Poisson(visits);
        for (var i = 0; i < lists; i++)
        {
            tally.Lists++;
            tally.Places += CardsPerList;
            tally.Milliseconds += Math.Round((device == DeviceClass.Phone ? 60 : 40) * Math.Exp(0.5 * _random.NextNormal()));
            tally.MeasuredLists++;
            tally.RepeatShares += 0.05 + (0.1 * _random.NextShare());
            tally.LongTailShares += 0.2 + (0.2 * _random.NextShare());
            tally.Diversities += 0.55 + (0.2 * _random.NextShare());
            for (var card = 0; card < CardsPerList; card++)
            {
                // Lower cards are looked at less often.
                if (_random.NextShare() < 1 - (0.06 * card))
                {
                    tally.Looks++;
                    tally.Clicks += _random.NextShare() < 0.08 ? 1 : 0;
                    tally.Likes += _random.NextShare() < liking ? 1 : 0;
                    tally.Against += _random.NextShare() < 0.01 ? 1 : 0;
                }
            }
        }
    }

    private static void Add(UnitTally tally, UnitTally day)
    {
        tally.Lists += day.Lists;
        tally.Places += day.Places;
        tally.Milliseconds += day.Milliseconds;
        tally.MeasuredLists += day.MeasuredLists;
        tally.RepeatShares += day.RepeatShares;
        tally.LongTailShares += day.LongTailShares;
        tally.Diversities += day.Diversities;
        tally.Looks += day.Looks;
        tally.Clicks += day.Clicks;
        tally.Likes += day.Likes;
        tally.Against += day.Against;
    }

    // By multiplication (Knuth): the means are small.
    private int Poisson(double mean)
    {
        var (count, left) = (0, Math.Exp(-Math.Min(mean, 20)));
        for (var product = _random.NextShare(); product > left; product *= _random.NextShare())
        {
            count++;
        }

        return count;
    }
}
