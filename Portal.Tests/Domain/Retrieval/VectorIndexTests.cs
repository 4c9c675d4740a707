using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Tests.Domain.Retrieval;

public sealed class VectorIndexTests
{
    // Every way in which an index works: exact, by estimates, and by estimates on every core.
    public static readonly TheoryData<int, int, bool> Sizes = new() { { 411, 37, false }, { 411, 37, true }, { 9_001, 448, true } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Search_AnySize_FindsWhatSortingFinds(int count, int dimensions, bool estimated)
    {
        var (index, vectors, passages) = Random(count, dimensions, estimated, seed: 1);
        Random random = new(2);
        var found = 0;
        for (var round = 0; round < 10; round++)
        {
            var query = Near(random, vectors, dimensions);
            bool[] allowed = round % 2 == 0 ? [] : [.. Enumerable.Range(0, count).Select(_ => random.Next(3) > 0)];
            var expected = Sorted(query, vectors, passages, allowed).Take(10).ToList();

            var hits = index.Search(query, 10, allowed);

            Assert.Equal(10, hits.Length);
            Assert.All(hits, hit => Assert.True(allowed.Length == 0 || allowed[hit.Item.Value]));
            Assert.All(hits, hit => Assert.Equal(Plain(query, vectors, passages, hit.Item.Value), hit.Cosine, 5));
            found += hits.Select(hit => hit.Item.Value).Intersect(expected).Count();
        }

        Assert.True(found >= 99, $"{found} of 100");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Score_AnySize_IsTheCosineAndUnknownWithoutVector(int count, int dimensions, bool estimated)
    {
        var (index, vectors, passages) = Random(count, dimensions, estimated, seed: 4);
        var query = Near(new Random(5), vectors, dimensions);
        var scores = new float[count];

        index.Score(query, scores);

        for (var i = 0; i < count; i++)
        {
            var expected = Plain(query, vectors, passages, i);
            Assert.Equal(float.IsNaN(expected), float.IsNaN(scores[i]));
            Assert.True(float.IsNaN(expected) || Math.Abs(expected - scores[i]) < (estimated ? 0.01 : 1e-5), $"{i}: {scores[i]} for {expected}");
        }

        var best = Sorted(query, vectors, passages, [])[0];
        Assert.Equal(best, TopK.Select(scores, 1)[0]);
        Assert.Equal(Plain(query, vectors, passages, best), scores[best], 5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Search_TwinItems_LowerPositionFirst(bool estimated)
    {
        float[] twin = [0.6f, 0.8f, 0];
        VectorIndex index = new("e", 3, [[1, 0, 0], twin, null, [.. twin], [0, 0, 1]], null, estimated ? 0 : VectorIndex.LargeFrom);

        Assert.Equal([1, 3, 0], index.Search(twin, 3).Select(hit => hit.Item.Value));
        Assert.Equal([3, 4], index.Search(twin, 9, [false, false, true, true, true]).Select(hit => hit.Item.Value));
        Assert.Empty(index.Search(twin, 0));
        Assert.Empty(index.Search(twin, 5, new bool[5]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Search_Passage_BringsItsItemUpDiscounted(bool estimated)
    {
        VectorIndex index = new(
            "e", 2, [[1, 0], [0.8f, 0.6f], null], [null, [[-1, 0], [0, 1]], [[0, 1]]], estimated ? 0 : VectorIndex.LargeFrom);

        var hits = index.Search([0, 1], 5);

        Assert.Equal([1, 0], hits.Select(hit => hit.Item.Value));
        Assert.Equal(1 - VectorIndex.PassageDiscount, hits[0].Cosine, 5);
        Assert.Equal(2, index.PassageCount);
        Assert.Equal(0.8f, index.Cosine(new ItemIndex(0), new ItemIndex(1)), 5);
    }

    [Fact]
    public void Discount_OppositePassage_IsNoLikeness()
    {
        VectorIndex index = new("e", 2, [[0, -1]], [[[0, -1]]]);
        var scores = new float[1];

        index.Score([0, 1], scores);

        Assert.Equal(-1, scores[0]);
    }

    [Fact]
    public void Members_ItemWithoutVector_Unknown()
    {
        VectorIndex index = new("e", 2, [[1, 0], null]);

        Assert.Equal((1, 2, "e"), (index.Count, index.Dimensions, index.EncoderId));
        Assert.True(index.Has(new ItemIndex(0)));
        Assert.False(index.Has(new ItemIndex(1)));
        Assert.Equal([0, 0], index[new ItemIndex(1)].ToArray());
        Assert.True(float.IsNaN(index.Cosine(new ItemIndex(0), new ItemIndex(1))));
    }

    [Fact]
    public void Index_Empty_FindsNothing() => Assert.Empty(new VectorIndex("e", 4, [], null, 0).Search([1, 0, 0, 0], 3));

    [Fact]
    public void Constructor_BadVectors_AreRefusedByName()
    {
        Assert.Contains("item 1 has 3 numbers", Assert.Throws<ArgumentException>(() => new VectorIndex("e", 2, [[1, 0], [1, 0, 0]])).Message, StringComparison.Ordinal);
        Assert.Contains("item 0 has a number", Assert.Throws<ArgumentException>(() => new VectorIndex("e", 2, [[1, float.NaN]])).Message, StringComparison.Ordinal);
        Assert.Contains("2 items and vectors for 1", Assert.Throws<ArgumentException>(() => new VectorIndex("e", 2, [[1, 0]], [null, null])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_BadQueryOrFilter_IsRefused()
    {
        VectorIndex index = new("e", 2, [[1, 0], [0, 1]]);

        Assert.Contains("3 numbers", Assert.Throws<ArgumentException>(() => index.Search([1, 0, 0], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("1 places for 2", Assert.Throws<ArgumentException>(() => index.Search([1, 0], 1, [true])).Message, StringComparison.Ordinal);
    }

    private static (VectorIndex Index, float[]?[] Vectors, float[][]?[] Passages) Random(int count, int dimensions, bool estimated, int seed)
    {
        Random random = new(seed);
        float[]?[] vectors = [.. Enumerable.Range(0, count).Select(i => i % 13 == 5 ? null : Unit(random, dimensions))];
        float[][]?[] passages = [.. vectors.Select(vector => vector is null || random.Next(8) > 0 ? null : Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Unit(random, dimensions)).ToArray())];
        return (new VectorIndex("e", dimensions, vectors, passages, estimated ? 0 : VectorIndex.LargeFrom), vectors, passages);
    }

    private static float[] Near(Random random, float[]?[] vectors, int dimensions)
    {
        var query = Unit(random, dimensions);
        var near = vectors[random.Next(vectors.Length) / 13 * 13]!;
        for (var i = 0; i < dimensions; i++)
        {
            query[i] += 0.5f * near[i];
        }

        VectorMath.Normalise(query);
        return query;
    }

    private static float[] Unit(Random random, int dimensions)
    {
        float[] vector = [.. Enumerable.Range(0, dimensions).Select(_ => (float)(random.NextDouble() - 0.5))];
        VectorMath.Normalise(vector);
        return vector;
    }

    private static float Plain(float[] query, float[]?[] vectors, float[][]?[] passages, int item)
    {
        if (vectors[item] is not { } vector)
        {
            return float.NaN;
        }

        var best = Dot(vector);
        foreach (var passage in passages[item] ?? [])
        {
            var cosine = Dot(passage);
            best = Math.Max(best, cosine > 0 ? 0.95f * cosine : 1.05f * cosine);
        }

        return best;

        float Dot(float[] other) => query.Zip(other).Sum(pair => pair.First * pair.Second);
    }

    private static List<int> Sorted(float[] query, float[]?[] vectors, float[][]?[] passages, bool[] allowed) =>
        [.. Enumerable.Range(0, vectors.Length).Where(i => vectors[i] is not null && (allowed.Length == 0 || allowed[i]))
            .OrderByDescending(i => Plain(query, vectors, passages, i))];
}
