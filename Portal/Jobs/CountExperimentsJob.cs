using Portal.Diagnostics;
using Portal.Experiments.Counting;

namespace Portal.Jobs;

/// <summary>Counts and analyses the experiments that run.</summary>
internal sealed class CountExperimentsJob(ExperimentCounting counting) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("count-experiments", "CountExperiments", "20 * * * * ?", AtStart: true, Quiet: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var result = await counting.RunAsync(progress, ct);
        var done = result is { Units: 0, Results: 0 } ? 0 : result.Experiments;
        progress.Report(new WorkProgress(done, done, done == 0 ? "nothing new" : result.Message));
    }
}
