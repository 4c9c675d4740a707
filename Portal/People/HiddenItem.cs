using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Retrieval;
using Portal.Engine;

namespace Portal.People;

/// <summary>Why one of a person's rules keeps an item away.</summary>
/// <param name="StatementId">The sentence that says so.</param>
/// <param name="Words">The words of it that do.</param>
/// <param name="Breach">What of the item breaks the rule.</param>
public sealed record HiddenReason(Guid StatementId, string Words, Breach Breach);

/// <summary>An item that a person's rules keep away.</summary>
/// <param name="Item">The item.</param>
/// <param name="Reasons">Every rule that does, and by what.</param>
public sealed record HiddenItem(ItemCard Item, IReadOnlyList<HiddenReason> Reasons)
{
    /// <summary>How many hidden items a list names; the others are only counted.</summary>
    public const int MostNamed = 12;

    /// <summary>The first of some items, with what keeps each away.</summary>
    internal static IReadOnlyList<HiddenItem> Of(EngineState state, PersonProfile person, RuleSet rules, IEnumerable<ItemIndex> hidden) =>
        [.. hidden.Take(MostNamed).Select(item => new HiddenItem(ItemCard.Of(state, item), ReasonsOf(state.Snapshot, person, rules, item)))];

    /// <summary>Why an item is kept away; empty where it is not.</summary>
    internal static IReadOnlyList<HiddenReason> ReasonsOf(EngineSnapshot snapshot, PersonProfile person, RuleSet rules, ItemIndex item) =>
        [.. Breach.Find(snapshot, rules, item).Select(breach => new HiddenReason(breach.Rule.StatementId, WordsOf(person, breach.Rule), breach))];

    /// <summary>The words of a rule, as the person wrote them.</summary>
    internal static string WordsOf(PersonProfile person, Rule rule) =>
        rule.Clause.Said(person.Statements.FirstOrDefault(statement => statement.Id == rule.StatementId)?.Parsed.Text ?? "");
}
