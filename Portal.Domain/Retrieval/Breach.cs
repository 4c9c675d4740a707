using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>What of an item breaks a rule.</summary>
public enum BreachKind
{
    /// <summary>A label, kind, creator, language, number or the item itself that is refused.</summary>
    Fact,

    /// <summary>Words of a refused concept in its text.</summary>
    Words,

    /// <summary>Its meaning is too near a refused concept.</summary>
    Meaning,

    /// <summary>It lacks what is required.</summary>
    Missing,
}

/// <summary>Why a rule keeps an item away.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Kind">By what.</param>
/// <param name="Detail">The item's refused labels, language or number as text; empty where <paramref name="Kind"/> says it all.</param>
/// <param name="Cosine">How near its meaning is to the concept; NaN where it does not matter.</param>
/// <param name="Threshold">From which cosine on it is kept away; NaN likewise.</param>
public sealed record Breach(Rule Rule, BreachKind Kind, string Detail, float Cosine = float.NaN, float Threshold = float.NaN)
{
    /// <summary>
    /// Finds every breach of an item by asking the item itself, rule by rule: the second witness beside <see cref="ConstraintFilter"/>, by which
    /// served lists are audited.
    /// </summary>
    public static IReadOnlyList<Breach> Find(EngineSnapshot snapshot, RuleSet rules, ItemIndex index)
    {
        var item = snapshot.Catalogue[index];
        List<Breach> found = [];
        foreach (var rule in rules.Never)
        {
            if (!IsSpared(rule) && Refused(rule) is { } breach)
            {
                found.Add(breach);
            }
        }

        foreach (var group in rules.Only)
        {
            if (!group.Any(rule => IsSpared(rule) || Meets(rule)))
            {
                found.Add(new Breach(group[0], BreachKind.Missing, ""));
            }
        }

        return found;

        bool IsSpared(Rule rule) => rules.Exemptions.Contains(new RuleExemption(rule.Clause.Subject.Key, item.Id)) || rule.Clause.Except.Any(Spares);

        bool Spares(Subject subject) => subject is ConceptSubject concept ? snapshot.ConceptOf(concept.Text, null).Literal[index.Value] : Facts.Holds(item, subject);

        bool Meets(Rule rule) => rule.Clause.Subject switch
        {
            ConceptSubject concept => snapshot.ConceptOf(concept.Text, rules.Vectors.GetValueOrDefault(concept.Text)).Holds(index),
            RangeSubject range => !Facts.IsKnown(item, range) || Facts.Holds(item, range),
            var subject => Facts.Holds(item, subject),
        };

        Breach? Refused(Rule rule)
        {
            if (rule.Clause.Subject is not ConceptSubject concept)
            {
                return Facts.Holds(item, rule.Clause.Subject) ? new Breach(rule, BreachKind.Fact, DetailOf(item, rule.Clause.Subject)) : null;
            }

            var match = snapshot.ConceptOf(concept.Text, rules.Vectors.GetValueOrDefault(concept.Text));
            var threshold = ConstraintFilter.ThresholdOf(snapshot, rules, concept, match);
            return match.Literal[index.Value] ? new Breach(rule, BreachKind.Words, concept.Text, match.CosineOf(index), threshold)
                : match.CosineOf(index) >= threshold ? new Breach(rule, BreachKind.Meaning, concept.Text, match.CosineOf(index), threshold)
                : null;
        }
    }

    private static string DetailOf(Item item, Subject subject) => subject switch
    {
        LabelSubject labels => string.Join(", ", item.Labels.Append(item.Kind).Where(labels.Labels.Contains).Distinct()),
        KindSubject => item.Kind,
        CreatorSubject creator => creator.Name,
        LanguageSubject => item.Language ?? "",
        RangeSubject { Attribute: CatalogueIndex.YearAttribute } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item.Year}"),
        RangeSubject range => item.Attributes.GetValueOrDefault(range.Attribute, ""),
        _ => item.Title,
    };
}
