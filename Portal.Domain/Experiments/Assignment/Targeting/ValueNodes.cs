using System.Text.RegularExpressions;

namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>Written out, the value is the text; with <paramref name="IgnoresCase"/> in any case.</summary>
internal sealed record TextNode(string Expected, bool IgnoresCase) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) =>
        IgnoresCase ? CaseFolding.Fold(actual.ToText()) == CaseFolding.Fold(Expected) : string.Equals(actual.ToText(), Expected, StringComparison.Ordinal);
}

/// <summary>Taken as a number, the value is the number.</summary>
internal sealed record NumberNode(double Expected) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => actual.ToNumber() == Expected;
}

/// <summary>Taken as true or false, the value is that; nothing is neither.</summary>
internal sealed record BooleanNode(bool Expected) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => !actual.IsNothing && actual.IsTruthy == Expected;
}

/// <summary>The value is the same, kind and all.</summary>
internal sealed record SameNode(PlainValue Expected) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => actual.Equals(Expected);
}

/// <summary>There is a value.</summary>
internal sealed record ExistsNode : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => !actual.IsNothing;
}

/// <summary>The value is of a kind.</summary>
internal sealed record KindNode(PlainValueKind Expected) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => actual.Kind == Expected;
}

/// <summary>The value stands in an order to another: two texts by their code units, everything else by number.</summary>
internal sealed record OrderNode(Comparison Comparison, PlainValue Expected) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups)
    {
        if (actual.Kind == PlainValueKind.Text && Expected.Kind == PlainValueKind.Text)
        {
            return Holds(Comparison, string.CompareOrdinal(actual.Text, Expected.Text));
        }

        var (left, right) = (actual.ToNumber(), Expected.ToNumber());
        return !double.IsNaN(left) && !double.IsNaN(right) && Holds(Comparison, left.CompareTo(right));
    }

    public static bool Holds(Comparison comparison, int order) => comparison switch
    {
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        Comparison.GreaterOrEqual => order >= 0,
        Comparison.Equal => order == 0,
        _ => order != 0,
    };
}

/// <summary>The value, taken as a version, stands in an order to another.</summary>
internal sealed record VersionNode(Comparison Comparison, string PaddedExpected) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => OrderNode.Holds(Comparison, string.CompareOrdinal(VersionText.Pad(actual), PaddedExpected));
}

/// <summary>Written out, the value contains the pattern.</summary>
internal sealed record PatternNode(Regex Pattern) : ConditionNode
{
    public override bool Matches(in PlainValue actual, SavedGroups groups) => Pattern.IsMatch(actual.ToText());
}
