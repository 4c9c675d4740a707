namespace Portal.Domain.Language;

/// <summary>A clause that filters, and the statement it comes from.</summary>
/// <param name="StatementId">The statement; empty for words that are not kept, such as a query.</param>
/// <param name="Clause">Its polarity is <see cref="Polarity.Never"/> or <see cref="Polarity.Only"/>.</param>
public sealed record Rule(Guid StatementId, Clause Clause);

/// <summary>"This is fine": an item that a rule about a subject does not keep away.</summary>
/// <param name="SubjectKey"><see cref="Subject.Key"/> of the rule's subject.</param>
/// <param name="ItemId">The item.</param>
public readonly record struct RuleExemption(string SubjectKey, string ItemId);

/// <summary>
/// What may appear on a person's lists, after the latest word: a wish lifts earlier refusals of the same, and a requirement takes the
/// place of an earlier one about the same kind of fact. Immutable.
/// </summary>
public sealed class RuleSet
{
    /// <summary>No rules.</summary>
    public static readonly RuleSet Empty = new([], [], [], new Dictionary<string, float[]>());

    private RuleSet(IReadOnlyList<Rule> never, IReadOnlyList<IReadOnlyList<Rule>> only, HashSet<RuleExemption> exemptions, IReadOnlyDictionary<string, float[]> vectors) =>
        (Never, Only, Exemptions, Vectors) = (never, only, exemptions, vectors);

    /// <summary>What must not appear. A refusal whose labels were lifted in part has those that are left.</summary>
    public IReadOnlyList<Rule> Never { get; }

    /// <summary>Groups of requirements: an item meets each group by any one of its rules ("only films or series").</summary>
    public IReadOnlyList<IReadOnlyList<Rule>> Only { get; }

    /// <summary>What the person has let through.</summary>
    public IReadOnlySet<RuleExemption> Exemptions { get; }

    /// <summary>Vectors of the concepts in the rules, by their text; missing where there is no encoder.</summary>
    public IReadOnlyDictionary<string, float[]> Vectors { get; }

    /// <summary>Whether nothing is forbidden or required.</summary>
    public bool IsEmpty => Never.Count + Only.Count == 0;

    /// <summary>All rules.</summary>
    public IEnumerable<Rule> All => Never.Concat(Only.SelectMany(group => group));

    /// <summary>The rules of one text.</summary>
    /// <param name="statement">The text.</param>
    /// <param name="vectors">Vectors of its concepts by their text; null for none.</param>
    public static RuleSet Of(ParsedStatement statement, IReadOnlyDictionary<string, float[]>? vectors = null) => From([(Guid.Empty, statement)], [], vectors);

    /// <summary>The rules of statements.</summary>
    /// <param name="oldestFirst">The statements with their ids, in the order in which they were said, each with the clauses that count now.</param>
    /// <param name="exemptions">What the person has let through.</param>
    /// <param name="vectors">Vectors of the concepts by their text; null for none.</param>
    public static RuleSet From(IEnumerable<(Guid Id, ParsedStatement Statement)> oldestFirst, IEnumerable<RuleExemption> exemptions, IReadOnlyDictionary<string, float[]>? vectors = null)
    {
        List<Rule> never = [];
        List<IReadOnlyList<Rule>> only = [];
        foreach (var (id, statement) in oldestFirst)
        {
            Lift(never, statement);
            foreach (var clause in statement.Of(Polarity.Never))
            {
                if (WithoutWanted(clause, statement) is { } kept)
                {
                    never.Add(new Rule(id, kept));
                }
            }

            foreach (var group in statement.Of(Polarity.Only).GroupBy(clause => Dimension(clause.Subject)))
            {
                // The latest word about a kind, a language or a number replaces the one before; labels add up.
                only.RemoveAll(earlier => group.Key.Length > 0 && Dimension(earlier[0].Clause.Subject) == group.Key);
                only.Add([.. group.Select(clause => new Rule(id, clause))]);
            }
        }

        return new RuleSet(never, only, [.. exemptions], vectors ?? new Dictionary<string, float[]>());
    }

    private static void Lift(List<Rule> never, ParsedStatement statement)
    {
        var wanted = statement.WantedLabels.ToHashSet(StringComparer.Ordinal);
        var subjects = statement.Of(Polarity.More).Select(clause => clause.Subject.Key).ToHashSet(StringComparer.Ordinal);
        for (var i = never.Count - 1; i >= 0; i--)
        {
            if (subjects.Contains(never[i].Clause.Subject.Key))
            {
                never.RemoveAt(i);
            }
            else if (never[i].Clause.Subject is LabelSubject labels && labels.Labels.Except(wanted).ToArray() is var left && left.Length < labels.Labels.Count)
            {
                never[i] = never[i] with { Clause = never[i].Clause with { Subject = new LabelSubject(left) } };
                if (left.Length == 0)
                {
                    never.RemoveAt(i);
                }
            }
        }
    }

    // "science fiction, but no science fiction horror" forbids horror, not what it asks for.
    private static Clause? WithoutWanted(Clause clause, ParsedStatement statement) =>
        clause.Subject is not LabelSubject labels ? clause
        : labels.Labels.Except(statement.WantedLabels).ToArray() is { Length: > 0 } rest ? clause with { Subject = rest.Length == labels.Labels.Count ? labels : new LabelSubject(rest) }
        : clause;

    private static string Dimension(Subject subject) => subject switch
    {
        KindSubject => "kind",
        LanguageSubject => "language",
        RangeSubject range => "range:" + range.Attribute,
        CreatorSubject => "creator",
        _ => "",
    };
}
