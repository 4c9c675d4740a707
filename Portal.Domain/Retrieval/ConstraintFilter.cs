using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>Decides which items may appear at all. A constraint is never a weight: what it forbids is not on the list.</summary>
public sealed class ConstraintFilter
{
    private readonly CatalogueIndex _catalogue;
    private readonly HashSet<int> _forbidden = [];
    private readonly List<Limit> _limits = [];

    /// <summary>Collects the exclusions and limits of sentences.</summary>
    /// <param name="catalogue">The items.</param>
    /// <param name="statements">Oldest first: what a later one names as wanted is no longer forbidden by an earlier one.</param>
    public ConstraintFilter(CatalogueIndex catalogue, IEnumerable<ParsedStatement> statements)
    {
        _catalogue = catalogue;
        foreach (var statement in statements)
        {
            foreach (var label in statement.WantedLabels)
            {
                if (catalogue.TryFindLabel(label, out var number))
                {
                    _forbidden.Remove(number);
                }
            }

            foreach (var label in statement.Exclusions.SelectMany(exclusion => exclusion.Labels))
            {
                if (catalogue.TryFindLabel(label, out var number))
                {
                    _forbidden.Add(number);
                }
            }

            _limits.AddRange(statement.Limits);
        }
    }

    /// <summary>Whether an item breaks none of the constraints. An attribute that an item does not have cannot break a limit.</summary>
    public bool Allows(ItemIndex item)
    {
        foreach (var label in _forbidden.Count == 0 ? [] : _catalogue.LabelsOf(item))
        {
            if (_forbidden.Contains(label))
            {
                return false;
            }
        }

        foreach (var limit in _limits)
        {
            if (_catalogue.NumbersOf(limit.Attribute)[item.Value] > limit.Maximum)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes out of a selection what breaks a constraint: the same as asking for every item, and faster.</summary>
    /// <param name="allowed">One place per item; a place that is false stays so.</param>
    public void Restrict(Span<bool> allowed)
    {
        foreach (var label in _forbidden)
        {
            foreach (var item in _catalogue.ItemsWith(label))
            {
                allowed[item] = false;
            }
        }

        foreach (var limit in _limits)
        {
            var numbers = _catalogue.NumbersOf(limit.Attribute);
            for (var i = 0; i < allowed.Length; i++)
            {
                allowed[i] &= !(numbers[i] > limit.Maximum);
            }
        }
    }
}
