using Portal.Diagnostics;
using Portal.Engine.Learning;

namespace Portal.Jobs;

/// <summary>Learns a draft of the ranking's weights from what people did with their feeds.</summary>
internal sealed class LearnWeightsJob(WeightLearning learning) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("learn-weights", "LearnWeights", "0 15 4 ? * SUN");

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var result = await learning.RunAsync(progress, ct);
        progress.Report(new WorkProgress(1, 1, result.Message));
    }
}
