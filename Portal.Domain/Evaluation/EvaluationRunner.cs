using System.Diagnostics;
using Portal.Domain.Evaluation.Metrics;

namespace Portal.Domain.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Model">Name of the model at work.</param>
/// <param name="Scored">Cases scored; 0 while it learns.</param>
/// <param name="Cases">Cases in all.</param>
public readonly record struct EvaluationProgress(string Model, int Scored, int Cases);

/// <summary>Fits models on the training part of a task and judges their lists. For one seed the metrics are always the same.</summary>
public static class EvaluationRunner
{
    private const int ReportEvery = 64;

    /// <summary>Runs the models one after the other, and then the task's references.</summary>
    /// <param name="task">Data, cases and rules.</param>
    /// <param name="models">The models, not yet fitted; those that are disposable are disposed of when done.</param>
    /// <param name="seed">The seed of everything random in the models.</param>
    /// <param name="progress">Told what is going on; may be called from several threads.</param>
    /// <param name="ranked">Given the lists of each model and group, as soon as they are judged.</param>
    /// <param name="cancellationToken">Stops within a case or the model's own next look.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static EvaluationReport Run(
        EvaluationTask task, IEnumerable<IRankingModel> models, int seed, IProgress<EvaluationProgress>? progress = null, Action<RankedLists>? ranked = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(models);
        ItemPopularity popularity = new(task.Data.ItemCount, task.Data.Histories);
        var tags = task.Data.Items is { } items ? new TagSpace(items) : null;
        List<ModelResult> results = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (var model in models.Concat(task.References.Select(make => make()).Where(model => !done.Contains(model.Name))))
        {
            done.Add(model.Name);
            results.AddRange(Run(task, model, seed, popularity, tags, progress, ranked, cancellationToken));
            (model as IDisposable)?.Dispose();
        }

        return new EvaluationReport(task.Protocol.Name, task.Summary, seed, task.DataHash, task.Notes, results);
    }

    private static List<ModelResult> Run(
        EvaluationTask task, IRankingModel model, int seed, ItemPopularity popularity, TagSpace? tags, IProgress<EvaluationProgress>? progress, Action<RankedLists>? listed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using MemoryWatch memory = new();
        var (cases, scored, longest) = (task.Groups.Sum(group => group.Cases.Count), 0, task.Cutoffs.Max());
        progress?.Report(new EvaluationProgress(model.Name, 0, cases));
        var started = Stopwatch.GetTimestamp();
        model.Fit(new FitContext(task.Data, task.Protocol, seed), cancellationToken);
        var fitSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        List<ModelResult> results = [];
        foreach (var group in task.Groups)
        {
            started = Stopwatch.GetTimestamp();
            var ranked = CaseJudge.Rank(task.Protocol, task.Data.ItemCount, group.Cases, model.Score, longest, CaseDone, cancellationToken);
            var scoreSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var (metrics, evaluated, skipped) = CaseJudge.Judge(task, group, ranked, popularity, tags);
            results.Add(new ModelResult
            {
                Model = model.Name,
                N = group.N,
                Parameters = model.Parameters,
                FitSeconds = Math.Round(fitSeconds, 4),
                ScoreSeconds = Math.Round(scoreSeconds, 4),
                PeakMemoryMb = Math.Round(memory.PeakMb, 1),
                Evaluated = evaluated,
                SkippedUsers = skipped,
                Metrics = metrics,
            });
            listed?.Invoke(new RankedLists(model.Name, group, ranked.Lists));
        }

        return results;

        void CaseDone()
        {
            if (Interlocked.Increment(ref scored) is var done && (done % ReportEvery == 0 || done == cases))
            {
                progress?.Report(new EvaluationProgress(model.Name, done, cases));
            }
        }
    }
}
