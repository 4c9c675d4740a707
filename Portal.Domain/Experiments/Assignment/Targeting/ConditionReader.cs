using System.Text.RegularExpressions;

namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>Makes the tree of a condition and notes what it cannot understand.</summary>
internal sealed class ConditionReader(List<string> problems)
{
    private const RegexOptions PatternOptions = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    // Stands where a problem was noted; the condition as a whole is met by nobody then.
    private static readonly ConditionNode Unread = new AllNode([]);

    /// <summary>A condition on an object: names of attributes, and the operators that combine conditions.</summary>
    public ConditionNode ReadObject(PlainValue condition, string place) => condition.Kind == PlainValueKind.Map
        ? All([.. condition.Members.Select(member => ReadMember(member.Key, member.Value))])
        : Problem($"{place} is {condition}, but must be an object such as {{\"country\": \"DE\"}}.");

    private ConditionNode ReadMember(string name, PlainValue value) => name switch
    {
        "$or" => new AnyNode(ReadObjects(name, value)),
        "$nor" => new NotNode(new AnyNode(ReadObjects(name, value))),
        "$and" => All(ReadObjects(name, value)),
        "$not" => new NotNode(ReadObject(value, name)),
        // An attribute may begin with a dollar too; then operators are asked of it.
        ['$', ..] when !IsOperators(value) => Problem($"'{name}' is no operator that combines conditions; use $and, $or, $nor or $not."),
        _ => new PathNode(name.Split('.'), ReadValue(value, ignoresCase: false)),
    };

    private ConditionNode[] ReadObjects(string name, PlainValue value) => ReadList(name, value, item => ReadObject(item, $"a part of {name}"));

    private ConditionNode[] ReadList(string name, PlainValue value, Func<PlainValue, ConditionNode> read) =>
        value.Kind == PlainValueKind.List ? [.. value.Items.Select(read)] : [Problem($"{name} has {value}, but needs a list, [ … ].")];

    private ConditionNode ReadValue(PlainValue condition, bool ignoresCase)
    {
        switch (condition.Kind)
        {
            case PlainValueKind.Text:
                return new TextNode(condition.Text, ignoresCase);
            case PlainValueKind.Number:
                return new NumberNode(condition.Number);
            case PlainValueKind.Boolean:
                return new BooleanNode(condition.Flag);
            case PlainValueKind.Map when IsOperators(condition):
                return All([.. condition.Members.Select(member => ReadOperator(member.Key, member.Value))]);
            case PlainValueKind.Map when condition.Members.Keys.Any(name => name.StartsWith('$')):
                return Problem($"{condition} mixes operators with names; put the operators of one attribute into an object of their own.");
            default:
                return new SameNode(condition);
        }
    }

    private ConditionNode ReadOperator(string name, PlainValue value) => name switch
    {
        "$eq" => new SameNode(value),
        "$ne" => new NotNode(new SameNode(value)),
        "$lt" => Order(name, Comparison.Less, value),
        "$lte" => Order(name, Comparison.LessOrEqual, value),
        "$gt" => Order(name, Comparison.Greater, value),
        "$gte" => Order(name, Comparison.GreaterOrEqual, value),
        "$veq" => Version(name, Comparison.Equal, value),
        "$vne" => Version(name, Comparison.NotEqual, value),
        "$vlt" => Version(name, Comparison.Less, value),
        "$vlte" => Version(name, Comparison.LessOrEqual, value),
        "$vgt" => Version(name, Comparison.Greater, value),
        "$vgte" => Version(name, Comparison.GreaterOrEqual, value),
        "$exists" when value.Kind == PlainValueKind.Boolean => value.Flag ? new ExistsNode() : new NotNode(new ExistsNode()),
        "$exists" => Problem($"$exists has {value}, but needs true or false."),
        "$in" => Among(name, value, ignoresCase: false),
        "$nin" => new NotNode(Among(name, value, ignoresCase: false)),
        "$ini" => Among(name, value, ignoresCase: true),
        "$nini" => new NotNode(Among(name, value, ignoresCase: true)),
        "$inGroup" => Group(name, value),
        "$notInGroup" => new NotNode(Group(name, value)),
        "$not" => new NotNode(ReadValue(value, ignoresCase: false)),
        "$size" => new SizeNode(ReadValue(value, ignoresCase: false)),
        "$elemMatch" => new ElementsNode([IsOperators(value) ? ReadValue(value, ignoresCase: false) : ReadObject(value, name)]),
        "$all" => new ElementsNode(ReadList(name, value, item => ReadValue(item, ignoresCase: false))),
        "$alli" => new ElementsNode(ReadList(name, value, item => ReadValue(item, ignoresCase: true))),
        "$regex" => Pattern(name, value, PatternOptions),
        "$regexi" => Pattern(name, value, PatternOptions | RegexOptions.IgnoreCase),
        "$type" => KindOf(value),
        _ => Problem($"'{name}' is no operator; those for values are $eq, $ne, $lt, $lte, $gt, $gte, $in, $nin, $all, $regex, $exists, $type, $size, $elemMatch, $not, $inGroup, $notInGroup, $veq, $vne, $vlt, $vlte, $vgt and $vgte."),
    };

    private ConditionNode Order(string name, Comparison comparison, PlainValue value) => value.Kind is PlainValueKind.List or PlainValueKind.Map
        ? Problem($"{name} has {value}, but needs a number or a text.")
        : new OrderNode(comparison, value);

    private ConditionNode Version(string name, Comparison comparison, PlainValue value) => value.Kind is PlainValueKind.Text or PlainValueKind.Number
        ? new VersionNode(comparison, VersionText.Pad(value))
        : Problem($"{name} has {value}, but needs a version such as \"1.2.3\".");

    private ConditionNode Among(string name, PlainValue value, bool ignoresCase) => value.Kind == PlainValueKind.List
        ? AmongNode.Of(value.Items, ignoresCase)
        : Problem($"{name} has {value}, but needs a list, [ … ].");

    private ConditionNode Group(string name, PlainValue value) => value.Text.Length > 0 ? new GroupNode(value.Text) : Problem($"{name} has {value}, but needs the name of a saved group.");

    private ConditionNode Pattern(string name, PlainValue value, RegexOptions options)
    {
        if (value.Kind != PlainValueKind.Text)
        {
            return Problem($"{name} has {value}, but needs a pattern as a text.");
        }

        try
        {
            return new PatternNode(new Regex(value.Text, options));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Problem($"{name} has the pattern {value}, which cannot be used: {e.Message}");
        }
    }

    private ConditionNode KindOf(PlainValue value) => value.Text switch
    {
        "null" => new KindNode(PlainValueKind.Null),
        "boolean" => new KindNode(PlainValueKind.Boolean),
        "number" => new KindNode(PlainValueKind.Number),
        "string" => new KindNode(PlainValueKind.Text),
        "array" => new KindNode(PlainValueKind.List),
        "object" => new KindNode(PlainValueKind.Map),
        _ => Problem($"$type has {value}, but needs one of null, boolean, number, string, array and object."),
    };

    private static bool IsOperators(PlainValue value) => value.Members.Count > 0 && value.Members.Keys.All(name => name.StartsWith('$'));

    private static ConditionNode All(ConditionNode[] parts) => parts is [var only] ? only : new AllNode(parts);

    private ConditionNode Problem(string text)
    {
        problems.Add(text);
        return Unread;
    }
}
