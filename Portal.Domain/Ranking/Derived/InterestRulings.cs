using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Language;
using Portal.Domain.Profiles;

namespace Portal.Domain.Ranking.Derived;

/// <summary>What is said wins over what is learned: an interest that the person's own words are against counts for nothing.</summary>
internal static class InterestRulings
{
    // The share of an interest's items that must have what is refused: one that holds much else is not given up, or the order of that would suffer with it.
    private const double LeastShare = 0.8;

    /// <summary>The clauses that refuse labels or wish for less of them, after the latest word: a later wish for the same lifts them.</summary>
    /// <param name="rules">What may appear on the list.</param>
    /// <param name="statements">What the person wrote.</param>
    /// <param name="mood">What they are in the mood for, said last; null for nothing.</param>
    public static IReadOnlyList<Clause> Of(RuleSet rules, IReadOnlyList<PersonStatement> statements, ParsedStatement? mood)
    {
        List<Clause> less = [];
        foreach (var statement in statements.OrderBy(statement => statement.Since).Select(statement => statement.Parsed).Concat(mood is null ? [] : [mood]))
        {
            var wanted = statement.WantedLabels.ToHashSet(StringComparer.Ordinal);
            less.RemoveAll(clause => Labels(clause).All(wanted.Contains));
            less.AddRange(statement.Of(Polarity.Less).Where(clause => clause.EffectiveStrength > 0 && Labels(clause).Count > 0));
        }

        return [.. rules.Never.Select(rule => rule.Clause).Where(clause => Labels(clause).Count > 0), .. less];
    }

    /// <summary>The first of the clauses that is against an interest: it names a label that the interest is named after and nearly all of its items have. Null for none.</summary>
    public static Clause? Against(CatalogueIndex catalogue, Interest interest, IReadOnlyList<Clause> said) => said.FirstOrDefault(clause =>
        Labels(clause).Any(label => interest.Labels.Contains(label))
        && interest.Members.Count(member => Has(catalogue, member, clause)) >= LeastShare * interest.Members.Count);

    private static IReadOnlyList<string> Labels(Clause clause) => clause.Subject is LabelSubject subject ? subject.Labels : [];

    private static bool Has(CatalogueIndex catalogue, ItemIndex item, Clause clause) =>
        Labels(clause).Any(label => catalogue.TryFindLabel(label, out var number) && catalogue.LabelsOf(item).BinarySearch(number) >= 0);
}
