namespace Portal.Domain.Experiments.Assignment;

/// <summary>
/// The experiments that run at one time. Those on different settings combine: their seeds differ, so their splits are independent. Those on one setting exclude each
/// other: a unit is in the first that takes it. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Which one has a unit is decided in three steps: a variant somebody asks for goes before one that is remembered, and that before one by hash, so that nobody is moved
/// out of a running experiment when the coverage of an earlier one is raised; of equals the one that started first goes before.
/// </remarks>
public sealed class ExperimentPlan
{
    private readonly ExperimentRule[] _rules;

    /// <summary>Takes the running experiments.</summary>
    /// <param name="rules">In the order of their starts.</param>
    /// <exception cref="ArgumentException">Two have one key.</exception>
    public ExperimentPlan(IEnumerable<ExperimentRule> rules)
    {
        _rules = [.. rules];
        if (_rules.GroupBy(rule => rule.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The key '{twice.Key}' belongs to {twice.Count()} running experiments; give each its own.", nameof(rules));
        }
    }

    /// <summary>No experiment.</summary>
    public static ExperimentPlan Empty { get; } = new([]);

    /// <summary>The experiments, in the order of their starts.</summary>
    public IReadOnlyList<ExperimentRule> Rules => _rules;

    /// <summary>Assigns a unit to all experiments.</summary>
    /// <returns>
    /// One assignment for each, in the same order, of which at most one per setting is in. <see cref="AssignmentReason.Excluded"/> is what would have taken the unit;
    /// what would not have anyway keeps its own reason.
    /// </returns>
    public IReadOnlyList<ExperimentAssignment> Assign(AssignmentContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var claims = new ExperimentAssignment[_rules.Length];
        for (var i = 0; i < claims.Length; i++)
        {
            claims[i] = _rules[i].Assign(context);
        }

        var assigned = new ExperimentAssignment[claims.Length];
        for (var i = 0; i < claims.Length; i++)
        {
            assigned[i] = IsTaken(claims, i)
                ? claims[i] with { IsIn = false, Variant = 0, VariantKey = _rules[i].KeyOf(0), Reason = AssignmentReason.Excluded, Remember = null }
                : claims[i];
        }

        return assigned;
    }

    /// <summary>Experiments that would split alike where they ought to be independent: on different settings with one seed. Each with the remedy.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. _rules.GroupBy(rule => rule.Seed, StringComparer.Ordinal).Where(group => group.Select(rule => rule.Setting ?? rule.Key).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(group => $"The experiments {string.Join(", ", group.Select(rule => rule.Key))} have one seed, '{group.Key}', and would divide people alike; give each its own."),
    ];

    private static bool IsTaken(ExperimentAssignment[] claims, int which)
    {
        var own = claims[which];
        if (own is not { IsIn: true, Setting: { } setting })
        {
            return false;
        }

        for (var i = 0; i < claims.Length; i++)
        {
            if (i != which && claims[i].IsIn && claims[i].Setting == setting && (Rank(claims[i]), i).CompareTo((Rank(own), which)) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int Rank(ExperimentAssignment claim) => claim.IsForced ? 0 : claim.IsSticky ? 1 : 2;
}
