using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Domain.Collaborative;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;
using Portal.Domain.ShortTerm;

namespace Portal.Engine.Models;

/// <summary>Learns a set of models from everybody's actions: the choice of methods and of their parameters.</summary>
/// <param name="weights">What each kind of action counts.</param>
/// <param name="options">How models are learned.</param>
public sealed class ModelTrainer(InteractionWeights weights, ModelOptions options)
{
    // A new number when the choice below changes: models learned by the old one are then out of date.
    private const int Version = 2;

    private const int FollowersKept = 100;

    /// <summary>Digest of all that decides what is learned from the same actions.</summary>
    public string Settings => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Version, weights, options.MostExactItems, options.Factors }, JsonSerializerOptions.Web)));

    /// <summary>Learns; null when there is nothing in favour of anything yet.</summary>
    /// <param name="data">The actions.</param>
    /// <param name="stamp">What is remembered of where they came from.</param>
    /// <param name="now">The instant from which ages are counted.</param>
    /// <param name="progress">Receives the share that is done, 0..1.</param>
    /// <param name="cancellationToken">Stops within a second or so.</param>
    public ModelSet? Train(TrainingSet data, ModelStamp stamp, DateTimeOffset now, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var matrix = WeightedInteractions.Build(data.People, data.ItemIds.Count, data.Interactions, weights, now);
        var (items, entries, meanSquare) = Extent(matrix.ByUser);
        if (entries == 0)
        {
            return null;
        }

        progress?.Report(0.1);
        var collaborative = Method(items, entries, meanSquare).Train(matrix, Part(0.1, 0.8), cancellationToken);
        var popular = new PopularityTrainer().Train(matrix, null, cancellationToken);
        var transitions = new TransitionTrainer { MostPerItem = FollowersKept }.Train(Sequences(data), Part(0.8, 1), cancellationToken);
        ModelFacts facts = new()
        {
            Version = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{collaborative.Fingerprint[..8]}"),
            TrainedAt = now,
            Method = collaborative.Key,
            Items = items,
            People = data.People,
            Interactions = data.Interactions.Count,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Stamp = stamp,
        };
        return new ModelSet(facts, data.ItemIds, collaborative, popular, transitions, Moments(data));

        IProgress<double>? Part(double from, double to) => progress is null ? null : new Portion(progress, from, to);
    }

    // λ grows with the root of the data (200 for 100,000 ratings and 600 for a million were good on public data) and is measured in
    // squares of weights; the factors' λ falls with it, as the trainer recommends.
    private IItemModelTrainer Method(int items, int entries, double meanSquare) => items <= options.MostExactItems
        ? new EaseTrainer { Lambda = Math.Max(0.5, 0.6 * Math.Sqrt(entries) * meanSquare), MostItems = options.MostExactItems }
        : new IalsTrainer { Factors = options.Factors, Regularisation = Math.Clamp(0.03 * 100_000 / entries, 0.003, 0.03) };

    private static (int Items, int Entries, double MeanSquare) Extent(SparseMatrix byUser)
    {
        var known = new bool[byUser.ColumnCount];
        var (positive, squares) = (false, 0.0);
        for (var user = 0; user < byUser.RowCount; user++)
        {
            var columns = byUser.ColumnsOf(user);
            var values = byUser.ValuesOf(user);
            for (var i = 0; i < columns.Length; i++)
            {
                known[columns[i]] = true;
                positive |= values[i] > 0;
                squares += values[i] * values[i];
            }
        }

        return positive ? (known.Count(one => one), byUser.EntryCount, squares / byUser.EntryCount) : (0, 0, 0);
    }

    // What people took to, in the order in which they did; a click and a like of the same item are one step.
    private static EventSequences Sequences(TrainingSet data)
    {
        var acts = new List<(DateTimeOffset At, int Item)>?[data.People];
        foreach (var (user, item, kind, value, at) in data.Interactions)
        {
            if (Session.Weigh(kind, (float?)value) > 0)
            {
                (acts[user.Value] ??= []).Add((at, item.Value));
            }
        }

        List<int[]> items = new(acts.Length);
        foreach (var person in acts)
        {
            if (person is not null)
            {
                List<int> sequence = [];
                foreach (var (_, item) in person.OrderBy(act => act.At))
                {
                    if (sequence.Count == 0 || sequence[^1] != item)
                    {
                        sequence.Add(item);
                    }
                }

                items.Add([.. sequence]);
            }
        }

        return new EventSequences { ItemCount = data.ItemIds.Count, Items = items };
    }

    private static MomentCounts Moments(TrainingSet data) =>
        MomentCounts.Of(data.Interactions.Zip(data.Moments, (act, moment) => (act.Item.Value, moment, Session.Weigh(act.Kind, (float?)act.Value))));

    private sealed class Portion(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + ((to - from) * value));
    }
}
