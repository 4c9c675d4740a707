namespace Portal.Domain.Experiments.Assignment;

/// <summary>Lists of values by name, to which conditions refer (<c>$inGroup</c>, <c>$notInGroup</c>): a list of ids is kept once and used by many. Immutable.</summary>
public sealed class SavedGroups
{
    private readonly Dictionary<string, HashSet<PlainValue>> _groups;

    /// <summary>Groups by name.</summary>
    public SavedGroups(IEnumerable<KeyValuePair<string, IEnumerable<PlainValue>>> groups) => _groups = groups.ToDictionary(group => group.Key, group => group.Value.ToHashSet(), StringComparer.Ordinal);

    /// <summary>No group.</summary>
    public static SavedGroups None { get; } = new([]);

    /// <summary>The names of the groups.</summary>
    public IReadOnlyCollection<string> Names => _groups.Keys;

    /// <summary>Whether a value is in a group, or for a list one of its values. Kinds count: the text "3" is not the number 3. An unknown group is empty.</summary>
    public bool Contains(string group, PlainValue value) => _groups.TryGetValue(group, out var members) && (value.Kind == PlainValueKind.List ? value.Items.Any(members.Contains) : members.Contains(value));
}
