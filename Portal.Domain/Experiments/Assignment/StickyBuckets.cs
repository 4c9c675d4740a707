namespace Portal.Domain.Experiments.Assignment;

/// <summary>What is remembered of the units of a request. Immutable; what an assignment adds is in <see cref="ExperimentAssignment.Remember"/>, for the caller to store.</summary>
public sealed class StickyBuckets
{
    private readonly ILookup<(string Attribute, string Unit, string Experiment), StickyBucket> _buckets;

    /// <summary>Takes what is stored; of two for one version the later counts.</summary>
    public StickyBuckets(IEnumerable<StickyBucket> buckets) => _buckets = buckets.Reverse().ToLookup(bucket => (bucket.Attribute, bucket.Unit, bucket.Experiment));

    /// <summary>Nothing yet.</summary>
    public static StickyBuckets Empty { get; } = new([]);

    /// <summary>The key of the variant that was given in a version; null for none.</summary>
    public string? Find(string attribute, string unit, string experiment, int version)
    {
        foreach (var bucket in _buckets[(attribute, unit, experiment)])
        {
            if (bucket.Version == version)
            {
                return bucket.Variant;
            }
        }

        return null;
    }

    /// <summary>Whether a variant was given in a version before this one.</summary>
    public bool HasBefore(string attribute, string unit, string experiment, int version) => _buckets[(attribute, unit, experiment)].Any(bucket => bucket.Version < version);
}
