namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>The value, or for a list one of its values, is among those expected; with <paramref name="IgnoresCase"/> texts in any case.</summary>
internal sealed record AmongNode(HashSet<PlainValue> Expected, bool IgnoresCase) : ConditionNode
{
    public static AmongNode Of(IEnumerable<PlainValue> expected, bool ignoresCase) => new(expected.Select(value => ignoresCase ? CaseFolding.Fold(value) : value).ToHashSet(), ignoresCase);

    public override bool Matches(in PlainValue actual, SavedGroups groups) => actual.Kind == PlainValueKind.List ? actual.Items.Any(Contains) : Contains(actual);

    private bool Contains(PlainValue value) => Expected.Contains(IgnoresCase ? CaseFolding.Fold(value) : value);
}

/// <summary>The value, or for a list one of its values, is in a saved group.</summary>
internal sealed record GroupNode(string Group) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => groups.Contains(Group, actual);
}

/// <summary>The value is a list whose length meets the part.</summary>
internal sealed record SizeNode(ConditionNode Part) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => actual.Kind == PlainValueKind.List && Part.Matches(actual.Items.Count, groups);
}

/// <summary>The value is a list of which, for each part, some value meets it.</summary>
internal sealed record ElementsNode(ConditionNode[] Parts) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups)
    {
        if (actual.Kind != PlainValueKind.List)
        {
            return false;
        }

        foreach (var part in Parts)
        {
            if (!actual.Items.Any(item => part.Matches(item, groups)))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Texts without their case, the same in every culture.</summary>
internal static class CaseFolding
{
    // A browser compares in small letters; here too, so that both take the same units.
#pragma warning disable CA1308
    public static string Fold(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    public static PlainValue Fold(PlainValue value) => value.Kind == PlainValueKind.Text ? Fold(value.Text) : value;
}
