using System.Threading.Channels;
using Portal.Engine;

namespace Portal.Jobs;

/// <summary>
/// Runs after changes of the catalogue what makes them count: the engine is refreshed, and what has a new text gets its vector. A change
/// that comes while these run is followed up by a second run.
/// </summary>
internal sealed partial class CatalogueFollowUp(JobService jobs, TimeProvider time, ILogger<CatalogueFollowUp> logger) : BackgroundService, ICatalogueChanges
{
    /// <summary>How long nothing more must be changed: an editor saves several items in a row.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private readonly Channel<string> _announced = Channel.CreateUnbounded<string>();

    public void Announce(string by) => _announced.Writer.TryWrite(by);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _announced.Reader.WaitToReadAsync(stoppingToken))
        {
            var by = "";
            await Task.Delay(Quiet, time, stoppingToken);
            while (_announced.Reader.TryRead(out var last))
            {
                by = last;
            }

            try
            {
                await RunAsync(RefreshEngineJob.Definition.Key, by, stoppingToken);
                await RunAsync(EmbedCatalogueJob.Definition.Key, by, stoppingToken);
            }
#pragma warning disable CA1031 // The next change tries again; the refresh comes by itself.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(logger, e);
            }
        }
    }

    // A run that goes on may have read the items already: only one that begins afterwards is sure to see the change.
    private async Task RunAsync(string job, string by, CancellationToken ct)
    {
        while (await jobs.StartAsync(job, by, ct) == JobCommandResult.AlreadyRunning)
        {
            await Task.Delay(Quiet, time, ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What follows from a change of the catalogue could not be started")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
