using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>Which items meet a subject that is a fact of the catalogue.</summary>
public static class Facts
{
    /// <summary>Whether an item meets a subject; false for a concept, which is no fact.</summary>
    public static bool Holds(Item item, Subject subject) => subject switch
    {
        LabelSubject labels => labels.Labels.Any(label => item.Genres.Contains(label) || item.Tags.Contains(label) || item.Kind == label),
        KindSubject kinds => kinds.Kinds.Contains(item.Kind),
        CreatorSubject creator => item.Creators.Contains(creator.Name, StringComparer.OrdinalIgnoreCase),
        ItemSubject example => item.Id == example.ItemId,
        LanguageSubject language => string.Equals(item.Language, language.Code, StringComparison.OrdinalIgnoreCase),
        RangeSubject range => range.Holds((range.Attribute == CatalogueIndex.YearAttribute ? item.Year : item.Number(range.Attribute)) ?? double.NaN),
        _ => false,
    };

    /// <summary>Whether an item has what a subject asks about at all: a year, a language, a number of pages. Labels, kinds and creators it has always.</summary>
    public static bool IsKnown(Item item, Subject subject) => subject switch
    {
        LanguageSubject => item.Language is not null,
        RangeSubject range => (range.Attribute == CatalogueIndex.YearAttribute ? item.Year : item.Number(range.Attribute)) is not null,
        _ => true,
    };

    /// <summary>Marks the items that meet a subject, at the cost of those, not of the catalogue, where they are indexed.</summary>
    /// <param name="catalogue">The items.</param>
    /// <param name="subject">No <see cref="ConceptSubject"/>.</param>
    /// <param name="marks">One place per item; those that meet it become true, the others are left.</param>
    public static void Mark(CatalogueIndex catalogue, Subject subject, Span<bool> marks)
    {
        switch (subject)
        {
            case LabelSubject labels:
                foreach (var label in labels.Labels)
                {
                    foreach (var item in catalogue.TryFindLabel(label, out var number) ? catalogue.ItemsWith(number) : [])
                    {
                        marks[item] = true;
                    }
                }

                break;
            case ItemSubject example:
                if (catalogue.TryFind(example.ItemId, out var one))
                {
                    marks[one.Value] = true;
                }

                break;
            case RangeSubject range:
                var numbers = catalogue.NumbersOf(range.Attribute);
                for (var i = 0; i < numbers.Length; i++)
                {
                    marks[i] |= range.Holds(numbers[i]);
                }

                break;
            default:
                for (var i = 0; i < marks.Length; i++)
                {
                    marks[i] |= Holds(catalogue.Items[i], subject);
                }

                break;
        }
    }
}
