using Portal.Domain.Evaluation.Metrics;

namespace Portal.Domain.Evaluation;

/// <summary>The lists that a model made for a group of cases.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Group">The cases.</param>
/// <param name="Lists">One list per case, best first.</param>
public sealed record RankedLists(string Model, CaseGroup Group, IReadOnlyList<int[]> Lists);

/// <summary>A measure within a bucket.</summary>
/// <param name="Bucket">The bucket, e.g. <c>5–9</c>.</param>
/// <param name="Count">How many people, or held-back items, are in it.</param>
/// <param name="Value">The measure, 0..1.</param>
public sealed record BucketValue(string Bucket, int Count, double Value);

/// <summary>What a group of items gets and what it had.</summary>
/// <param name="Group">The group, e.g. <c>film</c>.</param>
/// <param name="Exposure">Its share of the places, 0..1; an item in several groups counts in equal parts.</param>
/// <param name="Interactions">Its share of the training interactions, 0..1.</param>
public sealed record GroupShare(string Group, double Exposure, double Interactions);

/// <summary>How a model does for different people and items.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="N">How many likes the people were known by, where the protocol varies that; else null.</param>
/// <param name="Activity">nDCG by how many items the person is known by.</param>
/// <param name="Popularity">Recall by how many people used the held-back item in training.</param>
/// <param name="Kinds">Shares by kind of item; empty where none are known.</param>
/// <param name="Tags">Shares by the most used tags; empty where none are known.</param>
public sealed record ListBreakdown(
    string Model, int? N, IReadOnlyList<BucketValue> Activity, IReadOnlyList<BucketValue> Popularity, IReadOnlyList<GroupShare> Kinds, IReadOnlyList<GroupShare> Tags)
{
    /// <summary>So many tags are told apart.</summary>
    public const int MostTags = 10;

    private static readonly int[] From = [0, 1, 5, 10, 25, 50];

    /// <summary>Half the sum of the differences between exposure and interactions over the kinds, 0 alike to 1 entirely other; null without kinds.</summary>
    public double? KindDisparity => Kinds.Count == 0 ? null : Kinds.Sum(kind => Math.Abs(kind.Exposure - kind.Interactions)) / 2;

    /// <summary>Breaks a model's lists down.</summary>
    /// <param name="task">What was asked.</param>
    /// <param name="ranked">The lists.</param>
    /// <param name="k">Length of list to judge, at least 1.</param>
    /// <param name="kinds">The kind of each item; null where they have none.</param>
    public static ListBreakdown Of(EvaluationTask task, RankedLists ranked, int k, IReadOnlyList<string?>? kinds)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(ranked);
        ItemPopularity popularity = new(task.Data.ItemCount, task.Data.Histories);
        Tally activity = new(), found = new();
        for (var i = 0; i < ranked.Lists.Count; i++)
        {
            var one = ranked.Group.Cases[i];
            var list = ranked.Lists[i].AsSpan(0, Math.Min(k, ranked.Lists[i].Length));
            if (one.Relevant.Length == 0)
            {
                continue;
            }

            activity.Add(one.History.Length, ListAccuracy.Of(list, one.Relevant, CaseRanker.CandidateCount(one, task.Data.ItemCount), k).Ndcg);
            foreach (var target in one.Relevant)
            {
                found.Add(popularity[target], list.Contains(target) ? 1 : 0);
            }
        }

        IReadOnlyList<IReadOnlyList<string>>? tags = task.Data.Items is { } items ? [.. items.Select(item => item?.Tags ?? [])] : null;
        return new ListBreakdown(
            ranked.Model,
            ranked.Group.N,
            activity.Values(),
            found.Values(),
            kinds is null ? [] : Shares(ranked, k, popularity, [.. kinds.Select(kind => kind is null ? [] : (IReadOnlyList<string>)[kind])], int.MaxValue),
            tags is null ? [] : Shares(ranked, k, popularity, tags, MostTags));
    }

    private static List<GroupShare> Shares(RankedLists ranked, int k, ItemPopularity popularity, IReadOnlyList<IReadOnlyList<string>> groupsOf, int most)
    {
        Dictionary<string, (double Exposure, double Interactions)> sums = new(StringComparer.OrdinalIgnoreCase);
        double places = 0, interactions = 0;
        foreach (var item in ranked.Lists.SelectMany(list => list.Take(k)))
        {
            places += Add(item, 1, 0);
        }

        for (var item = 0; item < popularity.ItemCount; item++)
        {
            interactions += Add(item, 0, popularity[item]);
        }

        return [.. sums.OrderByDescending(sum => sum.Value.Interactions).ThenBy(sum => sum.Key, StringComparer.Ordinal).Take(most)
            .Select(sum => new GroupShare(sum.Key, places > 0 ? sum.Value.Exposure / places : 0, interactions > 0 ? sum.Value.Interactions / interactions : 0))];

        double Add(int item, double exposure, double used)
        {
            var groups = groupsOf[item];
            foreach (var group in groups)
            {
                var (e, u) = sums.GetValueOrDefault(group);
                sums[group] = (e + (exposure / groups.Count), u + (used / groups.Count));
            }

            return groups.Count > 0 ? exposure + used : 0;
        }
    }

    /// <summary>Means by bucket.</summary>
    private sealed class Tally
    {
        private readonly (int Count, double Sum)[] _buckets = new (int, double)[From.Length];

        public void Add(int size, double value)
        {
            var found = Array.BinarySearch(From, size);
            ref var bucket = ref _buckets[found >= 0 ? found : ~found - 1];
            bucket = (bucket.Count + 1, bucket.Sum + value);
        }

        public List<BucketValue> Values() =>
            [.. _buckets.Index().Where(bucket => bucket.Item.Count > 0).Select(bucket => new BucketValue(NameOf(bucket.Index), bucket.Item.Count, bucket.Item.Sum / bucket.Item.Count))];

        private static string NameOf(int bucket) => bucket == From.Length - 1
            ? FormattableString.Invariant($"{From[bucket]}+")
            : From[bucket + 1] == From[bucket] + 1 ? FormattableString.Invariant($"{From[bucket]}") : FormattableString.Invariant($"{From[bucket]}–{From[bucket + 1] - 1}");
    }
}
