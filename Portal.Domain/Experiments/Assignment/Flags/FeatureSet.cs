namespace Portal.Domain.Experiments.Assignment.Flags;

/// <summary>All features, ready to be asked (<see cref="AssignmentContext.Feature"/>). Immutable and thread-safe.</summary>
public sealed class FeatureSet
{
    private readonly Dictionary<string, (PlainValue Default, FeatureRule[] Rules)> _features;

    /// <summary>Takes definitions by their keys.</summary>
    public FeatureSet(IEnumerable<KeyValuePair<string, FeatureDefinition>> definitions) => _features = definitions.ToDictionary(
        definition => definition.Key,
        definition => (definition.Value.DefaultValue, (FeatureRule[])[.. (definition.Value.Rules ?? []).Select(rule => new FeatureRule(rule, definition.Key))]),
        StringComparer.Ordinal);

    /// <summary>No feature.</summary>
    public static FeatureSet Empty { get; } = new([]);

    /// <summary>The keys of the features.</summary>
    public IReadOnlyCollection<string> Keys => _features.Keys;

    /// <summary>Reads definitions by their keys from JSON.</summary>
    /// <exception cref="ArgumentException">It is not JSON, or a field has the wrong kind; the message says where.</exception>
    public static FeatureSet Parse(string json) => new(ExperimentDefinition.Read<Dictionary<string, FeatureDefinition>>(json, "features"));

    internal FeatureResult Evaluate(string key, AssignmentContext context, FeaturePath? path)
    {
        if (FeaturePath.Contains(path, key))
        {
            return new FeatureResult(PlainValue.Null, FeatureSource.CyclicPrerequisite);
        }

        if (!_features.TryGetValue(key, out var feature))
        {
            return new FeatureResult(PlainValue.Null, FeatureSource.UnknownFeature);
        }

        FeaturePath here = new(key, path);
        foreach (var rule in feature.Rules)
        {
            if (rule.Apply(context, here) is { } result)
            {
                return result;
            }
        }

        return new FeatureResult(feature.Default.IsNothing ? PlainValue.Null : feature.Default, FeatureSource.DefaultValue);
    }
}
