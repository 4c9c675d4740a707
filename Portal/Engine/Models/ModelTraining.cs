using System.Globalization;
using Microsoft.Extensions.Options;
using Portal.Diagnostics;

namespace Portal.Engine.Models;

/// <summary>What came of learning.</summary>
/// <param name="Trained">Whether new models are in force.</param>
/// <param name="Message">One sentence with the numbers, or why nothing was done.</param>
public sealed record ModelTrainingResult(bool Trained, string Message);

/// <summary>
/// Learns the models anew when there is enough that they do not know yet, stores them and puts them in force. If anything fails,
/// the last good ones stay, and <see cref="ModelStore.Status"/> says so.
/// </summary>
public sealed class ModelTraining(
    InteractionReader reader, ModelStore store, WeightStore weights, EngineService engine, IOptions<ModelOptions> options, TimeProvider time) : IDisposable
{
    private const int Steps = 100, ReadSteps = 20;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Learns, unless the models in force know everything but a few actions.</summary>
    public async Task<ModelTrainingResult> RunAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await TrainAsync(progress, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            store.Failed(e.Message, time.GetUtcNow());
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ModelTrainingResult> TrainAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var live = (await weights.LiveAsync(cancellationToken)).Weights.Interactions;
        ModelTrainer trainer = new(live, options.Value);
        var (count, lastId, retracted) = await reader.CountAsync(cancellationToken);
        ModelStamp stamp = new(count, lastId, retracted, trainer.Settings);
        if (store.Status.InForce is { } inForce && StillGood(inForce, stamp) is { } why)
        {
            return new ModelTrainingResult(false, why);
        }

        var data = await reader.ReadAsync(live.Impression != 0, new Forward<int>(read => Say((int)(ReadSteps * Math.Min(1, read / (count + 1.0))), "reading")), cancellationToken);
        var set = await Task.Run(
            () => trainer.Train(data, stamp, time.GetUtcNow(), new Forward<double>(share => Say(ReadSteps + (int)((Steps - ReadSteps) * share), "learning")), cancellationToken),
            cancellationToken);
        if (set is null)
        {
            return new ModelTrainingResult(false, "Nobody has taken to anything yet: there is nothing to learn from.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        store.Replace(set);
        await engine.ReplaceModelsAsync(cancellationToken);
        return new ModelTrainingResult(true, Describe(set.Facts));

        void Say(int done, string what) => progress?.Report(new WorkProgress(done, Steps, what));
    }

    private string? StillGood(ModelFacts inForce, ModelStamp stamp)
    {
        var news = Math.Abs(stamp.Interactions - inForce.Stamp.Interactions) + Math.Abs(stamp.Retracted - inForce.Stamp.Retracted);
        return inForce.Stamp == stamp
            ? $"Nothing has changed: models {inForce.Version} stay in force."
            : inForce.Stamp.Settings == stamp.Settings && news < options.Value.TrainAfter
                ? string.Create(CultureInfo.InvariantCulture, $"{news} new actions; models {inForce.Version} stay in force until there are {options.Value.TrainAfter}.")
                : null;
    }

    private static string Describe(ModelFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"Models {facts.Version}: {facts.Method}, popularity and transitions from {facts.Interactions} actions of {facts.People} people on {facts.Items} items, in {facts.Seconds:F1} s");

    // Progress<T> would post to another thread, and tell old shares after new ones.
    private sealed class Forward<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
