using Portal.Domain.Experiments.Statistics;

namespace Portal.Domain.Experiments.Analysis;

/// <summary>Compares the split of the units with the planned one.</summary>
internal sealed class RatioReader(AnalysisPlan plan)
{
    // Below, the chi-square distribution does not hold (Cochran 1954).
    private const double FewestExpected = 5;

    private readonly double[] _weights = [.. plan.Arms.Select(arm => arm.Weight)];

    public SampleRatioReport Read(AnalyzedUnits units, long[] counts)
    {
        var total = counts.Sum();
        SequentialSampleRatio sequence = new(_weights, SampleRatioReport.SequentialConcentration);
        foreach (var day in units.Days.Values)
        {
            sequence.Add(day.Units);
        }

        var p = SampleRatio.PValue(counts, _weights);
        return new SampleRatioReport
        {
            Units = counts,
            Expected = [.. _weights.Select(weight => weight * total)],
            PValue = p,
            SequentialPValue = sequence.PValue,
            IsWrong = p < plan.RatioAlpha || sequence.PValue < plan.RatioAlpha || counts.Zip(_weights).Any(arm => arm is { First: > 0, Second: 0 }),
            Segments = [.. Segments(units)],
        };
    }

    private IEnumerable<SegmentRatio> Segments(AnalyzedUnits units)
    {
        var segments = plan.Dimensions.Index().SelectMany(dimension => units.Segments(dimension.Index).Select(segment => (Dimension: dimension.Item, segment.Value, segment.Cells.Units))).ToList();
        var pValues = segments.ConvertAll(segment => HasEnough(segment.Units) ? SampleRatio.PValue(segment.Units, _weights) : 1);
        var adjusted = MultipleTesting.Adjust(pValues, Correction.Bonferroni);
        return segments.Select((segment, i) => new SegmentRatio(segment.Dimension, segment.Value, segment.Units, pValues[i], adjusted[i], adjusted[i] < plan.RatioAlpha));
    }

    private bool HasEnough(long[] units) => _weights.Where(weight => weight > 0).Min() * units.Sum() >= FewestExpected;
}
