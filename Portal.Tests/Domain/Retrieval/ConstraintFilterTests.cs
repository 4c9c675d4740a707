using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Retrieval;
using Portal.Tests.Domain.Recommendation;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Retrieval;

public sealed class ConstraintFilterTests
{
    [Fact]
    public void Allows_AnyRules_EqualsReadingEveryItem() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed =>
        {
            RankingWorld world = new(seed.Get);
            var catalogue = world.Snapshot.Catalogue;
            ParsedStatement[] rules = [.. world.Person.Statements.OrderBy(statement => statement.Since).Select(statement => statement.Parsed)];
            ConstraintFilter filter = new(world.Snapshot, world.Person.Rules());
            var allowed = new bool[catalogue.Count];
            filter.Write(allowed);
            return Enumerable.Range(0, catalogue.Count).All(i =>
                filter.Allows(new ItemIndex(i)) == Plain(catalogue.Items[i], rules) && allowed[i] == filter.Allows(new ItemIndex(i)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Write_NoRules_AllAllowed()
    {
        RankingWorld world = new(1);
        var allowed = new bool[world.Snapshot.Catalogue.Count];

        new ConstraintFilter(world.Snapshot, RuleSet.Empty).Write(allowed);

        Assert.DoesNotContain(false, allowed);
    }

    private static bool Plain(Item item, ParsedStatement[] rules)
    {
        HashSet<string> forbidden = [];
        foreach (var rule in rules)
        {
            forbidden.ExceptWith(rule.WantedLabels);
            forbidden.UnionWith(rule.RefusedLabels());
        }

        return !item.Labels.Append(item.Kind).Any(forbidden.Contains)
            && !rules.SelectMany(rule => rule.Bounds()).Any(limit => item.Number(limit.Attribute) > limit.Most);
    }
}
