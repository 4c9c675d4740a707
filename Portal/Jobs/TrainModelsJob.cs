using Portal.Diagnostics;
using Portal.Engine.Models;

namespace Portal.Jobs;

/// <summary>Learns from everybody's actions what goes with what.</summary>
internal sealed class TrainModelsJob(ModelTraining training) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("train-models", "TrainModels", "0 5 * * * ?", AtStart: true, InMemory: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var result = await training.RunAsync(progress, ct);
        progress.Report(new WorkProgress(1, 1, result.Message));
    }
}
