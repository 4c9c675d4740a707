using System.Diagnostics;
using Portal.Diagnostics;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Files;
using Portal.Engine;

namespace Portal.OfflineEvaluation;

/// <summary>Does what was asked for, or the usual comparison on the portal's own data, and stores the result. The same request gives the same measures.</summary>
public sealed class OfflineEvaluator(OfflineRequests requests, PortalTask own, EncoderHost encoder, OfflineReports reports, IHostApplicationLifetime lifetime)
{
    /// <summary>Runs the request that waits; without one the usual comparison.</summary>
    /// <exception cref="InvalidDataException">The data or files do not do; the message says what is wrong with them.</exception>
    public async Task<OfflineReport> RunAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var request = await requests.FindAsync(cancellationToken) ?? new OfflineRequest();
        try
        {
            var report = await EvaluateAsync(request, progress, cancellationToken);
            await reports.AddAsync(report, cancellationToken);
            return report;
        }
        catch (Exception e) when (e is EvaluationFileException or ArgumentException)
        {
            throw new InvalidDataException(Readable(e.Message, request), e);
        }
        finally
        {
            // A program that ends takes the request up again when it starts.
            if (!lifetime.ApplicationStopping.IsCancellationRequested)
            {
                await requests.ClearAsync(request, CancellationToken.None);
            }
        }
    }

    private async Task<OfflineReport> EvaluateAsync(OfflineRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        progress?.Report(new WorkProgress(0, 0, "reading"));
        var (task, kinds) = await LoadAsync(request, cancellationToken);
        var (able, notes) = RankingModels.For(task.Data, RankingModels.Find([.. request.Models]));
        if (able.Count == 0)
        {
            throw new ArgumentException($"None of the models can work on these data. {string.Join(' ', notes)}");
        }

        var text = able.Any(model => model.Needs.HasFlag(ModelNeeds.Encoder)) || able.Any(model => model.Needs.HasFlag(ModelNeeds.Text)) ? await encoder.LoadAsync(cancellationToken) : null;
        task = task with { Notes = [.. task.Notes, .. notes] };
        List<ListBreakdown> breakdowns = [];
        Relay relay = new(progress, able.Select(model => model.Name).ToList());
        ModelResources resources = new(text);
        var report = await Task.Run(
            () => EvaluationRunner.Run(
                task, able.Select(model => model.CreateFor(task, resources)), request.Seed, relay, ranked => breakdowns.Add(ListBreakdown.Of(task, ranked, task.Cutoffs[0], kinds)), cancellationToken),
            cancellationToken);
        return new OfflineReport(request, report, task.Cutoffs[0], breakdowns, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1));
    }

    private async Task<(EvaluationTask Task, IReadOnlyList<string?>? Kinds)> LoadAsync(OfflineRequest request, CancellationToken cancellationToken)
    {
        if (request.OnPortal)
        {
            var data = await own.LoadAsync(request.Seed, cancellationToken);
            return (data.Task, data.Kinds);
        }

        var paths = requests.PathsOf(request);
        return (await Task.Run(() => OfflineProtocol.Find(request.Protocol).TaskOf(paths, request.Seed), cancellationToken), null);
    }

    // Files are called as the person called them.
    private string Readable(string message, OfflineRequest request)
    {
        foreach (var (role, path) in request.OnPortal ? new Dictionary<string, string>() : requests.PathsOf(request))
        {
            message = message.Replace(path, request.Files[role], StringComparison.Ordinal);
        }

        return message;
    }

    private sealed class Relay(IProgress<WorkProgress>? progress, List<string> models) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            // References that a protocol adds come after the models.
            var at = models.IndexOf(value.Model) is var found and >= 0 ? found : models.Count;
            progress?.Report(new WorkProgress((at * value.Cases) + value.Scored, Math.Max(models.Count, at + 1) * value.Cases, value.Scored == 0 ? $"{value.Model} learns" : value.Model));
        }
    }
}
