using Portal.Diagnostics;
using Portal.Domain.OffPolicy;
using Portal.Domain.Ranking;

namespace Portal.Weights;

/// <summary>What the log of the last days says of a draft.</summary>
/// <param name="Draft">Fingerprint of the draft.</param>
/// <param name="Estimate">The estimate or its refusal; null when nothing was logged.</param>
/// <param name="Log">What it rests on.</param>
public sealed record DraftEstimate(string Draft, OffPolicyEstimate? Estimate, LoggedServing Log)
{
    /// <summary>Share of the lists that went to simulated people, 0..1.</summary>
    public double SimulatedShare => Log.Requests.Count == 0 ? 0 : Log.Simulated / (double)Log.Requests.Count;
}

/// <summary>Estimates from the feeds of the last days which click and like rate a draft of the weights would have. Changes nothing.</summary>
public sealed class Estimates(LoggedServings log, DraftListTrial lists)
{
    private const int Steps = 100;

    /// <summary>Reads, tries and estimates: seconds.</summary>
    /// <param name="draft">The draft, within its bounds.</param>
    /// <param name="progress">Told how far it is and, as message, which part it is at: <c>reading</c>, <c>ranking</c>, <c>estimating</c>.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    public async Task<DraftEstimate> RunAsync(RankingWeights draft, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var read = await log.ReadAsync(draft, Part(0, 40, "reading"), cancellationToken);
        if (read.Requests.Count == 0)
        {
            return new DraftEstimate(draft.Fingerprint, null, read);
        }

        // Whoever came last stands for those who come next.
        string[] people = [.. read.Requests.Reverse().Select(request => request.Person).Distinct().Take(DraftListTrial.MostPeople)];
        var overlap = await lists.OverlapAsync(people, draft, Part(40, 60, "ranking"), cancellationToken);
        var estimate = await Task.Run(() => new OffPolicyEstimator().Estimate(read.Requests, overlap, Part(60, Steps, "estimating"), cancellationToken), cancellationToken);
        return new DraftEstimate(draft.Fingerprint, estimate, read);

        IProgress<double> Part(int from, int to, string what)
        {
            progress?.Report(new WorkProgress(from, Steps, what));
            return new Forward(share => progress?.Report(new WorkProgress(from + (int)((to - from) * share), Steps, what)));
        }
    }

    // Progress<T> would post to another thread, and tell old shares after new ones.
    private sealed class Forward(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
