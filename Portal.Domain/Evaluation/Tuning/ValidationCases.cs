namespace Portal.Domain.Evaluation.Tuning;

/// <summary>The validation part: fits models on the inner training part and judges scores on the cases put aside.</summary>
/// <param name="context">The inner training part, the protocol and the seed.</param>
/// <param name="cases">The cases put aside.</param>
/// <param name="support">Interactions of each item in the inner training part.</param>
/// <param name="cancellationToken">Stops between cases.</param>
internal sealed class ValidationCases(FitContext context, IReadOnlyList<EvaluationCase> cases, float[] support, CancellationToken cancellationToken)
{
    private readonly Dictionary<object, int> _positions =
        cases.Select((one, position) => ((object)one, position)).ToDictionary(pair => pair.Item1, pair => pair.position, ReferenceEqualityComparer.Instance);

    /// <summary>Number of cases.</summary>
    public int Count => cases.Count;

    /// <summary>How much is known in each case.</summary>
    public IEnumerable<CaseEvidence> Evidence => cases.Select(one => new CaseEvidence(one.History.Length, support));

    /// <summary>Fits a model and returns its scores for every case, calibrated, 0 where unknown.</summary>
    public float[][] Scores(IRankingModel model, Action<EvaluationCase, float[]> calibrate)
    {
        model.Fit(context, cancellationToken);
        var scores = new float[cases.Count][];
        Parallel.For(0, scores.Length, new ParallelOptions { CancellationToken = cancellationToken }, c =>
        {
            var row = new float[context.Data.ItemCount];
            model.Score(cases[c], row);
            calibrate(cases[c], row);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = float.IsNaN(row[i]) ? 0 : row[i];
            }

            scores[c] = row;
        });
        return scores;
    }

    /// <summary>The protocol's target measure of scores.</summary>
    public double Judge(CaseScores scores) => TargetMetric.Mean(
        context.Protocol, context.Data.ItemCount, cases, (one, to) => scores(_positions[one], to), cancellationToken);
}
