using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>Decides which items may appear at all. A constraint is never a weight: what it forbids is not on the list.</summary>
public sealed class ConstraintFilter
{
    // Null while everything is allowed.
    private readonly bool[]? _forbidden;

    /// <summary>Collects the exclusions and limits of sentences, label by label: the cost is that of what is forbidden, not of the catalogue's labels.</summary>
    /// <param name="catalogue">The items.</param>
    /// <param name="statements">Oldest first: what a later one names as wanted is no longer forbidden by an earlier one.</param>
    public ConstraintFilter(CatalogueIndex catalogue, IEnumerable<ParsedStatement> statements)
    {
        var (labels, limits) = Rules(catalogue, statements);
        if (labels.Count + limits.Count == 0)
        {
            return;
        }

        _forbidden = new bool[catalogue.Count];
        foreach (var label in labels)
        {
            foreach (var item in catalogue.ItemsWith(label))
            {
                _forbidden[item] = true;
            }
        }

        foreach (var limit in limits)
        {
            // An attribute that an item does not have is NaN, which is not above anything.
            var numbers = catalogue.NumbersOf(limit.Attribute);
            for (var item = 0; item < numbers.Length; item++)
            {
                _forbidden[item] |= numbers[item] > limit.Maximum;
            }
        }
    }

    /// <summary>Whether an item breaks none of the constraints. An attribute that an item does not have cannot break a limit.</summary>
    public bool Allows(ItemIndex item) => _forbidden is null || !_forbidden[item.Value];

    /// <summary>Marks what is allowed.</summary>
    /// <param name="allowed">One place per item; overwritten.</param>
    public void Write(Span<bool> allowed)
    {
        allowed.Fill(true);
        for (var item = 0; _forbidden is not null && item < allowed.Length; item++)
        {
            allowed[item] = !_forbidden[item];
        }
    }

    private static (HashSet<int> Labels, List<Limit> Limits) Rules(CatalogueIndex catalogue, IEnumerable<ParsedStatement> statements)
    {
        HashSet<int> labels = [];
        List<Limit> limits = [];
        foreach (var statement in statements)
        {
            foreach (var label in statement.WantedLabels)
            {
                if (catalogue.TryFindLabel(label, out var number))
                {
                    labels.Remove(number);
                }
            }

            foreach (var label in statement.Exclusions.SelectMany(exclusion => exclusion.Labels))
            {
                if (catalogue.TryFindLabel(label, out var number))
                {
                    labels.Add(number);
                }
            }

            limits.AddRange(statement.Limits);
        }

        return (labels, limits);
    }
}
