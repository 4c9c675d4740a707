using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Content;

namespace Portal.Tests.Domain.Content;

public sealed class Projection2DTests
{
    [Fact]
    public void Of_KnownCase_GivesTheScoresByHand()
    {
        // About the mean (1, 2, 5): (4, 0, 0), (-2, 0, 0), (-2, 0, 0), (0, 3, 0), (0, -3, 0). The first axis has 16 + 4 + 4 = 24, the second 9 + 9 = 18, the third nothing.
        var map = Projection2D.Of([[5, 2, 5], [-1, 2, 5], [-1, 2, 5], [1, 5, 5], [1, -1, 5]]);

        Assert.Equal([4, -2, -2, 0, 0], map.X.Select(x => Math.Round(x, 5)));
        Assert.Equal([0, 0, 0, 3, -3], map.Y.Select(y => Math.Round(y, 5)));
        Assert.Equal(1, map.Kept, 6);
    }

    [Fact]
    public void Of_MoreThanTwoDirections_SaysWhatIsLost()
    {
        // 2·9, 2·4 and 2·1 along the three axes: the map keeps 26 of 28.
        var map = Projection2D.Of([[3, 0, 0], [-3, 0, 0], [0, 2, 0], [0, -2, 0], [0, 0, 1], [0, 0, -1]]);

        Assert.Equal(26 / 28.0, map.Kept, 6);
        Assert.Equal([3, -3, 0, 0, 0, 0], map.X.Select(x => Math.Round(x, 5) + 0));
        Assert.Equal([0, 0, 2, -2, 0, 0], map.Y.Select(y => Math.Round(y, 5) + 0));
    }

    [Fact]
    public void Of_OnASlant_TurnsIntoTheDirectionOfTheSpread()
    {
        // Along (1, 2) / √5: scores are the products with it.
        var map = Projection2D.Of([[2, 4], [-1, -2], [-1, -2]]);

        Assert.Equal(2 * Math.Sqrt(5), map.X[0], 6);
        Assert.Equal(-Math.Sqrt(5), map.X[2], 6);
        Assert.All(map.Y, y => Assert.Equal(0, y, 6));
    }

    [Fact]
    public void Of_NothingToTellApart_IsAllInOnePlace()
    {
        Assert.Empty(Projection2D.Of([]).X);
        Assert.Equal([0.0], Projection2D.Of([[7, 7]]).X);
        var same = Projection2D.Of([[1, 2], [1, 2], [1, 2]]);
        Assert.Equal(0, same.Kept);
        Assert.Equal([0.0, 0, 0], same.X.Concat(same.Y).Take(3));
        Assert.Throws<ArgumentException>(() => Projection2D.Of([[1, 2], [1]]));
    }

    [Fact]
    public void A_map_does_not_depend_on_where_the_origin_is_and_never_comes_out_mirrored() =>
        Prop.ForAll(ArbMap.Default.ArbFor<sbyte[]>(), values =>
        {
            float[][] points = [.. values.Chunk(3).Where(chunk => chunk.Length == 3).Select(chunk => Array.ConvertAll(chunk, one => (float)one))];
            if (points.Length == 0)
            {
                return true;
            }

            var (map, moved) = (Projection2D.Of(points), Projection2D.Of([.. points.Select(point => new[] { point[0] + 50, point[1] - 8, point[2] })]));
            return Math.Abs(map.X.Sum()) < 1e-3 && Math.Abs(map.Y.Sum()) < 1e-3
                && map.X.MaxBy(x => Math.Round(Math.Abs(x), 3)) >= -1e-3
                && map.Kept is >= 0 and <= 1 && Math.Abs(map.Kept - moved.Kept) < 1e-6
                && map.X.Sum(x => x * x) >= map.Y.Sum(y => y * y) - 1e-2;
        }).QuickCheckThrowOnFailure();
}
