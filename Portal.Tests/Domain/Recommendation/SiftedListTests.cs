using Portal.Domain.Language;
using Portal.Domain.Recommendation;
using Portal.Domain.Retrieval;
using Portal.Tests.Support;
using static Portal.Tests.Support.EngineFixtures;

namespace Portal.Tests.Domain.Recommendation;

public sealed class SiftedListTests
{
    private static readonly EngineSnapshot Snapshot = Snapshot(
        [Item("a", genres: ["horror"]), Item("b", genres: ["drama"]), Item("c", genres: ["horror"]), Item("d", genres: ["drama"]), Item("e", genres: ["horror"])]);

    [Theory]
    [InlineData(1, "b", "a")]
    [InlineData(2, "b d", "a c")]
    [InlineData(9, "b d", "a c e")]
    [InlineData(0, "", "")]
    public void What_is_kept_away_is_counted_as_far_as_the_last_that_is_shown(int most, string shown, string hidden)
    {
        ConstraintFilter filter = new(Snapshot, RuleSet.Of(Snapshot.Parser.Parse("no horror")));

        var sifted = SiftedList.Of("abcde".Select(id => Snapshot.At($"{id}")), filter, most);

        Assert.Equal(shown, string.Join(' ', sifted.Shown.Select(Snapshot.IdOf)));
        Assert.Equal(hidden, string.Join(' ', sifted.Hidden.Select(Snapshot.IdOf)));
    }
}
