using System.Globalization;
using Portal.Diagnostics;
using Portal.Engine;

namespace Portal.Jobs;

/// <summary>Gives every item that lacks one the vector of its text.</summary>
internal sealed class EmbedCatalogueJob(CatalogueEmbedder embedder, EncoderHost encoder) : IPortalJob
{
    public static JobDefinition Definition { get; } = new("embed-catalogue", "EmbedCatalogue", AtStart: true);

    public async Task RunAsync(IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var result = await embedder.RunAsync(progress, ct);
        var message = result.EncoderId is null
            ? $"No text encoder: {encoder.Status.Reason}"
            : string.Create(CultureInfo.InvariantCulture, $"{result.Embedded} items embedded with {result.EncoderId}, {result.WithoutVector} without a vector");
        progress.Report(new WorkProgress(result.Embedded + result.WithoutVector, result.Embedded + result.WithoutVector, message));
    }
}
