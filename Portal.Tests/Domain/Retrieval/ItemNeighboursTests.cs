using Portal.Domain.Catalogue;
using Portal.Tests.Domain.Recommendation;

namespace Portal.Tests.Domain.Retrieval;

public sealed class ItemNeighboursTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(11)]
    public void Of_AnyItem_TheMostAlikeFirst(int seed)
    {
        var snapshot = new RankingWorld(seed).Snapshot;
        foreach (var item in Enumerable.Range(0, snapshot.Catalogue.Count).Select(i => new ItemIndex(i)))
        {
            var expected = Enumerable.Range(0, snapshot.Catalogue.Count).Select(i => new ItemIndex(i))
                .Where(other => other != item && snapshot.Similarity.Between(item, other) > 0)
                .OrderByDescending(other => snapshot.Similarity.Between(item, other)).ThenBy(other => other.Value);

            Assert.Equal(expected, snapshot.Neighbours.Of(item));
            Assert.Same(snapshot.Neighbours.Of(item), snapshot.Neighbours.Of(item));
        }
    }
}
