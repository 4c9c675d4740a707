using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Tests.Domain.Recommendation;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Retrieval;

public sealed class ConstraintFilterTests
{
    private static readonly Guid First = new(1, 0, 0, new byte[8]);

    private static readonly EngineSnapshot Films = Snapshot(
        [
            Item("clown", "film", ["comedy"], ["circus"], 1990, "A sad clown finds a friend.", attributes: ("minutes", "95")) with { Language = "fr" },
            Item("mime", "film", ["comedy"], [], 2001, "A silent man on a stage.", attributes: ("minutes", "130")) with { Language = "en", Creators = ["Ada Moss"] },
            Item("ghost", "film", ["horror"], ["gore"], 2010, "Something in the cellar.", attributes: ("minutes", "88")) with { Language = null },
            Item("novel", "film", ["romance"], [], 1985, "Letters from the sea.") with { Kind = "book", Language = "en" },
        ],
        item => Unit(item.Id switch { "clown" => [1, 0.1f, 0], "mime" => [0.9f, 0.4f, 0], "ghost" => [0, 1, 0.2f], _ => [0, 0.1f, 1] }));

    [Fact]
    public void Allows_AnyRules_AgreesWithAskingEachItem() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed =>
        {
            RankingWorld world = new(seed.Get);
            var rules = world.Person.Rules();
            ConstraintFilter filter = new(world.Snapshot, rules);
            var allowed = new bool[world.Snapshot.Catalogue.Count];
            filter.Write(allowed);
            return Enumerable.Range(0, allowed.Length).Select(i => new ItemIndex(i)).All(item =>
                filter.Allows(item) == (Breach.Find(world.Snapshot, rules, item).Count == 0)
                && allowed[item.Value] == filter.Allows(item)
                && filter.Explain(item).Count > 0 != filter.Allows(item));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Every_list_keeps_the_rules_of_anybody() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), seed =>
        {
            RankingWorld world = new(seed.Get);
            var rules = world.Person.Rules();
            var shown = world.Rank(count: 100).Select(ranked => ranked.Item)
                .Concat(Recommender.Similar(world.Snapshot, new ItemIndex(0), rules, 100).Select(entry => entry.Item))
                .Concat(AlsoLiked.Of(world.Snapshot, world.Models, new ItemIndex(3), rules, 100).Select(entry => entry.Item))
                .Concat(Recommender.Search(world.Snapshot, world.Snapshot.Matcher.Match("heist music horror romance", null), rules, 100).Select(entry => entry.Item));
            return shown.All(item => Breach.Find(world.Snapshot, rules, item).Count == 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Write_NoRules_AllAllowed()
    {
        RankingWorld world = new(1);
        var allowed = new bool[world.Snapshot.Catalogue.Count];

        new ConstraintFilter(world.Snapshot, RuleSet.Empty).Write(allowed);

        Assert.DoesNotContain(false, allowed);
    }

    [Fact]
    public void Only_KindsOfOneSentence_AreAlternatives_AndALaterSentenceReplacesThem()
    {
        var both = Saying(Polarity.Only, new KindSubject(["film"]), new KindSubject(["book"]));
        var book = Saying(Polarity.Only, new KindSubject(["book"]));

        Assert.Equal(["clown", "ghost", "mime", "novel"], Allowed(RuleSet.Of(both)));
        Assert.Equal(["novel"], Allowed(RuleSet.From([(First, both), (First, book)], [])));
        Assert.Equal(["clown", "ghost", "mime", "novel"], Allowed(RuleSet.From([(First, book), (First, both)], [])));
    }

    [Fact]
    public void Only_LabelsOfTwoSentences_AreBothRequired()
    {
        var rules = RuleSet.From([(First, Saying(Polarity.Only, new LabelSubject(["comedy"]))), (First, Saying(Polarity.Only, new LabelSubject(["circus"])))], []);

        Assert.Equal(["clown"], Allowed(rules));
        Assert.Equal(BreachKind.Missing, Assert.Single(new ConstraintFilter(Films, rules).Explain(Films.At("mime"))).Kind);
    }

    [Fact]
    public void Only_UnknownNumber_IsAllowed_UnknownLanguage_IsNot()
    {
        Assert.Equal(["clown", "ghost", "novel"], Allowed(RuleSet.Of(Saying(Polarity.Only, new RangeSubject("minutes", null, 100)))));
        Assert.Equal(["ghost", "mime"], Allowed(RuleSet.Of(Saying(Polarity.Only, new RangeSubject("year", 2000, null)))));
        Assert.Equal(["mime", "novel"], Allowed(RuleSet.Of(Saying(Polarity.Only, new LanguageSubject("en")))));
    }

    [Fact]
    public void Never_CreatorAndItem_KeepsThoseAway()
    {
        Assert.Equal(["clown", "ghost", "novel"], Allowed(RuleSet.Of(Saying(Polarity.Never, new CreatorSubject("ada moss")))));
        Assert.Equal(["clown", "mime", "novel"], Allowed(RuleSet.Of(Saying(Polarity.Never, new ItemSubject("ghost", "Ghost")))));
    }

    [Fact]
    public void Never_WithAnException_SparesWhatIsNamed()
    {
        var clause = Saying(Polarity.Never, new LabelSubject(["comedy"])).Clauses[0] with { Except = [new CreatorSubject("Ada Moss")] };

        Assert.Equal(["ghost", "mime", "novel"], Allowed(RuleSet.Of(Saying([clause]))));
    }

    [Fact]
    public void Never_Concept_IsFoundInWords_OrInMeaningThatStandsOut_AndThisIsFineTeaches()
    {
        Dictionary<string, float[]> vectors = new() { ["clown"] = Unit([1, 0, 0])! };
        var statement = Saying(Polarity.Never, new ConceptSubject("clown"));
        var match = Films.ConceptOf("clown", vectors["clown"]);

        Assert.Equal(["ghost", "mime", "novel"], Allowed(RuleSet.Of(statement)));
        Assert.True(match.Literal[Films.At("clown").Value]);
        var breach = Assert.Single(new ConstraintFilter(Films, RuleSet.Of(statement, vectors)).Explain(Films.At("clown")));
        Assert.Equal((BreachKind.Words, "clown"), (breach.Kind, breach.Detail));
        Assert.Equal(match.Threshold, breach.Threshold);
        Assert.Equal(Allowed(RuleSet.Empty), Allowed(RuleSet.From([(First, statement)], [new RuleExemption("concept:clown", "clown")])));
    }

    [Fact]
    public void An_exemption_raises_the_threshold_above_the_exempted_item_alone()
    {
        var many = Snapshot(
            [.. Enumerable.Range(0, 40).Select(i => Item($"i{i:00}", "film", ["drama"], [], 2000, "Nothing of the sort."))],
            item => item.Id switch { "i00" => Unit([1, 0.05f]), "i01" => Unit([1, 0.6f]), _ => Unit([0.05f, 1]) });
        Dictionary<string, float[]> vectors = new() { ["clown"] = Unit([1, 0])! };
        var statement = Saying(Polarity.Never, new ConceptSubject("clown"));

        ConstraintFilter before = new(many, RuleSet.Of(statement, vectors));
        ConstraintFilter after = new(many, RuleSet.From([(First, statement)], [new RuleExemption("concept:clown", "i01")], vectors));

        Assert.Equal((false, false, true), (before.Allows(many.At("i00")), before.Allows(many.At("i01")), before.Allows(many.At("i02"))));
        Assert.Equal((false, true), (after.Allows(many.At("i00")), after.Allows(many.At("i01"))));
        Assert.True(after.Explain(many.At("i00"))[0].Threshold > before.Explain(many.At("i01"))[0].Threshold);
    }

    [Fact]
    public void A_later_wish_lifts_what_it_names_and_leaves_the_rest()
    {
        var rules = RuleSet.From([(First, Saying(Polarity.Never, new LabelSubject(["comedy", "horror"]))), (First, Saying(Polarity.More, new LabelSubject(["horror"])))], []);

        Assert.Equal(["comedy"], ((LabelSubject)Assert.Single(rules.Never).Clause.Subject).Labels);
        Assert.Equal(["ghost", "novel"], Allowed(rules));
    }

    private static List<string> Allowed(RuleSet rules)
    {
        ConstraintFilter filter = new(Films, rules);
        return [.. Enumerable.Range(0, Films.Catalogue.Count).Select(i => new ItemIndex(i)).Where(filter.Allows).Select(Films.IdOf).Order(StringComparer.Ordinal)];
    }

    private static ParsedStatement Saying(Polarity polarity, params Subject[] subjects) =>
        Saying([.. subjects.Select(subject => new Clause { Start = 0, End = 1, Phrase = "x", Polarity = polarity, Subject = subject })]);

    private static ParsedStatement Saying(IReadOnlyList<Clause> clauses) => new() { Version = ParsedStatement.CurrentVersion, Text = "x", Wanted = "", Clauses = clauses };
}
