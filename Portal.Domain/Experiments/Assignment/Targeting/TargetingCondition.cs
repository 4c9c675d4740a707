namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>
/// Which units an experiment is for, in the condition language of the GrowthBook specification (after MongoDB's queries): members name attributes, dots reach into
/// them, <c>$</c> begins an operator. Read once, asked often; immutable and thread-safe.
/// </summary>
/// <remarks>
/// Patterns run in linear time (<see cref="System.Text.RegularExpressions.RegexOptions.NonBacktracking"/>), so that no pattern can hold up a request and none gives
/// up under load: they have no look-around and no back references.
/// </remarks>
public sealed class TargetingCondition
{
    private readonly ConditionNode _root;

    private TargetingCondition(ConditionNode root, IReadOnlyList<string> problems) => (_root, Problems) = (root, problems);

    /// <summary>The condition that every unit meets.</summary>
    public static TargetingCondition Everybody { get; } = new(new AllNode([]), []);

    /// <summary>What could not be understood, each with operator, value and remedy; empty for a sound condition. With any problem no unit meets the condition.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Reads a condition that must be sound: one that is about to be saved.</summary>
    /// <exception cref="ArgumentException">It is not; the message names the operators.</exception>
    public static TargetingCondition Parse(PlainValue condition)
    {
        var read = Read(condition);
        return read.Problems.Count == 0 ? read : throw new ArgumentException("The condition cannot be understood: " + string.Join(" ", read.Problems), nameof(condition));
    }

    /// <summary>Reads a stored condition. Nothing is met by everybody; what cannot be understood by nobody (<see cref="Problems"/>).</summary>
    public static TargetingCondition Read(PlainValue condition)
    {
        if (condition.IsNothing)
        {
            return Everybody;
        }

        List<string> problems = [];
        var root = new ConditionReader(problems).ReadObject(condition, "the condition");
        return new(root, problems);
    }

    /// <summary>Whether a unit meets the condition.</summary>
    /// <param name="attributes">The unit's attributes by name.</param>
    /// <param name="groups">The groups to which <c>$inGroup</c> and <c>$notInGroup</c> refer.</param>
    public bool Matches(IReadOnlyDictionary<string, PlainValue> attributes, SavedGroups groups) => Problems.Count == 0 && _root.Matches(PlainValue.MapOf(attributes), groups);
}
