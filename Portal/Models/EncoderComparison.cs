using System.Diagnostics;
using System.Numerics.Tensors;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Catalogue;
using Portal.Domain.Embedding;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Metrics;
using Portal.Domain.Evaluation.Protocols;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;
using Portal.Engine;

namespace Portal.Models;

/// <summary>How an encoder did.</summary>
/// <param name="Name">Its id; <c>random</c> for the list drawn by lot.</param>
/// <param name="Ndcg">Mean nDCG@10 over the people of the cold-items protocol.</param>
/// <param name="Recall">Mean recall@10.</param>
/// <param name="Sentence">Mean reciprocal rank, within the first 10, of an item that is searched by the last sentence of its description.</param>
/// <param name="PerSecond">Item texts a second.</param>
public sealed record EncoderScore(string Name, double Ndcg, double Recall, double Sentence, double PerSecond);

/// <summary>What a comparison of encoders found on the portal's own catalogue.</summary>
/// <param name="People">People whose likes lie on both sides of the split.</param>
/// <param name="ColdItems">Items that were held out.</param>
/// <param name="Searches">Items that were searched by a sentence.</param>
public sealed record ComparisonReport(DateTimeOffset At, int Items, int People, int ColdItems, int Searches, IReadOnlyList<EncoderScore> Scores);

/// <summary>Which encoders are to be compared; null is the configured one.</summary>
public sealed record ComparisonAsked(EncoderChoice? Candidate);

/// <summary>
/// Compares the encoder that serves with another one before switching: cold items (a fifth of the liked items is held out, and ranked by the cosine with
/// the mean vector of what a person likes of the others) and search of an item by a sentence of its description.
/// </summary>
public sealed class EncoderComparison(
    IDbContextFactory<PortalDbContext> contexts, EngineService engine, EncoderHost host, EncoderLoader loader, DataFolder folder, IOptions<EncoderOptions> options, ComparisonProgress monitor, TimeProvider time)
{
    private const string Kind = "encoders", AskedKey = "encoder.comparison";
    private const int Seed = 20_26, Cutoff = 10, MostItems = 5000, MostSearches = 500, Chunk = 64;

    /// <summary>Writes down what the next run is to compare.</summary>
    public async Task AskAsync(Actor actor, EncoderChoice? candidate, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var setting = await db.Settings.SingleOrDefaultAsync(setting => setting.Key == AskedKey, cancellationToken);
        if (setting is null)
        {
            db.Settings.Add(setting = new SettingEntity { Key = AskedKey, Value = "" });
        }

        (setting.Value, setting.UpdatedUtc) = (JsonSerializer.Serialize(new ComparisonAsked(candidate), JsonSerializerOptions.Web), now);
        db.Audit(actor, "encoder.comparison-asked", candidate?.Name ?? "configured", now);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Compares what was asked for, and keeps the report.</summary>
    /// <exception cref="TextEncoderException">There is nothing to compare: no encoder serves, or the other cannot be loaded.</exception>
    public Task<ComparisonReport> RunAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken) => RunAsync(MostItems, progress, cancellationToken);

    internal async Task<ComparisonReport> RunAsync(int most, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        var serving = await host.LoadAsync(cancellationToken) ?? throw new TextEncoderException(host.Status.Reason ?? "There is no text encoder.");
        var asked = await AskedAsync(cancellationToken);
        var other = await loader.LoadAsync(EncoderChoice.Options(asked.Candidate, options.Value), Path.Combine(AppContext.BaseDirectory, "encoders", "use-lite"), folder.Encoders, null, cancellationToken);
        using var candidate = other.Encoder ?? throw new TextEncoderException(other.Reason!);
        using var run = monitor.Begin(progress);
        var state = await engine.GetAsync(cancellationToken);
        var items = Sample(state.Snapshot.Catalogue.Items, most);
        var cases = await CasesAsync(state, items, cancellationToken);
        var searches = Searches(items);
        var total = 2 * items.Count;
        List<EncoderScore> scores = [Lot(cases)];
        foreach (var encoder in new[] { serving, candidate })
        {
            scores.Add(await JudgeAsync(encoder, items, cases, searches, done => run.Report(new WorkProgress(((scores.Count - 1) * items.Count) + done, total, encoder.Info.Id)), cancellationToken));
        }

        ComparisonReport report = new(time.GetUtcNow(), items.Count, cases.Count, cases.Count == 0 ? 0 : cases[0].Candidates!.Length, searches.Count, scores);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.EvaluationReports.Add(new EvaluationReportEntity { Kind = Kind, AtUtc = report.At.UtcDateTime, Report = JsonSerializer.Serialize(report, JsonSerializerOptions.Web) });
        await db.SaveChangesAsync(cancellationToken);
        return report;
    }

    /// <summary>The last report; null before there is any.</summary>
    public async Task<ComparisonReport?> LastAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var json = await db.EvaluationReports.AsNoTracking().Where(row => row.Kind == Kind).OrderByDescending(row => row.AtUtc).Select(row => row.Report).FirstOrDefaultAsync(cancellationToken);
        return json is null ? null : JsonSerializer.Deserialize<ComparisonReport>(json, JsonSerializerOptions.Web);
    }

    private async Task<ComparisonAsked> AskedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var json = await db.Settings.Where(setting => setting.Key == AskedKey).Select(setting => setting.Value).SingleOrDefaultAsync(cancellationToken);
        return json is null ? new ComparisonAsked(null) : JsonSerializer.Deserialize<ComparisonAsked>(json, JsonSerializerOptions.Web)!;
    }

    // Of a large catalogue a fixed part, so that two runs see the same.
    private static List<Item> Sample(IReadOnlyList<Item> items, int most)
    {
        if (items.Count <= most)
        {
            return [.. items];
        }

        int[] places = [.. Enumerable.Range(0, items.Count)];
        new SplitMix64(Seed, items.Count).Shuffle(places, most);
        return [.. places.Take(most).Order().Select(place => items[place])];
    }

    private async Task<IReadOnlyList<EvaluationCase>> CasesAsync(EngineState state, List<Item> items, CancellationToken cancellationToken)
    {
        InteractionKind[] kinds = [InteractionKind.Like, InteractionKind.Save, InteractionKind.Rating];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var place = items.Index().ToDictionary(one => one.Item.Id, one => one.Index, StringComparer.Ordinal);
        Dictionary<string, SortedSet<int>> likes = new(StringComparer.Ordinal);
        var rows = db.Interactions.AsNoTracking()
            .Where(row => row.RetractedUtc == null && row.LeftOutUtc == null && kinds.Contains(row.Kind) && (row.Kind != InteractionKind.Rating || row.Value >= 4))
            .Select(row => new { row.UserId, row.ItemId });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (state.TryFind(row.ItemId, out var item) && place.TryGetValue(state.Snapshot.Catalogue[item].Id, out var at))
            {
                (likes.TryGetValue(row.UserId, out var set) ? set : likes[row.UserId] = []).Add(at);
            }
        }

        TrainingData data = new() { ItemCount = items.Count, Ordered = false, Histories = [.. likes.OrderBy(user => user.Key, StringComparer.Ordinal).Select(user => user.Value.ToArray())] };
        return new ColdItemsProtocol().Validation(data, Seed).Cases;
    }

    private static List<(int Item, string Sentence)> Searches(List<Item> items) =>
        [.. items.Index().Select(one => (one.Index, Sentence: LastSentence(one.Item.Description))).Where(one => one.Sentence.Length > 0).Take(MostSearches)];

    private static string LastSentence(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.Length < 2 ? -1 : trimmed.LastIndexOfAny(['.', '!', '?', '。'], trimmed.Length - 2);
        return end < 0 ? "" : trimmed[(end + 1)..].Trim();
    }

    private static EncoderScore Lot(IReadOnlyList<EvaluationCase> cases)
    {
        double ndcg = 0, recall = 0;
        foreach (var one in cases)
        {
            int[] order = [.. one.Candidates!];
            new SplitMix64(Seed, one.User).Shuffle(order, Math.Min(Cutoff, order.Length));
            var accuracy = ListAccuracy.Of(order, one.Relevant, order.Length, Cutoff);
            (ndcg, recall) = (ndcg + accuracy.Ndcg, recall + accuracy.Recall);
        }

        return new EncoderScore("random", ndcg / Math.Max(1, cases.Count), recall / Math.Max(1, cases.Count), 0, 0);
    }

    private static async Task<EncoderScore> JudgeAsync(
        ITextEncoder encoder, List<Item> items, IReadOnlyList<EvaluationCase> cases, List<(int Item, string Sentence)> searches, Action<int> told, CancellationToken cancellationToken)
    {
        List<float[]?> vectors = new(items.Count);
        var started = Stopwatch.GetTimestamp();
        foreach (var chunk in items.Chunk(Chunk))
        {
            vectors.AddRange((await encoder.EncodeAsync([.. chunk.Select(ItemText.Of)], TextPurpose.Document, cancellationToken)).Select(vector => vector.Values));
            told(vectors.Count);
        }

        var perSecond = items.Count / Math.Max(1e-9, Stopwatch.GetElapsedTime(started).TotalSeconds);
        var queries = await encoder.EncodeAsync([.. searches.Select(search => search.Sentence)], TextPurpose.Query, cancellationToken);
        return await Task.Run(
            () =>
            {
                double ndcg = 0, recall = 0, sentence = 0;
                foreach (var one in cases)
                {
                    var accuracy = ListAccuracy.Of(Nearest(vectors, Mean(vectors, one.History, encoder.Info.Dimensions), one.Candidates!), one.Relevant, one.Candidates!.Length, Cutoff);
                    (ndcg, recall) = (ndcg + accuracy.Ndcg, recall + accuracy.Recall);
                }

                int[] all = [.. Enumerable.Range(0, items.Count)];
                for (var i = 0; i < queries.Length; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    sentence += queries[i].Values is { } query ? ListAccuracy.Of(Nearest(vectors, query, all), [searches[i].Item], all.Length, Cutoff).ReciprocalRank : 0;
                }

                return new EncoderScore(encoder.Info.Id, ndcg / Math.Max(1, cases.Count), recall / Math.Max(1, cases.Count), sentence / Math.Max(1, queries.Length), perSecond);
            },
            cancellationToken);
    }

    private static float[] Mean(List<float[]?> vectors, int[] history, int dimensions)
    {
        var mean = new float[dimensions];
        foreach (var vector in history.Select(item => vectors[item]).OfType<float[]>())
        {
            TensorPrimitives.Add(mean, vector, mean);
        }

        return mean;
    }

    private static int[] Nearest(List<float[]?> vectors, float[] query, int[] among) =>
        [.. among.Select(item => (Item: item, Score: vectors[item] is { } vector ? TensorPrimitives.Dot(query, vector) : float.MinValue))
            .OrderByDescending(one => one.Score).ThenBy(one => one.Item).Take(Cutoff).Select(one => one.Item)];
}
