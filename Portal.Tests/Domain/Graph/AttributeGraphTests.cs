using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Catalogue;
using Portal.Domain.Graph;
using Portal.Tests.Support;

namespace Portal.Tests.Domain.Graph;

public sealed class AttributeGraphTests
{
    private static readonly AttributeNode Varda = new(AttributeKind.Creator, "Varda"), Series = new(AttributeKind.Series, "Days"), Sea = new(AttributeKind.Tag, "sea"), Alone = new(AttributeKind.Tag, "alone");
    private static readonly AttributeNode Drama = new(AttributeKind.Genre, "drama"), Film = new(AttributeKind.Kind, "film");

    // Seven items; 5 shares nothing, 6 only what all share.
    private static readonly AttributeNode[][] Items =
    [
        [Varda, Drama, Film, Alone],
        [Varda, Sea, Film, Sea],
        [Sea, Drama, Film],
        [Series, Film],
        [Series, Drama, Sea, Film],
        [],
        [Film],
    ];

    private static readonly AttributeGraphOptions Exact = new() { ClosedSteps = 60, Restart = 0.25f };

    [Fact]
    public void Build_KeepsWhatSomeButNotMostShare()
    {
        var graph = AttributeGraph.Build(Items, Exact);

        Assert.Equal((7, 4, 10), (graph.ItemCount, graph.AttributeCount, graph.EdgeCount));
        Assert.Equal([Varda, Drama], graph.SharedAttributesOf(new ItemIndex(0)));
        Assert.False(graph.Has(new ItemIndex(5)) || graph.Has(new ItemIndex(6)));
    }

    [Fact]
    public void Score_EqualsTheSolutionOfTheLinearSystem()
    {
        var graph = AttributeGraph.Build(Items, Exact);
        ItemWeight[] seeds = [new(new ItemIndex(0), 3), new(new ItemIndex(3), 1), new(new ItemIndex(2), -2), new(new ItemIndex(6), 5), new(new ItemIndex(40), 1)];
        var scores = new float[7];

        PersonalisedPageRank.Score(graph, seeds, scores);

        var expected = Solve(Exact, new Dictionary<int, double> { [0] = 0.75, [3] = 0.25 });
        for (var item = 0; item < 5; item++)
        {
            Assert.Equal(expected[item], scores[item], 5);
        }

        Assert.True(float.IsNaN(scores[5]) && float.IsNaN(scores[6]));
    }

    [Fact]
    public void Score_CutOffEarly_LacksNoMoreThanTheRestOfTheWalk() =>
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (steps, seed) =>
        {
            var options = Exact with { ClosedSteps = 1 + (steps.Get % 5) };
            var start = seed.Get % 5;
            var scores = new float[7];
            PersonalisedPageRank.Score(AttributeGraph.Build(Items, options), [new ItemWeight(new ItemIndex(start), 1)], scores);
            var exact = Solve(options, new Dictionary<int, double> { [start] = 1 });
            var lacking = Enumerable.Range(0, 5).Sum(item => exact[item] - scores[item]);
            return Enumerable.Range(0, 5).All(item => scores[item] <= exact[item] + 1e-6) && lacking <= Math.Pow(1 - options.Restart, 2 * (options.ClosedSteps + 1)) + 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Score_SeedNamedTwice_CountsTwice()
    {
        var graph = AttributeGraph.Build(Items, Exact);
        float[] twice = new float[7], weighted = new float[7];

        PersonalisedPageRank.Score(graph, [new ItemWeight(new ItemIndex(0), 1), new ItemWeight(new ItemIndex(3), 1), new ItemWeight(new ItemIndex(0), 1)], twice);
        PersonalisedPageRank.Score(graph, [new ItemWeight(new ItemIndex(0), 2), new ItemWeight(new ItemIndex(3), 1)], weighted);

        Assert.Equal(weighted[..5].Select(score => MathF.Round(score, 5)), twice[..5].Select(score => MathF.Round(score, 5)));
    }

    [Fact]
    public void Score_NoSeedThatSharesAnything_IsUnknownEverywhere()
    {
        var scores = new float[7];

        PersonalisedPageRank.Score(AttributeGraph.Build(Items, Exact), [new ItemWeight(new ItemIndex(5), 1), new ItemWeight(new ItemIndex(1), 0)], scores);

        Assert.All(scores, score => Assert.True(float.IsNaN(score)));
    }

    [Fact]
    public void Score_WhatIsRareLeadsFurther()
    {
        var graph = AttributeGraph.Build(Items, Exact);
        var scores = new float[7];

        PersonalisedPageRank.Score(graph, [new ItemWeight(new ItemIndex(0), 1)], scores);

        Assert.True(scores[1] > scores[2], "one creator of two items should lead further than one genre of three");
    }

    [Fact]
    public void Paths_NameWhatLeadsFromWhichLikedItem()
    {
        var graph = AttributeGraph.Build(Items, Exact);

        var paths = graph.Paths([new ItemWeight(new ItemIndex(2), 1), new ItemWeight(new ItemIndex(0), 2), new ItemWeight(new ItemIndex(4), 0.1f)], new ItemIndex(1), 5);

        Assert.Equal([Varda, Sea], paths.Select(path => path.Attribute));
        Assert.Equal([0, 2], paths.Select(path => path.Seed.Value));
        var drama = Math.Log(1 + (7.0 / 3));
        var varda = Math.Log(1 + (7.0 / 2));
        Assert.Equal(2 / 3.1 * varda / (varda + drama) / 2, paths[0].Amount, 5);
    }

    [Fact]
    public void Paths_OfTwoAlike_TheBetterKindOfReasonFirst()
    {
        AttributeNode[][] twins = [[Sea, Drama], [Drama, Sea], [Alone], [Film], [Film]];

        var paths = AttributeGraph.Build(twins, Exact).Paths([new ItemWeight(new ItemIndex(1), 1)], new ItemIndex(0), 1);

        Assert.Equal(Sea, Assert.Single(paths).Attribute);
    }

    [Fact]
    public void Paths_FromTheTargetItselfOrNowhere_None()
    {
        var graph = AttributeGraph.Build(Items, Exact);

        Assert.Empty(graph.Paths([new ItemWeight(new ItemIndex(1), 1), new ItemWeight(new ItemIndex(3), 1)], new ItemIndex(1), 5));
    }

    [Fact]
    public void Of_ReadsWhatTheCatalogueSays()
    {
        var item = EngineFixtures.Item("a", "book", ["crime"], ["sea"], 1987, attributes: [("series", "Maigret"), ("country", "France")]) with { Language = "fr" };

        Assert.Equal(
            [
                new(AttributeKind.Kind, "book"), new(AttributeKind.Creator, "maker of a"), new(AttributeKind.Genre, "crime"), new(AttributeKind.Tag, "sea"),
                new(AttributeKind.Series, "Maigret"), new(AttributeKind.Country, "France"), new(AttributeKind.Language, "fr"), new(AttributeKind.Decade, "1980"),
            ],
            AttributeGraph.AttributesOf(item));
        Assert.Equal(0, AttributeGraph.Of(new CatalogueIndex([item])).AttributeCount);
    }

    [Fact]
    public void Build_OptionOutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => AttributeGraph.Build(Items, Exact with { Restart = 1 }));
        Assert.Throws<ArgumentException>(() => AttributeGraph.Build(Items, Exact with { Genre = -1 }));
    }

    // p = α s + (1 − α) Pᵀ p over items and attributes, by elimination; nothing of the code under test but the weights' formula.
    private static double[] Solve(AttributeGraphOptions options, Dictionary<int, double> seeds)
    {
        AttributeNode[] attributes = [Varda, Series, Sea, Drama];
        double[] weights = [.. attributes.Select(one => options.WeightOf(one.Kind) * Math.Log(1 + (7.0 / Items.Count(item => item.Contains(one)))))];
        var size = 7 + attributes.Length;
        var edges = new double[size, size];
        for (var item = 0; item < 7; item++)
        {
            for (var attribute = 0; attribute < attributes.Length; attribute++)
            {
                edges[item, 7 + attribute] = edges[7 + attribute, item] = Items[item].Contains(attributes[attribute]) ? weights[attribute] : 0;
            }
        }

        double[] degrees = [.. Enumerable.Range(0, size).Select(node => Enumerable.Range(0, size).Sum(other => edges[node, other]))];
        var system = new double[size, size + 1];
        for (var node = 0; node < size; node++)
        {
            for (var from = 0; from < size; from++)
            {
                system[node, from] = (node == from ? 1 : 0) - (degrees[from] > 0 ? (1 - options.Restart) * edges[from, node] / degrees[from] : 0);
            }

            system[node, size] = options.Restart * seeds.GetValueOrDefault(node);
        }

        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; factor != 0 && column <= size; column++)
                {
                    system[row, column] -= factor * system[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, 7).Select(item => system[item, size] / system[item, item])];
    }
}
