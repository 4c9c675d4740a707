using System.Globalization;
using Portal.Diagnostics;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Learning;

namespace Portal.Engine.Learning;

/// <summary>What came of learning the weights.</summary>
/// <param name="Draft">Version of the draft; null when there is none.</param>
/// <param name="Message">One or two sentences with the numbers.</param>
public sealed record WeightLearningResult(int? Draft, string Message);

/// <summary>Learns the ranking's weights from feedback and leaves them as a draft: whether they count is an administrator's decision.</summary>
public sealed class WeightLearning(ReactionLog log, WeightStore weights, TimeProvider time)
{
    private const int Steps = 100;

    private static readonly int[] ToldPlaces = [1, 2, 4, 8, 16, 24];

    /// <summary>Learns from the log; a draft is stored only when it does better than the live weights on later lists.</summary>
    public async Task<WeightLearningResult> RunAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var live = (await weights.LiveAsync(cancellationToken)).Weights;
        var signals = RankingSignals.All;
        var lists = await log.ReadAsync([.. signals.Select(signal => signal.Key)], Part(0, 50, "reading"), cancellationToken);
        var learned = await Task.Run(
            () => new WeightLearner().Learn([.. signals.Select(signal => (double)live.Of(signal))], lists, Part(50, Steps, "learning"), cancellationToken),
            cancellationToken);
        if (learned is not { Weights: { } values, Report: { } report })
        {
            return new WeightLearningResult(null, learned.Refusal ?? "");
        }

        if (!(report.Learned.Auc > report.Present.Auc && report.Learned.LogLoss < report.Present.LogLoss))
        {
            return new WeightLearningResult(null, $"No draft: on later lists the learned weights do no better than the present ones. {Describe(report)}");
        }

        var draft = live with
        {
            Signals = live.Signals.SetItems(signals.Zip(values, (signal, weight) => KeyValuePair.Create(signal.Key, Math.Round(weight, 3)))),
        };
        var name = string.Create(CultureInfo.InvariantCulture, $"{WeightStore.LearnedPrefix}{time.GetUtcNow():yyyy-MM-dd}");
        var version = await weights.AddLearnedAsync(name, draft, Describe(report), cancellationToken);
        return new WeightLearningResult(version, string.Create(CultureInfo.InvariantCulture, $"Draft '{name}' v{version}. {Describe(report)}"));

        IProgress<double> Part(int from, int to, string what) => new Forward(share => progress?.Report(new WorkProgress(from + (int)((to - from) * share), Steps, what)));
    }

    private static string Describe(LearningReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Learned from {report.Positive} reactions in favour and {report.Negative} against on {report.Lists} lists. On {report.HeldOutLists} later lists with {report.HeldOutReactions} reactions: pairs in the right order {report.Learned.Auc:P1} (present weights {report.Present.Auc:P1}), nDCG {report.Learned.Ndcg:F4} ({report.Present.Ndcg:F4}), log-loss {report.Learned.LogLoss:F4} ({report.Present.LogLoss:F4}). Corrected for how much is looked at, relative to the place looked at most: {Looks(report.Examination)}.");

    private static string Looks(ExaminationModel examination) =>
        string.Join(", ", ToldPlaces.Select(place => string.Create(CultureInfo.InvariantCulture, $"place {place} {examination[place - 1]:F2}")));

    // Progress<T> would post to another thread, and tell old shares after new ones.
    private sealed class Forward(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
