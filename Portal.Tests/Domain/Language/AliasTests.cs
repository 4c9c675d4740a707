using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Retrieval;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Language;

public sealed class AliasTests
{
    private static readonly Dictionary<string, string> Aliases = new() { ["tin men"] = "robots", ["机器人"] = "robots", ["gone"] = "nothing", ["war"] = "robots" };

    private static readonly Item[] Items = [Item("a", tags: ["robots"]), Item("b", tags: ["war"]), Item("c", tags: ["quiet"])];

    [Fact]
    public void A_statement_means_the_label_by_another_word_for_it()
    {
        StatementParser parser = new(Vocabulary.Of(Items, Aliases));

        var clause = Assert.Single(parser.Parse("no tin men").Clauses);

        Assert.Equal((Polarity.Never, "label:robots", LinkKind.Alias), (clause.Polarity, clause.Subject.Key, clause.Link.Kind));
        Assert.Equal("label:war", Assert.Single(parser.Parse("more war").Clauses).Subject.Key);
        Assert.Equal("label:robots", Assert.Single(parser.Parse("机器人").Clauses).Subject.Key);
    }

    [Fact]
    public void A_parser_takes_over_no_index_of_other_aliases()
    {
        StatementParser before = new(Vocabulary.Of(Items));

        Assert.Equal("label:robots", Assert.Single(new StatementParser(Vocabulary.Of(Items, Aliases), before).Parse("no tin men").Clauses).Subject.Key);
    }

    [Fact]
    public void Search_finds_by_the_other_word_and_the_catalogue_knows_it()
    {
        CatalogueIndex catalogue = new(Items, Aliases);
        EngineSnapshot snapshot = new("test", catalogue, null, new Popularity(new ItemCounts[3], 10), Now);

        Assert.Equal(["robots"], snapshot.MatchOf("tin men", null).Labels);
        Assert.True(catalogue.TryFindLabel("tin men", out var number) && catalogue.LabelNames[number] == "robots");
        Assert.False(catalogue.TryFindLabel("gone", out _));
    }

    [Fact]
    public void What_was_understood_before_a_rename_stays_understood()
    {
        var before = new StatementParser(Vocabulary.Of([Item("a", tags: ["robots"]), Item("b", tags: ["android"])])).Parse("no robots, except android");

        var after = before.WithLabels(new Dictionary<string, string> { ["robots"] = "machines", ["android"] = "machines" });

        Assert.Contains("label:machines", after.Clauses.Select(clause => clause.Subject.Key));
        Assert.DoesNotContain(after.Clauses.SelectMany(clause => clause.Except.Append(clause.Subject)), subject => subject.Key is "label:robots" or "label:android");
        Assert.Same(before, before.WithLabels(new Dictionary<string, string> { ["x"] = "y" }));
    }

    [Fact]
    public void An_item_carries_the_label_once()
    {
        var item = (Items[0] with { Genres = ["tin men", "drama"], Tags = ["robots", "quiet", "robots"] }).WithLabels(Aliases);

        Assert.Equal(["robots", "drama"], item.Genres);
        Assert.Equal(["quiet"], item.Tags);
    }
}
