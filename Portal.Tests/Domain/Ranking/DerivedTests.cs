using Portal.Domain.Catalogue;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Derived;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Ranking;

public sealed class DerivedTests
{
    [Fact]
    public void The_graph_is_taken_over_as_long_as_nothing_it_is_made_of_changes()
    {
        Item[] items = [Item("a", tags: ["x"]), Item("b", tags: ["x", "y"]), Item("c", tags: ["y"]), Item("d"), Item("e"), Item("f"), Item("g")];
        var first = Next(items, null);
        var graph = GraphKnowledge.Of(first).Graph;

        // Another text is no other graph; another tag is.
        var second = Next([.. items.Select(item => item with { Description = "told anew" })], first);
        Assert.Same(graph, GraphKnowledge.Of(second).Graph);
        Assert.Same(GraphKnowledge.Of(second), GraphKnowledge.Of(second));
        var third = Next([.. items[..6], items[6] with { Tags = ["y"] }], second);
        Assert.NotSame(graph, GraphKnowledge.Of(third).Graph);
        Assert.True(GraphKnowledge.Of(third).Graph.Has(new ItemIndex(6)));
    }

    [Fact]
    public void A_walk_says_nothing_of_its_seeds_and_is_walked_once()
    {
        var graph = GraphKnowledge.Of(Next([Item("a", tags: ["x"]), Item("b", tags: ["x"]), Item("c", tags: ["y"]), Item("d", tags: ["y"]), Item("e", tags: ["z"])], null));
        ItemWeight[] seeds = [new(new ItemIndex(0), 1)];

        var walk = graph.Walk(seeds);

        Assert.True(float.IsNaN(walk[0]));
        Assert.True(walk[1] > walk[2]);
        Assert.Same(walk, graph.Walk([new(new ItemIndex(0), 1)]));
        Assert.NotSame(walk, graph.Walk([new(new ItemIndex(0), 0.5f)]));
    }

    [Fact]
    public void Popularity_follows_likes_that_fade_once_they_are_learned()
    {
        var snapshot = Snapshot([Item("a"), Item("b"), Item("c")], counts: item => item.Id switch { "a" => new ItemCounts(40, 2), "b" => new ItemCounts(20, 1), _ => default });
        var models = ModelFixtures.Learn(snapshot, [[1], [1], [1], [0]]);

        var (plain, now) = (PopularNow.Of(snapshot, LearnedModels.None), PopularNow.Of(snapshot, models));

        Assert.Equal(new ItemIndex(0), plain.BestFirst[0]);
        Assert.Equal(new ItemIndex(1), now.BestFirst[0]);
        Assert.All(snapshot.Catalogue.Items.Select((_, item) => new ItemIndex(item)), item =>
        {
            Assert.Equal(snapshot.Popularity[item], plain[item]);
            Assert.InRange(now[item], 0, 1);
        });
    }

    [Fact]
    public void Scores_are_carried_over_from_the_most_alike_with_behaviour()
    {
        var snapshot = Snapshot(
            [Item("a cold one", tags: ["x"]), Item("far", tags: ["y"]), Item("near", tags: ["x"]), Item("without a vector")],
            item => item.Id switch { "a cold one" => [1, 0.1f], "far" => [-0.2f, 1], "near" => [1, 0], _ => null });
        float[] scores = [float.NaN, -0.4f, 0.8f, 0.1f];

        var warm = WarmNeighbours.Of(snapshot, ModelFixtures.Learn(snapshot, [[1, 2, 3]]).Collaborative!, scores);

        Assert.InRange(warm.Carried(new ItemIndex(0), scores), 0.45f, 0.55f); // (.995 × .8 − .133 × .4 + .5 × .1) ÷ 1.63: all share their kind.
        Assert.DoesNotContain(warm.Of(new ItemIndex(0)).ToArray(), neighbour => neighbour.Item == new ItemIndex(0));
    }

    [Fact]
    public void A_cosine_counts_by_how_unusual_it_is()
    {
        var scale = CosineScale.Of(Snapshot([Item("a"), Item("b"), Item("c"), Item("d")], item => item.Id switch { "a" => [1, 0], "b" => [0.9f, 0.4f], "c" => [0.8f, 0.6f], _ => [0.2f, 1] }));

        Assert.True(scale.Calibrate(1) > 0 && scale.Calibrate(0) < 0 && scale.Calibrate(-1) >= -1);
        Assert.True(float.IsNaN(scale.Calibrate(float.NaN)));
        Assert.Equal(0, CosineScale.Of(Snapshot([Item("a"), Item("b")], _ => [1, 0])).Calibrate(0.3f));
    }

    private static EngineSnapshot Next(Item[] items, EngineSnapshot? previous)
    {
        CatalogueIndex catalogue = new(items);
        return new EngineSnapshot("test", catalogue, null, new Popularity([.. items.Select(_ => default(ItemCounts))], 10), Now, previous);
    }
}
