namespace Portal.Domain.Experiments.Assignment;

/// <summary>What another feature must give the unit first.</summary>
public sealed record ParentCondition
{
    /// <summary>The key of the feature.</summary>
    public required string Id { get; init; }

    /// <summary>A condition on an object whose only member, <c>value</c>, is what the feature gives.</summary>
    public required PlainValue Condition { get; init; }

    /// <summary>Whether a unit that does not meet it gets nothing at all from the feature that asks; otherwise only the rule is passed over.</summary>
    public bool Gate { get; init; }
}
