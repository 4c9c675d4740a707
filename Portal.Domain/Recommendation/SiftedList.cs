using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Recommendation;

/// <summary>A list after a person's rules, and what they kept off it.</summary>
/// <param name="Shown">What is left, best first.</param>
/// <param name="Hidden">What the rules keep away and would stand before the last of those shown, best first.</param>
public sealed record SiftedList(IReadOnlyList<ItemIndex> Shown, IReadOnlyList<ItemIndex> Hidden)
{
    /// <summary>Sifts a list. What the rules keep away makes room for what comes after it, or a rule about a whole genre would leave nothing.</summary>
    /// <param name="bestFirst">The list without the rules; read no further than needed.</param>
    /// <param name="filter">The rules.</param>
    /// <param name="most">How many to show, at most.</param>
    public static SiftedList Of(IEnumerable<ItemIndex> bestFirst, ConstraintFilter filter, int most)
    {
        List<ItemIndex> shown = [], hidden = [];
        foreach (var item in bestFirst)
        {
            if (shown.Count == most)
            {
                break;
            }

            (filter.Allows(item) ? shown : hidden).Add(item);
        }

        return new SiftedList(shown, hidden);
    }
}
