using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;

namespace Portal.Domain.Content;

/// <summary>What a person's changes do to the clusters of what they like.</summary>
internal sealed class InterestChanges
{
    private readonly Dictionary<int, List<InterestEdit>> _edits = [];
    private readonly Dictionary<int, int> _parts = [];

    /// <summary>Merges clusters.</summary>
    /// <param name="items">What was clustered.</param>
    /// <param name="numbers">The cluster of each.</param>
    /// <param name="edits">The changes, the oldest first.</param>
    public InterestChanges(ItemIndex[] items, int[] numbers, IReadOnlyList<InterestEdit> edits)
    {
        Dictionary<ItemIndex, int> clusters = [];
        for (var i = 0; i < items.Length; i++)
        {
            clusters[items[i]] = numbers[i];
        }

        var heads = numbers.Distinct().ToDictionary(number => number, number => number);
        foreach (var edit in edits)
        {
            if (edit.MergedWith is { } other && clusters.TryGetValue(edit.Anchor, out var a) && clusters.TryGetValue(other, out var b))
            {
                // The lower number stays, whichever of the two was merged with the other.
                var (x, y) = (Head(a), Head(b));
                heads[Math.Max(x, y)] = Math.Min(x, y);
            }
        }

        Numbers = [.. numbers.Select(Head)];
        foreach (var cluster in heads.Keys)
        {
            _parts[Head(cluster)] = _parts.GetValueOrDefault(Head(cluster)) + 1;
        }

        foreach (var edit in edits)
        {
            if (clusters.TryGetValue(edit.Anchor, out var cluster))
            {
                (_edits.TryGetValue(Head(cluster), out var list) ? list : _edits[Head(cluster)] = []).Add(edit);
            }
        }

        int Head(int cluster) => heads[cluster] == cluster ? cluster : Head(heads[cluster]);
    }

    /// <summary>The cluster of each item after the merging.</summary>
    public int[] Numbers { get; }

    /// <summary>The interest with its changes: of several, what was merged into another one speaks last, and otherwise the latest first.</summary>
    public Interest Apply(int cluster, Interest interest)
    {
        var latest = _edits.GetValueOrDefault(cluster, []).AsEnumerable().Reverse().OrderBy(edit => edit.MergedWith is null ? 0 : 1).ToList();
        return interest with
        {
            GivenName = latest.Select(edit => edit.Name).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)),
            Weight = latest.Count == 0 ? 1 : Math.Clamp(latest[0].Weight, 0, InterestEdit.MostWeight),
            Parts = _parts[cluster],
        };
    }
}
