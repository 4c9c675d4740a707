namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>A part of a condition, ready to be asked. What an attribute lacks arrives as null, never as missing.</summary>
internal abstract record ConditionNode
{
    /// <summary>Whether a value meets it.</summary>
    public abstract bool Matches(in PlainValue actual, SavedGroups groups);
}

/// <summary>All parts are met.</summary>
internal sealed record AllNode(ConditionNode[] Parts) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups)
    {
        foreach (var part in Parts)
        {
            if (!part.Matches(actual, groups))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>One part is met, or there is none.</summary>
internal sealed record AnyNode(ConditionNode[] Parts) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups)
    {
        foreach (var part in Parts)
        {
            if (part.Matches(actual, groups))
            {
                return true;
            }
        }

        return Parts.Length == 0;
    }
}

/// <summary>The part is not met.</summary>
internal sealed record NotNode(ConditionNode Part) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => !Part.Matches(actual, groups);
}

/// <summary>The value at a path of member names, or of places in lists, meets the part.</summary>
internal sealed record PathNode(string[] Path, ConditionNode Part) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups)
    {
        var value = actual;
        foreach (var name in Path)
        {
            value = Step(value, name);
        }

        return Part.Matches(value.IsNothing ? PlainValue.Null : value, groups);
    }

    private static PlainValue Step(in PlainValue value, string name) => value.Kind switch
    {
        PlainValueKind.Map => value.Members.GetValueOrDefault(name),
        PlainValueKind.List => int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place) ? value.Items.ElementAtOrDefault(place) : default,
        _ => default,
    };
}
