using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;
using Portal.Tests.Domain.Recommendation;

namespace Portal.Tests.Domain.Retrieval;

public sealed class ConstraintFilterTests
{
    [Fact]
    public void Restrict_AnyWorld_EqualsAskingEveryItem()
    {
        var forbidden = 0;
        for (var seed = 1; seed <= 40; seed++)
        {
            RankingWorld world = new(seed);
            ConstraintFilter filter = new(world.Snapshot.Catalogue, world.Person.Rules);
            bool[] allowed = [.. Enumerable.Range(0, world.Snapshot.Catalogue.Count).Select(i => i % 7 != 3)];
            bool[] expected = [.. allowed.Select((was, i) => was && filter.Allows(new ItemIndex(i)))];

            filter.Restrict(allowed);

            Assert.Equal(expected, allowed);
            forbidden += Enumerable.Range(0, allowed.Length).Count(i => !filter.Allows(new ItemIndex(i)));
        }

        Assert.True(forbidden > 0);
    }
}
